# The management port and the collector in an environment: what is refused, endpoints and cost.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
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
  values = { names = ["eu-central-1c", "eu-central-1a", "eu-central-1b", "eu-central-1d"] }
}

variables {
  environment = "dev"
}

# 700 series each 30 s are 61.3 million samples a month of each of three tasks, at 0.90 for 10 million. A fourth endpoint in
# three zones is 105.13 instead of 78.85.
run "a_collector_of_private_tasks_has_an_endpoint_and_costs_by_the_sample" {
  command = plan

  variables {
    collector = {
      image         = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/ops/collector@sha256:${sha256("image")}"
      workspace_arn = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"
    }
  }

  assert {
    condition = (
      output.monthly_estimate_usd.at_min_tasks.parts.metrics == 16.56
      && output.monthly_estimate_usd.at_max_tasks.parts.metrics == 49.67
      && output.monthly_estimate_usd.at_min_tasks.parts.interface_endpoints == 105.13
    )
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }

  assert {
    condition     = local.collector.repository_arn == "arn:aws:ecr:eu-central-1:123456789012:repository/ops/collector"
    error_message = "The image is in ${local.collector.repository_arn}."
  }
}

run "the_whole_internet_and_an_image_without_a_digest_are_refused" {
  command = plan

  variables {
    network           = "public-ip"
    management_access = { cidrs = ["10.8.0.0/16", "0.0.0.0/0"] }
    collector = {
      image         = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1"
      workspace_arn = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"
    }
  }

  expect_failures = [var.management_access, var.collector]
}

run "half_of_the_internet_and_a_workspace_in_another_region_are_refused" {
  command = plan

  variables {
    network           = "public-ip"
    management_access = { cidrs = ["128.0.0.0/1"] }
    collector = {
      image         = "public.ecr.aws/aws-observability/aws-otel-collector@sha256:${sha256("image")}"
      workspace_arn = "arn:aws:aps:us-east-1:123456789012:workspace/ws-1"
    }
  }

  expect_failures = [var.management_access, var.collector]
}

run "names_for_nobody_and_an_image_that_private_tasks_cannot_pull_are_refused" {
  command = plan

  variables {
    management_access = { allowed_hosts = ["streamgate.internal"] }
    collector = {
      image         = "public.ecr.aws/aws-observability/aws-otel-collector@sha256:${sha256("image")}"
      workspace_arn = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"
    }
  }

  expect_failures = [var.management_access, var.collector]
}

run "ipv6_and_a_collector_that_leaves_no_memory_are_refused" {
  command = plan

  variables {
    network           = "public-ip"
    management_access = { cidrs = ["fd00::/8"] }
    collector = {
      image         = "public.ecr.aws/aws-observability/aws-otel-collector@sha256:${sha256("image")}"
      workspace_arn = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"
      memory        = 700
    }
  }

  expect_failures = [var.management_access, var.collector]
}

run "the_operators_and_the_secret_of_the_webhook_are_refused_as_settings" {
  command = plan

  variables {
    settings = { STREAMGATE_OPERATORS = "ann:operate:00" }
  }

  expect_failures = [var.settings]
}
