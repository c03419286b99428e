# The pipeline of CodePipeline and CodeBuild, and its roles.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name       = "streamgate-test"
  region     = "eu-central-1"
  account_id = "123456789012"
  pipeline = {
    connection_arn = join(":", [
      "arn:aws:codestar-connections:eu-central-1:123456789012",
      "connection/0f0f0f0f-0000-1111-2222-333344445555",
    ])
    repository = "owner/streamgate"
  }
  deployed = {
    alb_arn            = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/sg/1f"
    cluster_arn        = "arn:aws:ecs:eu-central-1:123456789012:cluster/streamgate-test"
    execution_role_arn = "arn:aws:iam::123456789012:role/streamgate-test-execution"
    service_arn        = "arn:aws:ecs:eu-central-1:123456789012:service/streamgate-test/streamgate-test"
    state_bucket       = "states"
    state_key          = "streamgate/test/terraform.tfstate"
    table_arn          = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-test"
    task_family        = "streamgate-test"
    task_role_arn      = "arn:aws:iam::123456789012:role/streamgate-test-task"
    vpc_id             = "vpc-1f"
  }
}

run "a_push_to_the_branch_is_built_and_deployed" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = [for stage in aws_codepipeline.this[0].stage : [stage.name, stage.action[0].provider]] == [
      ["Source", "CodeStarSourceConnection"], ["Deploy", "CodeBuild"],
    ]
    error_message = "two stages"
  }

  assert {
    condition = aws_codepipeline.this[0].stage[0].action[0].configuration == tomap({
      ConnectionArn        = var.pipeline.connection_arn
      FullRepositoryId     = "owner/streamgate"
      BranchName           = "main"
      DetectChanges        = "true"
      OutputArtifactFormat = "CODEBUILD_CLONE_REF"
    })
    error_message = "the commit is the image's tag, so the build has the repository and not only its files"
  }

  assert {
    condition = (aws_codebuild_project.this[0].environment[0].privileged_mode &&
      aws_codebuild_project.this[0].environment[0].type == "LINUX_CONTAINER" &&
      aws_codebuild_project.this[0].source[0].buildspec == "buildspec.yml" &&
    aws_cloudwatch_log_group.build[0].name == "/codebuild/streamgate-test")
    error_message = "images are built with Docker, as buildspec.yml says, and the log is kept"
  }

  assert {
    condition     = length(aws_iam_role.github) == 0 && length(aws_iam_openid_connect_provider.github) == 0
    error_message = "nothing for GitHub"
  }
}

run "an_arm_image_is_built_on_arm" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    architecture = "ARM64"
  }

  assert {
    condition = (aws_codebuild_project.this[0].environment[0].type == "ARM_CONTAINER" &&
    strcontains(aws_codebuild_project.this[0].environment[0].image, "aarch64"))
    error_message = aws_codebuild_project.this[0].environment[0].image
  }
}

run "each_role_is_its_service_s_and_may_do_its_part" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = {
      for role in [aws_iam_role.pipeline[0], aws_iam_role.build[0]] : role.name => {
        for statement in jsondecode(role.assume_role_policy).Statement :
        statement.Principal.Service => statement.Condition
      }
      } == {
      streamgate-test-pipeline = {
        "codepipeline.amazonaws.com" = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:codepipeline:eu-central-1:123456789012:streamgate-test"
          }
        }
      }
      streamgate-test-build = {
        "codebuild.amazonaws.com" = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnEquals = {
            "aws:SourceArn" = "arn:aws:codebuild:eu-central-1:123456789012:project/streamgate-test"
          }
        }
      }
    }
    error_message = "only this pipeline and this build take them"
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.pipeline[0].policy).Statement :
      statement.Sid => statement.Resource
      } == {
      FetchSources  = var.pipeline.connection_arn
      RunBuild      = "arn:aws:codebuild:eu-central-1:123456789012:project/streamgate-test"
      FindArtifacts = "arn:aws:s3:::streamgate-test-artifacts-123456789012"
      KeepArtifacts = "arn:aws:s3:::streamgate-test-artifacts-123456789012/*"
    }
    error_message = "policy: ${aws_iam_role_policy.pipeline[0].policy}"
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.build[0].policy).Statement :
      statement.Sid => statement.Resource
      } == {
      Log          = "arn:aws:logs:eu-central-1:123456789012:log-group:/codebuild/streamgate-test:*"
      ReadSources  = "arn:aws:s3:::streamgate-test-artifacts-123456789012/*"
      CloneSources = var.pipeline.connection_arn
    }
    error_message = "policy: ${aws_iam_role_policy.build[0].policy}"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.build) == ["deploy", "plan"]
    error_message = "the build runs scripts/deploy.sh, so it has the deployer's rights"
  }
}

run "the_sources_are_private_encrypted_and_do_not_stay" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.artifacts[0].block_public_acls,
      aws_s3_bucket_public_access_block.artifacts[0].block_public_policy,
      aws_s3_bucket_public_access_block.artifacts[0].ignore_public_acls,
      aws_s3_bucket_public_access_block.artifacts[0].restrict_public_buckets,
    ])
    error_message = "the bucket is private"
  }

  assert {
    condition = one(one(aws_s3_bucket_server_side_encryption_configuration.artifacts[0].rule)
    .apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "the bucket is encrypted"
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.artifacts[0].rule[0].expiration[0].days == 14
    error_message = "sources go after two weeks"
  }

  assert {
    condition = jsondecode(aws_s3_bucket_policy.artifacts[0].policy).Statement == [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource = [
        "arn:aws:s3:::streamgate-test-artifacts-123456789012/*",
        "arn:aws:s3:::streamgate-test-artifacts-123456789012",
      ]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "policy: ${aws_s3_bucket_policy.artifacts[0].policy}"
  }
}
