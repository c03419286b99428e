output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "The public subnets, one in each zone."
  value       = [for zone in keys(local.zones) : aws_subnet.public[zone].id]

  # A subnet is public once it has a route to the internet. Before that, AWS rejects a load balancer.
  depends_on = [aws_route.internet, aws_route_table_association.public]
}

output "task_subnet_ids" {
  description = "The subnets of the tasks, one in each zone: private, or public without endpoints for images and log."
  value = [
    for zone in keys(local.zones) : var.private ? aws_subnet.private[zone].id : aws_subnet.public[zone].id
  ]

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

output "endpoint_security_group_id" {
  description = "Security group of the interface endpoints, if there are any. This module adds no rules to it."
  value       = one(aws_security_group.endpoints[*].id)
}

output "prefix_list_ids" {
  description = "Prefix lists of the gateway endpoints, by service: dynamodb and s3."
  value = {
    dynamodb = aws_vpc_endpoint.dynamodb.prefix_list_id
    s3       = aws_vpc_endpoint.s3.prefix_list_id
  }
}
