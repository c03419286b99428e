# What is refused about the network and the key, one combination a run: Terraform does not evaluate the rules of a
# variable that refers to a refused one.
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

override_data {
  target = module.network.data.aws_vpc.existing
  values = { id = "vpc-1" }
}

override_data {
  target = module.network.data.aws_subnet.public["subnet-1"]
  values = { id = "subnet-1", vpc_id = "vpc-1", availability_zone = "eu-central-1a" }
}

override_data {
  target = module.network.data.aws_subnet.public["subnet-2"]
  values = { id = "subnet-2", vpc_id = "vpc-1", availability_zone = "eu-central-1b" }
}

override_data {
  target = module.network.data.aws_subnet.task["subnet-3"]
  values = { id = "subnet-3", vpc_id = "vpc-1", availability_zone = "eu-central-1a" }
}

override_data {
  target = module.network.data.aws_subnet.task["subnet-4"]
  values = { id = "subnet-4", vpc_id = "vpc-1", availability_zone = "eu-central-1b" }
}

variables {
  environment = "dev"
}

run "names_of_a_vpc_are_refused" {
  command = plan

  variables {
    existing_vpc = {
      vpc_id            = "main"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "one_subnet_twice_is_refused" {
  command = plan

  variables {
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-1"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "endpoints_without_routes_are_refused" {
  command = plan

  variables {
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
      endpoints         = true
    }
  }

  expect_failures = [var.existing_vpc]
}

run "routes_without_endpoints_are_refused" {
  command = plan

  variables {
    existing_vpc = {
      vpc_id               = "vpc-1"
      public_subnet_ids    = ["subnet-1", "subnet-2"]
      task_subnet_ids      = ["subnet-3", "subnet-4"]
      task_route_table_ids = ["rtb-1"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "endpoints_for_tasks_with_public_addresses_are_refused" {
  command = plan

  variables {
    network = "public-ip"
    existing_vpc = {
      vpc_id               = "vpc-1"
      public_subnet_ids    = ["subnet-1", "subnet-2"]
      task_subnet_ids      = ["subnet-3", "subnet-4"]
      endpoints            = true
      task_route_table_ids = ["rtb-1"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "a_block_for_a_vpc_that_exists_is_refused" {
  command = plan

  variables {
    cidr = "10.1.0.0/16"
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "a_number_of_zones_for_a_vpc_that_exists_is_refused" {
  command = plan

  variables {
    zone_count = 2
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  expect_failures = [var.existing_vpc]
}

run "the_flow_log_of_a_vpc_that_exists_is_refused" {
  command = plan

  variables {
    flow_logs_enabled = true
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  expect_failures = [var.flow_logs_enabled]
}

run "ipv6_networks_without_ipv6_are_refused" {
  command = plan

  variables {
    ingress_cidrs = ["203.0.113.0/24", "2001:db8::/32"]
  }

  expect_failures = [var.ingress_cidrs]
}

run "ipv6_networks_that_aws_writes_otherwise_are_refused" {
  command = plan

  variables {
    ipv6          = true
    ingress_cidrs = ["2001:DB8::/32"]
  }

  expect_failures = [var.ingress_cidrs]
}

run "the_alias_of_a_key_is_refused" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/streams"
  }

  expect_failures = [var.kms_key_arn]
}

run "a_key_of_another_region_is_refused" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1f"
  }

  expect_failures = [var.kms_key_arn]
}

run "two_keys_of_the_table_are_refused" {
  command = plan

  variables {
    kms_key_arn      = "arn:aws:kms:eu-central-1:123456789012:key/1f"
    table_encryption = "aws-owned"
  }

  expect_failures = [var.table_encryption]
}
