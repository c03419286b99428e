data "aws_partition" "current" {}

# Excludes local zones, which need an opt-in and support neither Fargate nor load balancers.
data "aws_availability_zones" "usable" {
  count = local.makes_vpc ? 1 : 0

  state            = "available"
  exclude_zone_ids = var.exclude_zone_ids

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }

  lifecycle {
    postcondition {
      condition     = length(self.names) >= var.zone_count
      error_message = "zone_count: ${length(self.names)} zones of the region can be used, fewer than ${var.zone_count}."
    }
  }
}

locals {
  makes_vpc = var.existing == null
  vpc_id    = one(concat(aws_vpc.this[*].id, data.aws_vpc.existing[*].id))

  # eu-central-1a = 0, eu-central-1b = 1, ...
  zones = {
    for index, zone in flatten([
      for usable in data.aws_availability_zones.usable : slice(sort(usable.names), 0, var.zone_count)
    ]) : zone => index
  }
  private_zones = var.private ? local.zones : {}
}

resource "aws_vpc" "this" {
  count = local.makes_vpc ? 1 : 0

  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }

  # ipv6.tf assigns it.
  lifecycle {
    ignore_changes = [assign_generated_ipv6_cidr_block]
  }
}

# AWS creates this group in every VPC, with access to everything. Nothing uses it, so its rules are removed.
resource "aws_default_security_group" "unused" {
  count = local.makes_vpc ? 1 : 0

  vpc_id = local.vpc_id

  tags = { Name = "${var.name}-unused" }
}

resource "aws_subnet" "public" {
  for_each = local.zones

  vpc_id                  = local.vpc_id
  availability_zone       = each.key
  cidr_block              = cidrsubnet(var.cidr, 4, each.value)
  ipv6_cidr_block         = one([for block in local.ipv6_blocks : cidrsubnet(block, 8, each.value)])
  map_public_ip_on_launch = false

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_subnet" "private" {
  for_each = local.private_zones

  vpc_id            = local.vpc_id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 4, 8 + each.value)

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_internet_gateway" "this" {
  count = local.makes_vpc ? 1 : 0

  vpc_id = local.vpc_id

  tags = { Name = var.name }
}

resource "aws_route_table" "public" {
  count = local.makes_vpc ? 1 : 0

  vpc_id = local.vpc_id

  tags = { Name = "${var.name}-public" }
}

resource "aws_route" "internet" {
  count = local.makes_vpc ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route_table_association" "public" {
  for_each = local.zones

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[0].id
}

# No route to the internet: tasks reach what they need through endpoints.
resource "aws_route_table" "private" {
  count = local.makes_vpc && var.private ? 1 : 0

  vpc_id = local.vpc_id

  tags = { Name = "${var.name}-private" }
}

resource "aws_route_table_association" "private" {
  for_each = local.private_zones

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[0].id
}
