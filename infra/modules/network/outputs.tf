output "vpc_id" {
  description = "The VPC."
  value       = local.vpc_id
}

output "public_subnet_ids" {
  description = "The public subnets, one in each zone."
  value = (
    local.makes_vpc ? [for zone in keys(local.zones) : aws_subnet.public[zone].id]
    : flatten(values(local.existing_public_zones))
  )

  precondition {
    condition = local.makes_vpc || (
      length(local.existing_public_zones) >= 2
      && alltrue([for ids in values(local.existing_public_zones) : length(ids) == 1])
    )
    error_message = <<-END
      existing_vpc: the load balancer needs one public subnet in each of at least two zones. public_subnet_ids are in
      ${join(", ", [for zone, ids in local.existing_public_zones : "${zone} (${join(", ", ids)})"])}.
    END
  }

  # A subnet is public once it has a route to the internet. Before that, AWS rejects a load balancer.
  depends_on = [aws_route.internet, aws_route.internet_ipv6, aws_route_table_association.public]
}

output "task_subnet_ids" {
  description = "The subnets of the tasks, in each zone: private, or public without endpoints for images and log."
  value = !local.makes_vpc ? flatten(values(local.existing_task_zones)) : [
    for zone in keys(local.zones) : var.private ? aws_subnet.private[zone].id : aws_subnet.public[zone].id
  ]

  precondition {
    condition     = local.makes_vpc || length(local.existing_task_zones) >= 2
    error_message = <<-END
      existing_vpc: task_subnet_ids must be in at least two zones, to survive the outage of one. They are in
      ${join(", ", keys(local.existing_task_zones))} only.
    END
  }

  precondition {
    condition     = length(setsubtract(keys(local.existing_task_zones), keys(local.existing_public_zones))) == 0
    error_message = <<-END
      existing_vpc: a load balancer sends nothing to tasks in zones without a subnet of its own. public_subnet_ids have
      none in ${join(", ", setsubtract(keys(local.existing_task_zones), keys(local.existing_public_zones)))}.
    END
  }

  # Tasks can reach images, log and table through these only.
  depends_on = [
    aws_route.internet,
    aws_route_table_association.public,
    aws_route_table_association.private,
    aws_vpc_endpoint.dynamodb,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
  ]
}

output "interface_endpoints" {
  description = "Number of interface endpoints, each counted in each of its zones: what AWS bills by the hour."
  value       = length(local.interfaces) * (local.makes_vpc ? var.zone_count : length(local.existing_task_zones))
}

output "endpoint_security_group_id" {
  description = "Security group of the interface endpoints, if there are any. This module adds no rules to it."
  value       = one(aws_security_group.endpoints[*].id)
}

output "prefix_list_ids" {
  description = "Prefix lists of the gateway endpoints, by service: dynamodb and s3; null without gateway endpoints."
  value = !local.has_gateways ? null : {
    dynamodb = one(aws_vpc_endpoint.dynamodb[*].prefix_list_id)
    s3       = one(aws_vpc_endpoint.s3[*].prefix_list_id)
  }
}

output "flow_log_group_name" {
  description = "Log group of the flow log; null without one."
  value       = one(aws_cloudwatch_log_group.flow[*].name)
}
