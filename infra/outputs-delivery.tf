output "repository_url" {
  description = "The repository that images are pushed to, without a tag."
  value       = module.delivery.repository_url
}
