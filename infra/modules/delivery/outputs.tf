output "repository_url" {
  description = "URL of the image repository, without a tag."
  value       = aws_ecr_repository.images.repository_url
}

output "repository_arn" {
  description = "ARN of the repository, for pull permissions."
  value       = aws_ecr_repository.images.arn
}

output "repository_name" {
  description = "Name of the repository."
  value       = aws_ecr_repository.images.name
}

output "github_deploy_role_arn" {
  description = "ARN of the role for deployments from GitHub; null without github_repository."
  value       = try(aws_iam_role.github["deploy"].arn, null)
}

output "github_plan_role_arn" {
  description = "ARN of the role for plans of pull requests on GitHub; null without github_plan_role."
  value       = try(aws_iam_role.github["plan"].arn, null)
}

output "github_infra_role_arn" {
  description = "ARN of the role that applies infrastructure from GitHub; null without github_infra_role."
  value       = try(aws_iam_role.github["infra"].arn, null)
}

output "pipeline_name" {
  description = "Name of the pipeline; null without one."
  value       = one(aws_codepipeline.this[*].name)
}

output "build_log_group_name" {
  description = "Log group of the builds; null without a pipeline."
  value       = one(aws_cloudwatch_log_group.build[*].name)
}

output "artifact_bucket" {
  description = "Bucket of the pipeline's sources; null without a pipeline."
  value       = one(aws_s3_bucket.artifacts[*].bucket)
}

output "deploy_policy_arn" {
  description = "ARN of the policy that deploys; null without a deployer."
  value       = one(aws_iam_policy.deploy[*].arn)
}

output "plan_policy_arn" {
  description = "ARN of the policy that reads what a plan reads; null without a deployer."
  value       = one(aws_iam_policy.plan[*].arn)
}
