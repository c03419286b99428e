# The whole environment in a VPC that exists.
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
  target = module.network.data.aws_vpc.existing
  values = { id = "vpc-1a", enable_dns_support = true, enable_dns_hostnames = true }
}

override_data {
  target = module.network.data.aws_subnet.public["subnet-1a"]
  values = { id = "subnet-1a", vpc_id = "vpc-1a", availability_zone = "eu-central-1a", ipv6_cidr_block = "2001:db8::/64" }
}

override_data {
  target = module.network.data.aws_subnet.public["subnet-1b"]
  values = { id = "subnet-1b", vpc_id = "vpc-1a", availability_zone = "eu-central-1b", ipv6_cidr_block = "2001:db8::/64" }
}

override_data {
  target = module.network.data.aws_subnet.task["subnet-2a"]
  values = { id = "subnet-2a", vpc_id = "vpc-1a", availability_zone = "eu-central-1a", ipv6_cidr_block = "2001:db8::/64" }
}

override_data {
  target = module.network.data.aws_subnet.task["subnet-2b"]
  values = { id = "subnet-2b", vpc_id = "vpc-1a", availability_zone = "eu-central-1b", ipv6_cidr_block = "2001:db8::/64" }
}

variables {
  environment = "dev"
  existing_vpc = {
    vpc_id            = "vpc-1a"
    public_subnet_ids = ["subnet-1a", "subnet-1b"]
    task_subnet_ids   = ["subnet-2a", "subnet-2b"]
  }
}

run "tasks_behind_the_nat_of_somebody_cost_neither_endpoints_nor_addresses" {
  command = plan

  assert {
    condition     = output.vpc_id == "vpc-1a" && output.flow_log_group_name == null
    error_message = "The VPC is ${output.vpc_id}."
  }

  # Two addresses of the load balancer: 2 * 3.65.
  assert {
    condition = (
      output.monthly_estimate_usd.at_min_tasks.parts.public_ipv4 == 7.3
      && output.monthly_estimate_usd.at_min_tasks.parts.interface_endpoints == 0
    )
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "endpoints_in_two_zones_cost_two_thirds" {
  command = plan

  variables {
    ipv6         = true
    existing_vpc = merge(var.existing_vpc, { endpoints = true, task_route_table_ids = ["rtb-1a"] })
  }

  # 730 * 6 * 0.012, and 0.01 for a gigabyte.
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.interface_endpoints == 52.57
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "tasks_with_public_addresses_can_be_in_a_vpc_that_exists" {
  command = plan

  variables {
    network = "public-ip"
  }

  # Two addresses of the load balancer, and three of tasks: 5 * 3.65.
  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.public_ipv4 == 18.25
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}
