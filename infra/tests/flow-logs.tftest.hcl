# Flow logs of the VPC.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_availability_zones.usable
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

variables {
  name       = "streamgate-dev"
  region     = "eu-central-1"
  cidr       = "10.0.0.0/16"
  zone_count = 3
  private    = true

  flow_logs = {
    account_id     = "123456789012"
    retention_days = 7
    kms_key_arn    = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  exclude_zone_ids = []
  repository_arn   = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev"
  log_group_arn    = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev"

  table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
}

override_resource {
  override_during = plan
  target          = aws_cloudwatch_log_group.flow
  values          = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/streamgate-dev" }
}

run "the_vpc_is_logged_to_a_group_that_forgets" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = (
      aws_flow_log.this[0].traffic_type == "ALL" && aws_flow_log.this[0].log_destination_type == "cloud-watch-logs"
      && aws_flow_log.this[0].log_destination == aws_cloudwatch_log_group.flow[0].arn
    )
    error_message = "The flow log has another destination, or leaves connections out."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.flow[0].name == "/vpc/streamgate-dev"
      && aws_cloudwatch_log_group.flow[0].retention_in_days == 7
      && aws_cloudwatch_log_group.flow[0].kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1f"
    )
    error_message = "The group is another, is kept longer, or has another key."
  }
}

run "only_flow_logs_of_this_account_use_the_role_and_only_for_their_group" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = [
      for s in jsondecode(aws_iam_role.flow[0].assume_role_policy).Statement : [s.Principal, s.Condition]
      ] == [[{ Service = "vpc-flow-logs.amazonaws.com" }, {
        StringEquals   = { "aws:SourceAccount" = "123456789012" }
        ArnLike        = { "aws:SourceArn" = "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*" }
    }]]
    error_message = "trust: ${aws_iam_role.flow[0].assume_role_policy}"
  }

  assert {
    condition = jsonencode({
      for s in jsondecode(aws_iam_role_policy.flow[0].policy).Statement :
      s.Sid => [sort(flatten([s.Action])), sort(flatten([s.Resource]))]
      }) == jsonencode({
      FindLogGroup = [["logs:DescribeLogGroups"], ["arn:aws:logs:eu-central-1:123456789012:log-group:*"]]
      WriteFlowLog = [["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [
        "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/streamgate-dev",
        "arn:aws:logs:eu-central-1:123456789012:log-group:/vpc/streamgate-dev:*",
      ]]
    })
    error_message = "policy: ${aws_iam_role_policy.flow[0].policy}"
  }
}

run "without_the_setting_nothing_is_logged" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    flow_logs = null
  }

  assert {
    condition     = length(aws_flow_log.this) + length(aws_cloudwatch_log_group.flow) + length(aws_iam_role.flow) == 0
    error_message = "The VPC is logged though nobody asked."
  }
}
