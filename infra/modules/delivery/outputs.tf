output "repository_url" {
  description = "Where images are pushed to, without a tag."
  value       = aws_ecr_repository.images.repository_url
}

output "repository_arn" {
  description = "ARN of the repository, for who may pull from it."
  value       = aws_ecr_repository.images.arn
}

output "repository_name" {
  description = "Name of the repository."
  value       = aws_ecr_repository.images.name
}

output "github_deploy_role_arn" {
  description = "The role that GitHub's deployment takes; null without github_repository."
  value       = try(aws_iam_role.github["deploy"].arn, null)
}

output "github_plan_role_arn" {
  description = "The role that GitHub's plan of a pull request takes; null without github_plan_role."
  value       = try(aws_iam_role.github["plan"].arn, null)
}

output "pipeline_name" {
  description = "Name of the pipeline; null without one."
  value       = one(aws_codepipeline.this[*].name)
}

output "build_log_group_name" {
  description = "The log group of the builds; null without a pipeline."
  value       = one(aws_cloudwatch_log_group.build[*].name)
}

output "artifact_bucket" {
  description = "The bucket of the pipeline's sources; null without a pipeline."
  value       = one(aws_s3_bucket.artifacts[*].bucket)
}
