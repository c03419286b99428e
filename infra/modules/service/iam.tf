locals {
  # Built from values that are known before anything exists, so that a plan shows each policy completely.
  arn_prefix = {
    for service in ["ecs", "logs"] :
    service => "arn:${data.aws_partition.current.partition}:${service}:${var.region}:${var.account_id}"
  }
}

# Only ECS of this account may assume these roles, for a task.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["${local.arn_prefix.ecs}:*"]
    }
  }
}

# Permissions of Streamgate itself: docs/TABLE.md has the list.
data "aws_iam_policy_document" "task" {
  statement {
    sid = "Table"
    actions = [
      "dynamodb:DeleteItem",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:UpdateItem",
    ]
    resources = [var.table_arn]
  }

  # DynamoDB decrypts the table's own key with this one, as the task. AWS lists these actions for a key that DynamoDB
  # uses, except kms:CreateGrant, which is needed only to create the table.
  dynamic "statement" {
    for_each = var.kms_key_arn[*]

    content {
      sid = "KeyOfTable"
      actions = [
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
        values   = ["dynamodb.${var.region}.amazonaws.com"]
      }
    }
  }
}

# A task has one role, so that Streamgate may write metrics, too.
data "aws_iam_policy_document" "collector" {
  count = var.collector == null ? 0 : 1

  statement {
    sid       = "Metrics"
    actions   = ["aps:RemoteWrite"]
    resources = [var.collector.workspace_arn]
  }
}

resource "aws_iam_role_policy" "collector" {
  count = var.collector == null ? 0 : 1

  name   = "metrics"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.collector[0].json
}

resource "aws_iam_role" "task" {
  name               = "${var.name}-task"
  description        = "What Streamgate does: read and write its table"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "task" {
  name   = "table"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}

# Permissions of ECS on behalf of a task: pull the image, read the secrets and write the log.
data "aws_iam_policy_document" "execution" {
  # The token is for the whole registry: AWS supports no resource for this action.
  statement {
    sid       = "Registry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "Pull"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]
    resources = compact([var.repository_arn, try(var.collector.repository_arn, null)])
  }

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.arn_prefix.logs}:log-group:/ecs/${var.name}:*"]
  }

  dynamic "statement" {
    for_each = length(var.secret_arns) > 0 ? [var.secret_arns] : []

    content {
      sid       = "Secrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = statement.value
    }
  }

  # Secrets Manager decrypts a secret with this key, as its caller. The context names the secret.
  dynamic "statement" {
    for_each = var.secrets_key_arn[*]

    content {
      sid       = "KeyOfSecrets"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["secretsmanager.${var.region}.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:SecretARN"
        values   = var.secret_arns
      }
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${var.name}-execution"
  description        = "What ECS does for a task: pull its image, read its secrets and write its log"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  name   = "pull-and-log"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}
