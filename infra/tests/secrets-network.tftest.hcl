# The way of private tasks to their secrets.
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
  values = { names = ["eu-central-1d", "eu-central-1c", "eu-central-1a", "eu-central-1b"] }
}

variables {
  name       = "streamgate-dev"
  region     = "eu-central-1"
  cidr       = "10.0.0.0/16"
  zone_count = 3
  private    = true

  exclude_zone_ids = []
  repository_arn   = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev"
  log_group_arn    = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev"

  secret_arns = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf"]

  table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
}

run "private_tasks_reach_their_secrets_by_an_endpoint_in_each_zone" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = toset([for e in aws_vpc_endpoint.interface : e.service_name]) == toset([
      for service in ["ecr.api", "ecr.dkr", "logs", "secretsmanager"] : "com.amazonaws.eu-central-1.${service}"
    ])
    error_message = "The endpoints are ${jsonencode(keys(aws_vpc_endpoint.interface))}."
  }

  assert {
    condition     = aws_vpc_endpoint.interface["secretsmanager"].private_dns_enabled && output.interface_endpoints == 12
    error_message = "The endpoint has no private name, or its zones are not counted: ${output.interface_endpoints}."
  }
}

run "the_endpoint_leads_to_these_secrets_only" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = [
      for s in jsondecode(aws_vpc_endpoint.interface["secretsmanager"].policy).Statement :
      "${s.Effect} ${s.Action} ${s.Resource}"
      ] == [
      "Allow secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf",
    ]
    error_message = "The endpoint leads elsewhere: ${aws_vpc_endpoint.interface["secretsmanager"].policy}"
  }
}

run "tasks_with_public_addresses_need_no_endpoint_for_them" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    private = false
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && output.interface_endpoints == 0
    error_message = "The endpoints are ${jsonencode(keys(aws_vpc_endpoint.interface))}."
  }
}

run "without_secrets_there_is_no_endpoint_for_them" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    secret_arns = []
  }

  assert {
    condition     = !contains(keys(aws_vpc_endpoint.interface), "secretsmanager") && output.interface_endpoints == 9
    error_message = "An endpoint that nothing uses is paid for."
  }
}
