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

  exclude_zone_ids = ["euc1-az1"]
  repository_arn   = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev"
  log_group_arn    = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev"

  table_arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
}

run "three_zones_have_a_public_and_a_private_subnet_each" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == {
      eu-central-1a = "10.0.0.0/20", eu-central-1b = "10.0.16.0/20", eu-central-1c = "10.0.32.0/20"
    }
    error_message = "The public subnets are ${jsonencode(values(aws_subnet.public)[*].cidr_block)}."
  }

  assert {
    condition = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == {
      eu-central-1a = "10.0.128.0/20", eu-central-1b = "10.0.144.0/20", eu-central-1c = "10.0.160.0/20"
    }
    error_message = "The private subnets are ${jsonencode(values(aws_subnet.private)[*].cidr_block)}."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : !subnet.map_public_ip_on_launch])
    error_message = "A public subnet gives out public addresses by itself."
  }

  assert {
    condition = (
      keys(aws_route_table_association.public) == keys(aws_subnet.public)
      && keys(aws_route_table_association.private) == keys(aws_subnet.private)
    )
    error_message = "A subnet has no route table of its kind."
  }

  assert {
    condition     = aws_vpc.this[0].enable_dns_support && aws_vpc.this[0].enable_dns_hostnames
    error_message = "Without names the endpoints are not found."
  }

  assert {
    condition = { for e in aws_vpc_endpoint.interface : e.service_name => e.private_dns_enabled } == {
      "com.amazonaws.eu-central-1.ecr.api" = true
      "com.amazonaws.eu-central-1.ecr.dkr" = true
      "com.amazonaws.eu-central-1.logs"    = true
    }
    error_message = "The interface endpoints are others, or have no private name."
  }

  assert {
    condition = [
      for e in concat(aws_vpc_endpoint.dynamodb[*], aws_vpc_endpoint.s3[*]) : "${e.vpc_endpoint_type} ${e.service_name}"
      ] == [
      "Gateway com.amazonaws.eu-central-1.dynamodb", "Gateway com.amazonaws.eu-central-1.s3",
    ]
    error_message = "The gateway endpoints are others."
  }
}

run "the_gateway_endpoints_lead_to_one_table_and_to_the_layers_of_images" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = [for s in jsondecode(aws_vpc_endpoint.dynamodb[0].policy).Statement : s.Resource] == [
      "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev",
    ]
    error_message = "The endpoint of DynamoDB: ${aws_vpc_endpoint.dynamodb[0].policy}"
  }

  assert {
    condition = [for s in jsondecode(aws_vpc_endpoint.s3[0].policy).Statement : "${s.Action} ${s.Resource}"] == [
      "s3:GetObject arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
    ]
    error_message = "The endpoint of S3: ${aws_vpc_endpoint.s3[0].policy}"
  }
}

run "the_interface_endpoints_lead_to_one_repository_and_one_log" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition = {
      for name, endpoint in aws_vpc_endpoint.interface :
      name => [for s in jsondecode(endpoint.policy).Statement : "${s.Sid} ${s.Resource}"]
      } == {
      "ecr.api" = [
        "ImagesOfTheseRepositoriesOnly arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev", "Token *",
      ]
      "ecr.dkr" = [
        "ImagesOfTheseRepositoriesOnly arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev", "Token *",
      ]
      logs = ["ThisLogOnly arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev:*"]
    }
    error_message = "An endpoint leads to other registries or logs."
  }
}

run "zones_without_fargate_are_left_out" {
  command = plan

  module {
    source = "./modules/network"
  }

  assert {
    condition     = data.aws_availability_zones.usable[0].exclude_zone_ids == toset(["euc1-az1"])
    error_message = "AWS is asked for all zones."
  }
}

run "a_region_with_too_few_zones_is_refused" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    zone_count = 5
  }

  expect_failures = [data.aws_availability_zones.usable]
}

run "with_public_addresses_there_are_no_private_subnets_and_no_endpoints_that_cost" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    private = false
  }

  override_resource {
    override_during = plan
    target          = aws_route_table.public
    values          = { id = "rtb-public" }
  }

  assert {
    condition = (
      length(aws_subnet.public) == 3 && length(aws_subnet.private) == 0 && length(aws_route_table.private) == 0
      && length(aws_vpc_endpoint.interface) == 0 && length(aws_security_group.endpoints) == 0
    )
    error_message = "Something is left that tasks with public addresses do not use."
  }

  assert {
    condition = alltrue([
      for e in concat(aws_vpc_endpoint.dynamodb[*], aws_vpc_endpoint.s3[*]) : e.route_table_ids == toset(["rtb-public"])
    ])
    error_message = "Calls of the table leave the network, though an endpoint is free."
  }
}

run "with_ipv6_each_public_subnet_has_a_64_and_a_route_to_the_internet" {
  command = plan

  module {
    source = "./modules/network"
  }

  variables {
    ipv6 = true
  }

  override_resource {
    override_during = plan
    target          = aws_vpc_ipv6_cidr_block_association.this
    values          = { ipv6_cidr_block = "2001:db8:0:1200::/56" }
  }

  assert {
    condition = { for zone, subnet in aws_subnet.public : zone => subnet.ipv6_cidr_block } == {
      eu-central-1a = "2001:db8:0:1200::/64", eu-central-1b = "2001:db8:0:1201::/64",
      eu-central-1c = "2001:db8:0:1202::/64"
    }
    error_message = "The IPv6 networks are ${jsonencode(values(aws_subnet.public)[*].ipv6_cidr_block)}."
  }

  assert {
    condition = (
      aws_vpc_ipv6_cidr_block_association.this[0].assign_generated_ipv6_cidr_block
      && aws_route.internet_ipv6[0].destination_ipv6_cidr_block == "::/0"
      && alltrue([for subnet in aws_subnet.private : subnet.ipv6_cidr_block == null])
    )
    error_message = "Viewers with IPv6 get no answer, or tasks have IPv6 networks."
  }
}
