# The way from an alarm to a person.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_sns_topic.alarms
  override_during = plan
  values          = { arn = "arn:aws:sns:eu-central-1:123456789012:streamgate-test-alarms" }
}

override_resource {
  target          = aws_kms_key.alarms
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-central-1:123456789012:key/1f" }
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
}

run "cloudwatch_may_use_the_topic_and_its_key" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarm_emails = ["ops@example.com"]
  }

  assert {
    condition = [
      for statement in jsondecode(aws_kms_key.alarms[0].policy).Statement :
      [statement.Action, statement.Condition]
      if statement.Principal == { Service = "cloudwatch.amazonaws.com" }
      ] == [[
        ["kms:GenerateDataKey*", "kms:Decrypt"],
        { StringEquals = { "aws:SourceAccount" = "123456789012" } },
    ]]
    error_message = "policy: ${aws_kms_key.alarms[0].policy}"
  }

  assert {
    condition = (aws_sns_topic.alarms[0].kms_master_key_id == aws_kms_key.alarms[0].arn &&
    aws_kms_key.alarms[0].enable_key_rotation)
    error_message = "the topic has a key of its own"
  }

  assert {
    condition = [
      for statement in jsondecode(aws_sns_topic_policy.alarms[0].policy).Statement :
      [statement.Effect, statement.Principal, statement.Condition]
      ] == [
      ["Allow", { Service = "cloudwatch.amazonaws.com" }, {
        ArnLike = {
          "aws:SourceArn" = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:streamgate-test-*"
        }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }],
      ["Deny", "*", { Bool = { "aws:SecureTransport" = "false" } }],
    ]
    error_message = "policy: ${aws_sns_topic_policy.alarms[0].policy}"
  }

  assert {
    condition = {
      for address, mail in aws_sns_topic_subscription.email : address => mail.protocol
    } == { "ops@example.com" = "email" }
    error_message = "alarms are mailed"
  }
}
