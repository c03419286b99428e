# A VPC that exists: it is read and checked, and nothing in it is changed except by the endpoints (endpoints.tf).

data "aws_vpc" "existing" {
  count = local.makes_vpc ? 0 : 1

  id = var.existing.vpc_id

  lifecycle {
    postcondition {
      condition     = !var.existing.endpoints || (self.enable_dns_support && self.enable_dns_hostnames)
      error_message = <<-END
        existing_vpc: endpoints = true needs the attributes enableDnsSupport and enableDnsHostnames of ${self.id}, so
        that tasks find the endpoints.
      END
    }
  }
}

data "aws_subnet" "public" {
  for_each = toset(try(var.existing.public_subnet_ids, []))

  id = each.key

  lifecycle {
    postcondition {
      condition     = self.vpc_id == var.existing.vpc_id
      error_message = "existing_vpc: ${each.key} is in ${self.vpc_id}, not in ${var.existing.vpc_id}."
    }

    postcondition {
      condition     = !var.ipv6 || try(length(self.ipv6_cidr_block) > 0, false)
      error_message = "ipv6: ${each.key} of public_subnet_ids has no IPv6 network, which the load balancer needs."
    }
  }
}

data "aws_subnet" "task" {
  for_each = toset(try(var.existing.task_subnet_ids, []))

  id = each.key

  lifecycle {
    postcondition {
      condition     = self.vpc_id == var.existing.vpc_id
      error_message = "existing_vpc: ${each.key} is in ${self.vpc_id}, not in ${var.existing.vpc_id}."
    }
  }
}

locals {
  # Zone to the subnets in it.
  existing_public_zones = {
    for subnet in values(data.aws_subnet.public) : subnet.availability_zone => subnet.id...
  }
  existing_task_zones = {
    for subnet in values(data.aws_subnet.task) : subnet.availability_zone => subnet.id...
  }
}
