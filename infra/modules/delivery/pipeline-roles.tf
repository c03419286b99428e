# The roles of the pipeline and of its build. A simulator runs both without any permissions, so these come from
# the services' documentation, and a test reads them.

data "aws_iam_policy_document" "service_trust" {
  for_each = local.has_pipeline ? {
    build    = { service = "codebuild.amazonaws.com", source = local.ours.build }
    pipeline = { service = "codepipeline.amazonaws.com", source = local.ours.pipeline }
  } : {}

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value.service]
    }

    # Only this build or pipeline may make the service assume this role.
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [each.value.source]
    }
  }
}

resource "aws_iam_role" "pipeline" {
  count = local.has_pipeline ? 1 : 0

  name               = "${var.name}-pipeline"
  description        = "What the pipeline ${var.name} may do: fetch the sources and start the build"
  assume_role_policy = data.aws_iam_policy_document.service_trust["pipeline"].json
}

data "aws_iam_policy_document" "pipeline" {
  count = local.has_pipeline ? 1 : 0

  # The connection's ARN has one of the service's two prefixes, depending on when it was created.
  statement {
    sid       = "FetchSources"
    actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [var.pipeline.connection_arn]
  }

  statement {
    sid       = "RunBuild"
    actions   = ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"]
    resources = [local.ours.build]
  }

  statement {
    sid       = "FindArtifacts"
    actions   = ["s3:GetBucketLocation", "s3:GetBucketVersioning"]
    resources = [local.ours.artifacts]
  }

  statement {
    sid       = "KeepArtifacts"
    actions   = ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["${local.ours.artifacts}/*"]
  }
}

resource "aws_iam_role_policy" "pipeline" {
  count = local.has_pipeline ? 1 : 0

  name   = "pipeline"
  role   = aws_iam_role.pipeline[0].id
  policy = data.aws_iam_policy_document.pipeline[0].json
}

resource "aws_iam_role" "build" {
  count = local.has_pipeline ? 1 : 0

  name               = "${var.name}-build"
  description        = "What the build ${var.name} may do: log, read the sources, and deploy"
  assume_role_policy = data.aws_iam_policy_document.service_trust["build"].json
}

data "aws_iam_policy_document" "build" {
  count = local.has_pipeline ? 1 : 0

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [local.ours.build_log]
  }

  statement {
    sid       = "ReadSources"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${local.ours.artifacts}/*"]
  }

  statement {
    sid       = "CloneSources"
    actions   = ["codeconnections:UseConnection", "codestar-connections:UseConnection"]
    resources = [var.pipeline.connection_arn]
  }
}

resource "aws_iam_role_policy" "build" {
  count = local.has_pipeline ? 1 : 0

  name   = "build"
  role   = aws_iam_role.build[0].id
  policy = data.aws_iam_policy_document.build[0].json
}

resource "aws_iam_role_policy_attachment" "build" {
  for_each = local.has_pipeline ? {
    deploy = aws_iam_policy.deploy[0].arn
    plan   = aws_iam_policy.plan[0].arn
  } : {}

  role       = aws_iam_role.build[0].name
  policy_arn = each.value
}
