# On a push, CodePipeline starts CodeBuild, which runs buildspec.yml: it tests and calls scripts/deploy.sh.

locals {
  artifact_bucket = "${var.name}-artifacts-${var.account_id}"

  build_environment = {
    X86_64 = { type = "LINUX_CONTAINER", image = "aws/codebuild/amazonlinux-x86_64-standard:5.0" }
    ARM64  = { type = "ARM_CONTAINER", image = "aws/codebuild/amazonlinux-aarch64-standard:3.0" }
  }[var.architecture]
}

resource "aws_cloudwatch_log_group" "build" {
  count = local.has_pipeline ? 1 : 0

  name              = "/codebuild/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_codebuild_project" "this" {
  count = local.has_pipeline ? 1 : 0

  name           = var.name
  description    = "Tests Streamgate, builds its image and deploys it to ${var.environment}"
  service_role   = aws_iam_role.build[0].arn
  build_timeout  = var.build_timeout_minutes
  queued_timeout = 60

  source {
    type      = "CODEPIPELINE"
    buildspec = "buildspec.yml"
  }

  artifacts {
    type = "CODEPIPELINE"
  }

  # Building an image needs a Docker daemon in the build, and the daemon needs a privileged build.
  environment {
    type                        = local.build_environment.type
    image                       = local.build_environment.image
    compute_type                = "BUILD_GENERAL1_MEDIUM"
    image_pull_credentials_type = "CODEBUILD"
    privileged_mode             = true

    environment_variable {
      name  = "STREAMGATE_DEPLOY_ENVIRONMENT"
      value = var.environment
    }

    environment_variable {
      name  = "TF_STATE_BUCKET"
      value = var.deployed.state_bucket
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.build[0].name
    }
  }
}

resource "aws_codepipeline" "this" {
  count = local.has_pipeline ? 1 : 0

  name           = var.name
  role_arn       = aws_iam_role.pipeline[0].arn
  pipeline_type  = "V2"
  execution_mode = "SUPERSEDED"

  artifact_store {
    type     = "S3"
    location = aws_s3_bucket.artifacts[0].bucket
  }

  stage {
    name = "Source"

    action {
      name             = "Source"
      category         = "Source"
      owner            = "AWS"
      provider         = "CodeStarSourceConnection"
      version          = "1"
      output_artifacts = ["source"]

      configuration = {
        ConnectionArn    = var.pipeline.connection_arn
        FullRepositoryId = var.pipeline.repository
        BranchName       = var.pipeline.branch
        DetectChanges    = "true"
        # The build clones the repository: the commit is the image's tag.
        OutputArtifactFormat = "CODEBUILD_CLONE_REF"
      }
    }
  }

  stage {
    name = "Deploy"

    action {
      name            = "Deploy"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]

      configuration = {
        ProjectName = aws_codebuild_project.this[0].name
      }
    }
  }

  # The first run starts as soon as the pipeline exists, so its permissions must exist before.
  depends_on = [
    aws_iam_role_policy.pipeline,
    aws_iam_role_policy.build,
    aws_iam_role_policy_attachment.build,
    aws_s3_bucket_policy.artifacts,
  ]
}
