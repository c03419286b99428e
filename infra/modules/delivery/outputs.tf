output "repository_url" {
  description = "The repository that images are pushed to, without a tag."
  value       = aws_ecr_repository.images.repository_url
}

output "repository_arn" {
  description = "The repository's ARN."
  value       = aws_ecr_repository.images.arn
}
