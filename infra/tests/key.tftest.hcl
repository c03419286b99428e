# A key of your own, where it encrypts. service-options.tftest.hcl has the permissions of the task.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

run "the_table_is_encrypted_with_the_key" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    name                   = "streamgate-dev"
    encryption             = "aws-managed"
    kms_key_arn            = "arn:aws:kms:eu-central-1:123456789012:key/1f"
    point_in_time_recovery = true
    deletion_protection    = true
    ceiling                = null
    provisioned            = null
  }

  assert {
    condition = [
      for sse in aws_dynamodb_table.streams.server_side_encryption : [sse.enabled, sse.kms_key_arn]
    ] == [[true, "arn:aws:kms:eu-central-1:123456789012:key/1f"]]
    error_message = "The table has another key."
  }
}

run "a_new_repository_is_encrypted_with_the_key" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    name        = "streamgate-test"
    region      = "eu-central-1"
    account_id  = "123456789012"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  assert {
    condition = [
      for c in aws_ecr_repository.images.encryption_configuration : [c.encryption_type, c.kms_key]
    ] == [["KMS", "arn:aws:kms:eu-central-1:123456789012:key/1f"]]
    error_message = "The repository has another key."
  }
}

run "the_infra_role_uses_the_key_through_services_only" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    name               = "streamgate-test"
    region             = "eu-central-1"
    account_id         = "123456789012"
    kms_key_arn        = "arn:aws:kms:eu-central-1:123456789012:key/1f"
    github_repository  = "owner/streamgate"
    github_environment = "test"
    github_infra_role  = true
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

  assert {
    condition = [
      for s in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement : [s.Sid, s.Resource, s.Condition]
      if length([for action in flatten([s.Action]) : action if startswith(action, "kms:")]) > 0
      ] == [[
        "UseKeyThroughServices", "arn:aws:kms:eu-central-1:123456789012:key/1f", { StringEquals = {
          "kms:ViaService" = ["dynamodb.eu-central-1.amazonaws.com", "ecr.eu-central-1.amazonaws.com"]
        } },
    ]]
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }
}

run "the_topic_has_the_key_instead_of_one_of_its_own" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    name                    = "streamgate-test"
    region                  = "eu-central-1"
    account_id              = "123456789012"
    log_group_name          = "/ecs/streamgate-test"
    alb_arn_suffix          = "app/streamgate-test/1f"
    target_group_arn_suffix = "targetgroup/streamgate-test/2f"
    cluster_name            = "streamgate-test"
    service_name            = "streamgate-test"
    table_name              = "streamgate-test"
    tasks_expected          = 3
    kms_key_arn             = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  assert {
    condition = (
      aws_sns_topic.alarms[0].kms_master_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1f"
      && length(aws_kms_key.alarms) == 0 && length(aws_kms_alias.alarms) == 0
    )
    error_message = "The topic has another key, or a second one is paid for."
  }
}
