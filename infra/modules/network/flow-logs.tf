# Each connection in the VPC: addresses, ports, bytes, and whether it was accepted.

locals {
  flow_log_group_name = "/vpc/${var.name}"
  flow_log_group_arn = try(join(":", [
    "arn", data.aws_partition.current.partition, "logs", var.region, var.flow_logs.account_id,
    "log-group", local.flow_log_group_name,
  ]), null)
}

resource "aws_cloudwatch_log_group" "flow" {
  count = var.flow_logs == null ? 0 : 1

  name              = local.flow_log_group_name
  retention_in_days = var.flow_logs.retention_days
  kms_key_id        = var.flow_logs.kms_key_arn
}

resource "aws_flow_log" "this" {
  count = var.flow_logs == null ? 0 : 1

  vpc_id                   = local.vpc_id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.flow[0].arn
  iam_role_arn             = aws_iam_role.flow[0].arn

  tags = { Name = var.name }

  depends_on = [aws_iam_role_policy.flow]
}

# Only flow logs of this account and region may use the role.
data "aws_iam_policy_document" "flow_trust" {
  count = var.flow_logs == null ? 0 : 1

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.flow_logs.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current.partition}:ec2:${var.region}:${var.flow_logs.account_id}:vpc-flow-log/*",
      ]
    }
  }
}

# Without logs:CreateLogGroup, because a late record would create the group again after a destroy, without retention.
data "aws_iam_policy_document" "flow" {
  count = var.flow_logs == null ? 0 : 1

  statement {
    sid       = "WriteFlowLog"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = [local.flow_log_group_arn, "${local.flow_log_group_arn}:*"]
  }

  # The call covers all groups, so it can be limited to the account and the region only.
  statement {
    sid     = "FindLogGroup"
    actions = ["logs:DescribeLogGroups"]
    resources = [
      "arn:${data.aws_partition.current.partition}:logs:${var.region}:${var.flow_logs.account_id}:log-group:*",
    ]
  }
}

resource "aws_iam_role" "flow" {
  count = var.flow_logs == null ? 0 : 1

  name               = "${var.name}-flow-logs"
  description        = "What the flow log of ${var.name} may do: write to its log group"
  assume_role_policy = data.aws_iam_policy_document.flow_trust[0].json
}

resource "aws_iam_role_policy" "flow" {
  count = var.flow_logs == null ? 0 : 1

  name   = "log"
  role   = aws_iam_role.flow[0].id
  policy = data.aws_iam_policy_document.flow[0].json
}
