# Permissions of scripts/deploy.sh beyond reading (plan.tf): push an image, register a revision of the task
# definition, update the service to use it, and write the state. Any other change in a plan needs somebody with
# more permissions than a pipeline.

data "aws_iam_policy_document" "deploy" {
  count = local.has_deployer ? 1 : 0

  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PushImage"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = [local.ours.repository]
  }

  statement {
    sid       = "RegisterRevision"
    actions   = ["ecs:RegisterTaskDefinition"]
    resources = [local.ours.revisions]
  }

  statement {
    sid       = "TagRevision"
    actions   = ["ecs:TagResource"]
    resources = [local.ours.revisions]

    condition {
      test     = "StringEquals"
      variable = "ecs:CreateAction"
      values   = ["RegisterTaskDefinition"]
    }
  }

  statement {
    sid       = "RollService"
    actions   = ["ecs:UpdateService"]
    resources = [var.deployed.service_arn]
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
}

resource "aws_iam_policy" "deploy" {
  count = local.has_deployer ? 1 : 0

  name        = "${var.name}-deploy"
  description = "Push an image of ${var.name} and have its service run it"
  policy      = data.aws_iam_policy_document.deploy[0].json
}
