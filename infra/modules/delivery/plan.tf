# Permissions to read everything that `terraform plan` of this root reads. Actions that AWS can limit to a
# resource are limited to the resources of this environment. The first statement has the others. A policy may have 6,144
# characters, so two families of reading actions are not spelled out.

locals {
  task_family      = try(var.deployed.task_family, "none")
  state_bucket_arn = local.has_deployer ? "arn:${local.partition}:s3:::${var.deployed.state_bucket}" : null

  # By name and not by reference: so a plan shows every policy completely, even before the resources exist or
  # while they change.
  ours = {
    alarms     = "arn:${local.partition}:cloudwatch:${local.here}:alarm:*"
    artifacts  = "arn:${local.partition}:s3:::${local.artifact_bucket}"
    build      = "arn:${local.partition}:codebuild:${local.here}:project/${var.name}"
    build_log  = "arn:${local.partition}:logs:${local.here}:log-group:/codebuild/${var.name}:*"
    dashboard  = "arn:${local.partition}:cloudwatch::${var.account_id}:dashboard/${var.name}"
    keys       = "arn:${local.partition}:kms:${local.here}:key/*"
    log_groups = "arn:${local.partition}:logs:${local.here}:log-group:/*/${var.name}"
    oidc       = "arn:${local.partition}:iam::${var.account_id}:oidc-provider/${local.github_issuer}"
    pipeline   = "arn:${local.partition}:codepipeline:${local.here}:${var.name}"
    policies   = "arn:${local.partition}:iam::${var.account_id}:policy/${var.name}-*"
    repository = "arn:${local.partition}:ecr:${local.here}:repository/${var.name}"
    revisions  = "arn:${local.partition}:ecs:${local.here}:task-definition/${local.task_family}:*"
    roles      = "arn:${local.partition}:iam::${var.account_id}:role/${var.name}-*"
    scalables  = "arn:${local.partition}:application-autoscaling:${local.here}:scalable-target/*"
    topic      = "arn:${local.partition}:sns:${local.here}:${var.name}-alarms"
    web_acl    = "arn:${local.partition}:wafv2:${local.here}:regional/webacl/${var.name}/*"
  }
}

data "aws_iam_policy_document" "plan" {
  count = local.has_deployer ? 1 : 0

  source_policy_documents = concat(
    data.aws_iam_policy_document.plan_entrance[*].json, data.aws_iam_policy_document.plan_cdn[*].json
  )

  statement {
    sid = "ReadWhatHasNoResource"
    actions = concat(local.has_cdn ? ["ec2:DescribeManagedPrefixLists"] : [], [
      "application-autoscaling:DescribeScalableTargets",
      "application-autoscaling:DescribeScalingPolicies",
      "application-autoscaling:DescribeScheduledActions",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeFlowLogs",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribePrefixLists",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroupRules",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcs",
      "ecs:DescribeTaskDefinition",
      "elasticloadbalancing:Describe*",
      "kms:ListAliases",
    ])
    resources = ["*"]
  }

  statement {
    sid       = "ReadNetwork"
    actions   = ["ec2:DescribeVpcAttribute"]
    resources = ["arn:${local.partition}:ec2:${local.here}:vpc/${var.deployed.vpc_id}"]
  }

  statement {
    sid = "ReadService"
    actions = [
      "ecs:DescribeClusters",
      "ecs:DescribeServices",
      "ecs:ListTagsForResource",
    ]
    resources = [var.deployed.cluster_arn, var.deployed.service_arn, local.ours.revisions]
  }

  statement {
    sid       = "ReadScaling"
    actions   = ["application-autoscaling:ListTagsForResource"]
    resources = [local.ours.scalables]
  }

  statement {
    sid = "ReadTable"
    actions = [
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
    ]
    resources = [var.deployed.table_arn]
  }

  statement {
    sid = "ReadRepository"
    actions = [
      "ecr:DescribeRepositories",
      "ecr:GetLifecyclePolicy",
      "ecr:ListTagsForResource",
    ]
    resources = [local.ours.repository]
  }

  statement {
    sid = "ReadRoles"
    actions = [
      "iam:GetOpenIDConnectProvider",
      "iam:GetPolicy",
      "iam:GetPolicyVersion",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
    ]
    resources = [local.ours.roles, local.ours.policies, local.ours.oidc]
  }

  # The call covers all groups, so it can be limited to the account and the region only.
  statement {
    sid       = "FindLogs"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["arn:${local.partition}:logs:${var.region}:${var.account_id}:log-group:*"]
  }

  statement {
    sid = "ReadLogs"
    actions = [
      "logs:DescribeMetricFilters",
      "logs:ListTagsForResource",
    ]
    resources = [local.ours.log_groups, "${local.ours.log_groups}:*"]
  }

  statement {
    sid = "ReadAlarms"
    actions = [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetDashboard",
      "cloudwatch:ListTagsForResource",
    ]
    resources = [local.ours.alarms, local.ours.dashboard]
  }

  statement {
    sid = "ReadTopic"
    actions = [
      "sns:GetSubscriptionAttributes",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
    ]
    resources = [local.ours.topic, "${local.ours.topic}:*"]
  }

  # Keys have no names. Only the keys of the alarms and the table can be read.
  statement {
    sid = "ReadKey"
    actions = [
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
    ]
    resources = [local.ours.keys]

    condition {
      test     = "ForAnyValue:StringEquals"
      variable = "kms:ResourceAliases"
      values   = ["alias/${var.name}-alarms", "alias/aws/dynamodb"]
    }
  }

  statement {
    sid = "ReadWebAcl"
    actions = [
      "wafv2:GetWebACL",
      "wafv2:GetWebACLForResource",
      "wafv2:ListTagsForResource",
    ]
    resources = [local.ours.web_acl, var.deployed.alb_arn]
  }

  statement {
    sid = "ReadPipeline"
    actions = [
      "codebuild:BatchGetProjects",
      "codepipeline:GetPipeline",
      "codepipeline:ListTagsForResource",
    ]
    resources = [local.ours.build, local.ours.pipeline]
  }

  statement {
    sid = "ReadArtifactBucket"
    actions = [
      "s3:GetAccelerateConfiguration",
      "s3:GetBucket*",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
    ]
    resources = [local.ours.artifacts]
  }

  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [local.state_bucket_arn]
  }

  statement {
    sid       = "ReadState"
    actions   = ["s3:GetObject"]
    resources = ["${local.state_bucket_arn}/${var.deployed.state_key}"]
  }

  # A plan locks the state, so that it does not read a partial write.
  statement {
    sid       = "LockState"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.state_bucket_arn}/${var.deployed.state_key}.tflock"]
  }
}

resource "aws_iam_policy" "plan" {
  count = local.has_deployer ? 1 : 0

  name        = "${var.name}-plan"
  description = "Read what a plan of ${var.name} reads"
  policy      = data.aws_iam_policy_document.plan[0].json
}
