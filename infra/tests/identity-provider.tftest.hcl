# Which tasks can reach the keys of an identity provider.
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
  values = { id = "vpc-1", enable_dns_support = true, enable_dns_hostnames = true }
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

run "private_tasks_that_cannot_reach_the_identity_provider_are_refused" {
  command = plan

  variables {
    settings = { STREAMGATE_JWT_KEYS = "https://id.example.com/keys" }
  }

  expect_failures = [var.settings]
}

run "endpoints_lead_to_no_identity_provider_either" {
  command = plan

  variables {
    settings = { STREAMGATE_JWT_KEYS = "https://id.example.com/keys" }
    existing_vpc = {
      vpc_id               = "vpc-1"
      public_subnet_ids    = ["subnet-1", "subnet-2"]
      task_subnet_ids      = ["subnet-3", "subnet-4"]
      endpoints            = true
      task_route_table_ids = ["rtb-1"]
    }
  }

  expect_failures = [var.settings]
}

run "an_identity_provider_can_be_reached_by_the_nat_of_somebody" {
  command = plan

  variables {
    settings = { STREAMGATE_JWT_KEYS = "https://id.example.com/keys" }
    existing_vpc = {
      vpc_id            = "vpc-1"
      public_subnet_ids = ["subnet-1", "subnet-2"]
      task_subnet_ids   = ["subnet-3", "subnet-4"]
    }
  }

  assert {
    condition     = !local.endpoints
    error_message = "Tasks have no way there."
  }
}

run "an_identity_provider_can_be_reached_from_public_addresses" {
  command = plan

  variables {
    network  = "public-ip"
    settings = { STREAMGATE_JWT_KEYS = "https://id.example.com/keys" }
  }

  assert {
    condition     = !local.endpoints
    error_message = "Tasks have no way there."
  }
}

run "private_tasks_can_have_the_keys_in_a_file" {
  command = plan

  variables {
    settings = { STREAMGATE_JWT_KEYS = "/opt/streamgate/keys.json" }
  }

  assert {
    condition     = local.endpoints
    error_message = "Tasks are not private."
  }
}
