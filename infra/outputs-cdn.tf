output "cloudfront_domain_name" {
  description = "Domain name of the distribution, to which domain_name points; null without one."
  value       = one(module.cdn[*].alias.name)
}

output "cloudfront_distribution_id" {
  description = "Id of the distribution; null without one."
  value       = one(module.cdn[*].distribution_id)
}
