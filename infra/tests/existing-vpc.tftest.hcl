# A VPC that exists already: nothing is created in it but what the settings ask for, and it is checked.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

variables {
  name       = "streamgate-dev"
  region     = "eu-central-1"
  cidr       = "10.0.0.0/16"
  zone_count = 3
  private    = true

  existing = {
    vpc_id               = "vpc-1"
    public_subnet_ids    = ["subnet-1a", "subnet-1b"]
    task_subnet_ids      = ["subnet-2a", "subnet-2b", "subnet-2c"]
    endpoints            = false
    task_route_table_ids = []
  }

  exclude_zone_ids = []
  repository_arn   = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev"
  log_group_arn    = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev"

  table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
}

override_data {
  target = data.aws_vpc.existing
  values = { id = "vpc-1", enable_dns_support = true, enable_dns_hostnames = true }
}

override_data {
  target = data.aws_subnet.public["subnet-1a"]
  values = { id = "subnet-1a", vpc_id = "vpc-1", availability_zone = "eu-central-1a", ipv6_cidr_block = "" }
}

override_data {
  target = data.aws_subnet.public["subnet-1b"]
  values = { id = "subnet-1b", vpc_id = "vpc-1", availability_zone = "eu-central-1b", ipv6_cidr_block = "" }
}

override_data {
  target = data.aws_subnet.task["subnet-2a"]
  values = { id = "subnet-2a", vpc_id = "vpc-1", availability_zone = "eu-central-1a", ipv6_cidr_block = "" }
}

override_data {
  target = data.aws_subnet.task["subnet-2b"]
  values = { id = "subnet-2b", vpc_id = "vpc-1", availability_zone = "eu-central-1b", ipv6_cidr_block = "" }
}

override_data {
  target = data.aws_subnet.task["subnet-2c"]
  values = { id = "subnet-2c", vpc_id = "vpc-1", availability_zone = "eu-central-1b", ipv6_cidr_block = "" }
}

run "nothing_is_created_in_a_vpc_that_exists" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = sum([
      for created in [
        aws_vpc.this, aws_default_security_group.unused, aws_subnet.public, aws_subnet.private, aws_route.internet,
        aws_internet_gateway.this, aws_route_table.public, aws_route_table.private, aws_route.internet_ipv6,
        aws_route_table_association.public, aws_route_table_association.private, aws_vpc_endpoint.interface,
        aws_vpc_endpoint.dynamodb, aws_vpc_endpoint.s3, aws_security_group.endpoints, aws_flow_log.this,
      ] : length(created)
    ]) == 0
    error_message = "Something is created in somebody's VPC."
  }

  assert {
    condition = (
      output.vpc_id == "vpc-1" && sort(output.public_subnet_ids) == tolist(["subnet-1a", "subnet-1b"])
      && sort(output.task_subnet_ids) == tolist(["subnet-2a", "subnet-2b", "subnet-2c"])
    )
    error_message = "Other subnets: ${jsonencode(output.public_subnet_ids)}, ${jsonencode(output.task_subnet_ids)}."
  }

  assert {
    condition     = output.prefix_list_ids == null && output.interface_endpoints == 0
    error_message = "There are rules for endpoints that do not exist, or they are billed."
  }
}

run "endpoints_in_a_vpc_that_exists_take_one_subnet_of_each_zone_and_the_given_routes" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    existing = merge(var.existing, { endpoints = true, task_route_table_ids = ["rtb-1", "rtb-2"] })
  }

  assert {
    condition = {
      for name, endpoint in aws_vpc_endpoint.interface : name => sort(endpoint.subnet_ids)
      } == {
      for name in ["ecr.api", "ecr.dkr", "logs"] : name => tolist(["subnet-2a", "subnet-2b"])
    }
    error_message = "AWS rejects two subnets of a zone, and tasks in a zone without one pay for traffic between zones."
  }

  assert {
    condition = alltrue([
      for endpoint in concat(aws_vpc_endpoint.dynamodb[*], aws_vpc_endpoint.s3[*]) :
      endpoint.route_table_ids == toset(["rtb-1", "rtb-2"]) && endpoint.vpc_id == "vpc-1"
    ])
    error_message = "The tasks' routes do not lead to the endpoints."
  }

  assert {
    condition     = length(aws_security_group.endpoints) == 1 && output.interface_endpoints == 6
    error_message = "Three endpoints in two zones are ${output.interface_endpoints}."
  }
}

run "a_load_balancer_in_one_zone_is_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  override_data {
    target = data.aws_subnet.public["subnet-1b"]
    values = { id = "subnet-1b", vpc_id = "vpc-1", availability_zone = "eu-central-1a" }
  }

  expect_failures = [output.public_subnet_ids, output.task_subnet_ids]
}

run "two_subnets_of_the_load_balancer_in_a_zone_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    existing = merge(var.existing, { public_subnet_ids = ["subnet-1a", "subnet-1b", "subnet-1c"] })
  }

  override_data {
    target = data.aws_subnet.public["subnet-1c"]
    values = { id = "subnet-1c", vpc_id = "vpc-1", availability_zone = "eu-central-1a" }
  }

  expect_failures = [output.public_subnet_ids]
}

run "tasks_in_one_zone_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    existing = merge(var.existing, { task_subnet_ids = ["subnet-2b", "subnet-2c"] })
  }

  expect_failures = [output.task_subnet_ids]
}

run "tasks_where_the_load_balancer_is_not_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  override_data {
    target = data.aws_subnet.task["subnet-2c"]
    values = { id = "subnet-2c", vpc_id = "vpc-1", availability_zone = "eu-central-1c" }
  }

  expect_failures = [output.task_subnet_ids]
}

run "subnets_of_another_vpc_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  override_data {
    target = data.aws_subnet.public["subnet-1a"]
    values = { id = "subnet-1a", vpc_id = "vpc-2", availability_zone = "eu-central-1a" }
  }

  override_data {
    target = data.aws_subnet.task["subnet-2a"]
    values = { id = "subnet-2a", vpc_id = "vpc-2", availability_zone = "eu-central-1a" }
  }

  expect_failures = [data.aws_subnet.public, data.aws_subnet.task]
}

run "endpoints_that_tasks_do_not_find_are_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    existing = merge(var.existing, { endpoints = true, task_route_table_ids = ["rtb-1"] })
  }

  override_data {
    target = data.aws_vpc.existing
    values = { id = "vpc-1", enable_dns_support = true, enable_dns_hostnames = false }
  }

  expect_failures = [data.aws_vpc.existing]
}

run "ipv6_without_networks_for_it_is_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    ipv6 = true
  }

  expect_failures = [data.aws_subnet.public]
}
