# No server is asked: what AWS would say is overridden. From infra/: terraform test
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

run "an_environment_is_planned_from_its_name_alone" {
  command = plan

  assert {
    condition = (
      output.name == "streamgate-dev" && output.table_name == "streamgate-dev"
      && output.cluster_name == "streamgate-dev" && output.service_name == "streamgate-dev"
      && output.log_group_name == "/ecs/streamgate-dev" && output.image_tag == null
    )
    error_message = "Something has another name."
  }

  # 3 tasks of half a vCPU and 1 GB: 3 * 730 * (0.02328 + 0.00511) = 62.17, and so on.
  assert {
    condition = output.monthly_estimate_usd.at_min_tasks == {
      tasks = 3
      parts = {
        tasks_on_demand     = 62.17, tasks_on_spot = 0, load_balancer = 25.55, public_ipv4 = 10.95
        interface_endpoints = 78.85, log = 0.63, alarms = 0.4, table = 0, firewall = 0
        cdn                 = 0, flow_logs = 0, metrics = 0
      }
      total = 178.55
    }
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }

  # Of nine tasks five are on demand: 3, and a third of 6.
  assert {
    condition = (
      output.monthly_estimate_usd.at_max_tasks.parts.tasks_on_demand == 103.62
      && output.monthly_estimate_usd.at_max_tasks.parts.tasks_on_spot == 24.87
      && output.monthly_estimate_usd.at_max_tasks.total == 244.87
    )
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_max_tasks)}."
  }
}

run "with_an_image_and_a_certificate_the_url_is_the_certificates" {
  command = plan

  variables {
    image_tag       = "0a1b2c3"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    domain_name     = "streams.example.com"
  }

  assert {
    condition     = output.url == "https://streams.example.com" && output.image_tag == "0a1b2c3"
    error_message = "The URL is ${output.url}."
  }

  assert {
    condition     = startswith(output.try, "curl -si https://streams.example.com/api/v1/stream -H ")
    error_message = "The command to try is ${output.try}"
  }
}

run "a_region_without_prices_has_no_estimate" {
  command = plan

  variables {
    region = "eu-west-3"
  }

  assert {
    condition     = output.monthly_estimate_usd == null
    error_message = "There is an estimate from nowhere."
  }
}

run "prod_serves_http_if_that_is_allowed" {
  command = plan

  variables {
    environment = "prod"
    allow_http  = true
  }

  assert {
    condition     = output.name == "streamgate-prod"
    error_message = "The environment is ${output.name}."
  }
}

run "prod_is_planned_with_a_domain_name" {
  command = plan

  variables {
    environment    = "prod"
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
    domain_name    = "streams.example.com"
  }

  assert {
    condition     = output.url == "https://streams.example.com"
    error_message = "The URL is ${output.url}."
  }
}

run "behind_a_cdn_the_url_is_the_cdns_and_nobody_else_is_let_in" {
  command = plan

  variables {
    proxies_in_front        = 1
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    public_url              = "https://streams.example.com"
  }

  assert {
    condition     = output.url == "https://streams.example.com" && length(local.ingress_cidrs) == 0
    error_message = "The URL is ${output.url}, and let in are ${jsonencode(local.ingress_cidrs)}."
  }
}

run "public_addresses_cost_less_than_endpoints" {
  command = plan

  variables {
    network = "public-ip"
  }

  # Six addresses, 3 * 2 * 3.65, instead of three and nine endpoints.
  assert {
    condition = (
      output.monthly_estimate_usd.at_min_tasks.parts.public_ipv4 == 21.9
      && output.monthly_estimate_usd.at_min_tasks.parts.interface_endpoints == 0
      && output.monthly_estimate_usd.at_min_tasks.total == 110.65
    )
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}
