# IPv6 for the load balancer. Tasks use IPv4 only, so private subnets have no IPv6 network.

locals {
  # The VPC's /56, of which each public subnet gets a /64; empty without IPv6.
  ipv6_blocks = aws_vpc_ipv6_cidr_block_association.this[*].ipv6_cidr_block
}

# Separate from the VPC, so that the subnets give up their networks before the VPC does.
resource "aws_vpc_ipv6_cidr_block_association" "this" {
  count = local.makes_vpc && var.ipv6 ? 1 : 0

  vpc_id                           = local.vpc_id
  assign_generated_ipv6_cidr_block = true
}

resource "aws_route" "internet_ipv6" {
  count = local.makes_vpc && var.ipv6 ? 1 : 0

  route_table_id              = aws_route_table.public[0].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id

  depends_on = [aws_vpc_ipv6_cidr_block_association.this]
}
