# The part of the plan's permissions for the certificate and the records that hosted_zone_id creates.
data "aws_iam_policy_document" "plan_entrance" {
  count = try(var.deployed.hosted_zone_id, null) != null ? 1 : 0

  # AWS names the certificate, so the permission is limited to the account and the region only; with a CDN, whose
  # certificate is in another region, to the account.
  statement {
    sid       = "ReadCertificate"
    actions   = ["acm:DescribeCertificate", "acm:ListTagsForCertificate"]
    resources = ["arn:${local.partition}:acm:${local.has_cdn ? "*" : var.region}:${var.account_id}:certificate/*"]
  }

  statement {
    sid       = "ReadRecords"
    actions   = ["route53:GetHostedZone", "route53:ListResourceRecordSets"]
    resources = ["arn:${local.partition}:route53:::hostedzone/${var.deployed.hosted_zone_id}"]
  }
}
