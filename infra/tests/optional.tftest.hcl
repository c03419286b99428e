# What is optional, in the whole environment: off makes nothing, on makes all of it.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

mock_provider "aws" {
  alias = "us_east_1"
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.network.data.aws_availability_zones.usable
  values = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
}

variables {
  environment = "test"
}

run "everything_off_is_nothing" {
  command = plan

  assert {
    condition     = length(module.observability) == 0 && length(module.edge) == 0
    error_message = "neither alarms nor a firewall"
  }

  assert {
    condition = alltrue([
      for value in [
        output.github_deploy_role_arn, output.github_plan_role_arn, output.pipeline_name,
        output.artifact_bucket, output.alarm_topic_arn, output.dashboard_name, output.web_acl_name,
      ] : value == null
    ])
    error_message = "nobody may deploy, and nothing is observed"
  }
}

run "everything_on_is_planned" {
  command = plan

  variables {
    image_tag         = "1a2b3c"
    github_repository = "owner/streamgate"
    github_plan_role  = true
    pipeline = {
      connection_arn = join(":", [
        "arn:aws:codestar-connections:eu-central-1:123456789012",
        "connection/0f0f0f0f-0000-1111-2222-333344445555",
      ])
      repository = "owner/streamgate"
    }
    dashboard_enabled = true
    alarms_enabled    = true
    alarm_emails      = ["ops@example.com"]
    waf_enabled       = true
  }

  assert {
    condition = (output.pipeline_name == "streamgate-test" && output.dashboard_name == "streamgate-test" &&
      output.web_acl_name == "streamgate-test" &&
    output.artifact_bucket == "streamgate-test-artifacts-123456789012")
    error_message = "all has the environment's name"
  }

  assert {
    condition = alltrue([
      for alarm in module.observability[0].alarm_names : startswith(alarm, "streamgate-test-")
    ])
    error_message = "alarms have the environment's name, which the topic's policy asks for"
  }

  assert {
    condition     = length(module.observability[0].alarm_names) == 10
    error_message = "ten alarms call somebody, and those that scale the service are not among them"
  }
}

run "container_insights_add_an_alarm" {
  command = plan

  variables {
    environment        = "test"
    alarms_enabled     = true
    container_insights = "enabled"
  }

  assert {
    condition     = contains(module.observability[0].alarm_names, "streamgate-test-missing-tasks")
    error_message = "nobody is called if desired tasks do not run"
  }
}

run "the_deployer_s_state_is_the_one_of_the_backend" {
  command = plan

  variables {
    environment = "prod"
    allow_http  = true
  }

  assert {
    condition     = strcontains(file("./env/prod.s3.tfbackend"), "\"${local.state_key}\"")
    error_message = "the deployer may write ${local.state_key}"
  }

  assert {
    condition     = local.state_bucket == "streamgate-terraform-123456789012"
    error_message = "without a name, the bucket is the one that make.sh makes"
  }
}
