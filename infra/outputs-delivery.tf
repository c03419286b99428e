output "repository_url" {
  description = "The repository that images are pushed to, without a tag."
  value       = module.delivery.repository_url
}

output "github_deploy_role_arn" {
  description = "The role that GitHub's deployment takes; null without github_repository."
  value       = module.delivery.github_deploy_role_arn
}

output "github_plan_role_arn" {
  description = "The role that GitHub's plan of a pull request takes; null without github_plan_role."
  value       = module.delivery.github_plan_role_arn
}

output "pipeline_name" {
  description = "The pipeline, whose runs the console shows under this name; null without one."
  value       = module.delivery.pipeline_name
}

output "artifact_bucket" {
  description = "The bucket in which the pipeline hands the sources to the build; null without a pipeline."
  value       = module.delivery.artifact_bucket
}

output "state_bucket" {
  description = "The bucket of this environment's state, as far as deployers may use it."
  value       = local.state_bucket
}
