# What streams cost, by region. root.tftest.hcl has the cost without streams.
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

run "streams_cost_by_the_table_the_connections_and_the_firewall" {
  command = plan

  variables {
    estimated_streams = 10000
    waf_enabled       = true
  }

  # 10,000 streams write 123 units an hour: 730 * 10,000 * 123 / 1e6 * 0.7625 = 684.65. Their connections are 3.33 LCU.
  # The firewall sees 876 million heartbeats.
  assert {
    condition = [
      for part in ["table", "load_balancer", "firewall"] : output.monthly_estimate_usd.at_min_tasks.parts[part]
    ] == [684.65, 39.18, 533.6]
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }

  assert {
    condition     = !strcontains(output.monthly_estimate_usd.not_included, "estimated_streams")
    error_message = "Not included: ${output.monthly_estimate_usd.not_included}."
  }
}

run "a_longer_lease_costs_less_than_half" {
  command = plan

  variables {
    estimated_streams = 10000
    settings          = { STREAMGATE_LEASE = "PT150S" }
  }

  # 43 units written and 59.5 read: 7.3 * (43 * 0.7625 + 59.5 * 0.1525).
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.table == 305.59
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "provisioned_capacity_is_compared_with_on_demand" {
  command = plan

  variables {
    estimated_streams = 10000
    table_provisioned = { read_min = 5, read_max = 100, write_min = 10, write_max = 500 }
  }

  # 341.7 units a second at 70 % are 489: 730 * (489 * 0.000793 + 5 * 0.0001586).
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.table == 283.66
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "each_region_has_its_own_prices" {
  command = plan

  variables {
    region            = "us-east-1"
    estimated_streams = 10000
  }

  override_data {
    target = module.network.data.aws_availability_zones.usable
    values = { names = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  }

  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.table == 561.19
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "flow_logs_cost_by_the_connections" {
  command = plan

  variables {
    estimated_streams = 10000
    flow_logs_enabled = true
  }

  # A gigabyte, and 7.3 million hours of 12 records of 140 bytes: 0.63 * (1 + 12.264).
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.flow_logs == 8.36
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "secrets_cost_a_fourth_endpoint_in_each_zone" {
  command = plan

  variables {
    secrets = {
      STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf"
    }
  }

  # 730 * 12 * 0.012, and 0.01 for a gigabyte.
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.interface_endpoints == 105.13
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}
