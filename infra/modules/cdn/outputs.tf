output "url" {
  description = "URL of Streamgate."
  value       = "https://${coalesce(var.domain_name, aws_cloudfront_distribution.this.domain_name)}"
}

output "distribution_id" {
  description = "Id of the distribution."
  value       = aws_cloudfront_distribution.this.id
}

output "distribution_arn" {
  description = "ARN of the distribution."
  value       = aws_cloudfront_distribution.this.arn
}

output "alias" {
  description = "Where an alias record for the distribution points."
  value = {
    name    = aws_cloudfront_distribution.this.domain_name
    zone_id = aws_cloudfront_distribution.this.hosted_zone_id
  }
}

output "prefix_list_id" {
  description = "Managed prefix list with the addresses from which CloudFront calls the load balancer."
  value       = one(data.aws_ec2_managed_prefix_lists.cloudfront.ids)
}

output "secret_header" {
  description = "Header in which CloudFront sends a secret to the load balancer."
  value       = local.secret_header
}

output "secrets" {
  description = "The secrets of which CloudFront sends one."
  value       = [for secret in terraform_data.secret : tostring(secret.triggers_replace)]
  sensitive   = true
}
