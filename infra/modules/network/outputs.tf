output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "public_subnet_ids" {
  description = "The public subnets, one in each zone."
  value       = [for zone in keys(local.zones) : aws_subnet.public[zone].id]
}

output "private_subnet_ids" {
  description = "The private subnets, one in each zone."
  value       = [for zone in keys(local.zones) : aws_subnet.private[zone].id]
}

output "endpoint_security_group_id" {
  description = "The security group of the interface endpoints. It has no rules of its own."
  value       = aws_security_group.endpoints.id
}

output "prefix_list_ids" {
  description = "The prefix lists of the gateway endpoints, by service: dynamodb and s3."
  value = {
    dynamodb = aws_vpc_endpoint.dynamodb.prefix_list_id
    s3       = aws_vpc_endpoint.s3.prefix_list_id
  }
}
