# The role that applies infrastructure from GitHub. It may change what Terraform builds, in this region only, except what
# decides who may do what: roles, policies, keys, and the pipeline, whose build runs with a role. So it cannot give itself
# permissions, and such changes need somebody with more of them. It can use kms_key_arn through DynamoDB and ECR only.

data "aws_iam_policy_document" "infra" {
  count = local.has_github && var.github_infra_role ? 1 : 0

  statement {
    sid = "ChangeInThisRegion"
    actions = [
      "acm:*",
      "application-autoscaling:*",
      "cloudwatch:*",
      "dynamodb:*",
      "ec2:*",
      "ecr:*",
      "ecs:*",
      "elasticloadbalancing:*",
      "logs:*",
      "sns:*",
      "wafv2:*",
    ]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.region]
    }
  }

  statement {
    sid       = "PassTaskRoles"
    actions   = ["iam:PassRole"]
    resources = [var.deployed.task_role_arn, var.deployed.execution_role_arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "WriteState"
    actions   = ["s3:PutObject"]
    resources = ["${local.state_bucket_arn}/${var.deployed.state_key}"]
  }

  # Creating a table or a repository with a key makes grants for DynamoDB and ECR.
  dynamic "statement" {
    for_each = var.kms_key_arn[*]

    content {
      sid = "UseKeyThroughServices"
      actions = [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
      ]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = [for service in ["dynamodb", "ecr"] : "${service}.${var.region}.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_cdn ? [1] : []

    content {
      sid = "ChangeDistributions"
      actions = [
        "cloudfront:CreateDistribution",
        "cloudfront:DeleteDistribution",
        "cloudfront:TagResource",
        "cloudfront:UntagResource",
        "cloudfront:UpdateDistribution",
      ]
      resources = ["arn:${local.partition}:cloudfront::${var.account_id}:distribution/*"]
    }
  }

  # CloudFront's certificate. A request for a certificate has no resource.
  dynamic "statement" {
    for_each = local.has_cdn ? var.deployed.hosted_zone_id[*] : []

    content {
      sid       = "ChangeCertificateOfCdn"
      actions   = ["acm:*"]
      resources = ["*"]

      condition {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = ["us-east-1"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.deployed.hosted_zone_id[*]

    content {
      sid       = "ChangeRecords"
      actions   = ["route53:ChangeResourceRecordSets"]
      resources = ["arn:${local.partition}:route53:::hostedzone/${statement.value}"]
    }
  }

  dynamic "statement" {
    for_each = var.deployed.hosted_zone_id[*]

    content {
      sid       = "WaitForRecords"
      actions   = ["route53:GetChange"]
      resources = ["arn:${local.partition}:route53:::change/*"]
    }
  }
}

resource "aws_iam_role_policy" "github_infra" {
  count = local.has_github && var.github_infra_role ? 1 : 0

  name   = "change"
  role   = aws_iam_role.github["infra"].id
  policy = data.aws_iam_policy_document.infra[0].json
}
