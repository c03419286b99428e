# Who may deploy, and what exactly that is. Nothing here asks AWS: what only AWS knows is made up, so
# that the policies are rendered as they will be.

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

run "without_settings_there_is_the_repository_and_nobody_who_deploys" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    deployed = null
  }

  assert {
    condition = (aws_ecr_repository.images.image_tag_mutability == "IMMUTABLE" &&
      aws_ecr_repository.images.image_scanning_configuration[0].scan_on_push &&
      aws_ecr_repository.images.encryption_configuration[0].encryption_type == "AES256" &&
    !aws_ecr_repository.images.force_delete)
    error_message = "tags are immutable, images are scanned and encrypted, and no destroy takes them along"
  }

  assert {
    condition = [
      for rule in jsondecode(aws_ecr_lifecycle_policy.images.policy).rules :
      [rule.selection.tagStatus, rule.selection.countNumber]
    ] == [["untagged", 7], ["tagged", 50]]
    error_message = "untagged images go after a week, and the newest fifty stay"
  }

  assert {
    condition = (length(aws_iam_role.github) == 0 && length(aws_iam_openid_connect_provider.github) == 0 &&
      length(aws_iam_policy.deploy) == 0 && length(aws_iam_policy.plan) == 0 &&
      length(aws_codepipeline.this) == 0 && length(aws_codebuild_project.this) == 0 &&
      length(aws_s3_bucket.artifacts) == 0 && length(aws_iam_role.build) == 0 &&
    length(aws_iam_role.pipeline) == 0 && length(aws_cloudwatch_log_group.build) == 0)
    error_message = "what is off makes nothing"
  }
}

run "policies_alone_are_for_the_user_whose_keys_are_secrets" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    deploy_policies = true
  }

  override_resource {
    override_during = plan
    target          = aws_iam_policy.deploy
    values          = { arn = "arn:aws:iam::123456789012:policy/streamgate-test-deploy" }
  }

  override_resource {
    override_during = plan
    target          = aws_iam_policy.plan
    values          = { arn = "arn:aws:iam::123456789012:policy/streamgate-test-plan" }
  }

  assert {
    condition = [output.deploy_policy_arn, output.plan_policy_arn] == [
      "arn:aws:iam::123456789012:policy/streamgate-test-deploy",
      "arn:aws:iam::123456789012:policy/streamgate-test-plan",
    ]
    error_message = "the outputs name the policies to attach"
  }

  assert {
    condition     = length(aws_iam_role.github) == 0 && length(aws_codepipeline.this) == 0
    error_message = "nobody else deploys"
  }
}

run "a_repository_that_matches_several_is_refused" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository    = "owner/*"
    github_owner_id      = "*"
    github_repository_id = "987654321"
    github_branch        = "*"
    github_environment   = "*"
    pipeline             = { connection_arn = "arn:aws:s3:::x", repository = "owner", branch = "*" }
  }

  expect_failures = [
    var.github_repository, var.github_owner_id, var.github_branch, var.github_environment, var.pipeline,
  ]
}

run "who_deploys_must_know_what" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    deploy_policies = true
    deployed        = null
  }

  expect_failures = [var.deployed]
}
