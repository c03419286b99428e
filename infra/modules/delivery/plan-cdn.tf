# The plan's permissions for CloudFront. They are limited to this distribution, because its configuration contains the
# secret that it sends.
locals {
  # Not by try(), whose result is unknown as long as the ARN is.
  has_cdn = var.deployed == null ? false : length(var.deployed.distribution_arns) > 0
}

data "aws_iam_policy_document" "plan_cdn" {
  count = local.has_cdn ? 1 : 0

  statement {
    sid       = "ReadCdn"
    actions   = ["cloudfront:GetDistribution", "cloudfront:ListTagsForResource"]
    resources = var.deployed.distribution_arns
  }
}
