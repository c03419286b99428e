output "repository_url" {
  description = "URL of the image repository, without a tag."
  value       = module.delivery.repository_url
}

output "github_deploy_role_arn" {
  description = "ARN of the role for deployments from GitHub; null without github_repository."
  value       = module.delivery.github_deploy_role_arn
}

output "github_plan_role_arn" {
  description = "ARN of the role for plans of pull requests on GitHub; null without github_plan_role."
  value       = module.delivery.github_plan_role_arn
}

output "github_infra_role_arn" {
  description = "ARN of the role that applies infrastructure from GitHub; null without github_infra_role."
  value       = module.delivery.github_infra_role_arn
}

output "pipeline_name" {
  description = "Name of the pipeline in the console; null without one."
  value       = module.delivery.pipeline_name
}

output "artifact_bucket" {
  description = "Bucket with which the pipeline passes the sources to the build; null without a pipeline."
  value       = module.delivery.artifact_bucket
}

output "state_bucket" {
  description = "Bucket of this environment's state that deployers can use."
  value       = local.state_bucket
}

output "deploy_policy_arn" {
  description = "ARN of the policy for whoever deploys, which needs plan_policy_arn too; null without deploy_policies."
  value       = module.delivery.deploy_policy_arn
}

output "plan_policy_arn" {
  description = "ARN of the policy for whoever plans; null without deploy_policies."
  value       = module.delivery.plan_policy_arn
}
