# The image repository always exists. Deployers are optional: GitHub's workflows, an AWS pipeline, or both.
module "delivery" {
  source = "./modules/delivery"

  name         = local.name
  region       = var.region
  account_id   = data.aws_caller_identity.current.account_id
  images_kept  = var.images_kept
  force_delete = !var.deletion_protection
  kms_key_arn  = var.kms_key_arn

  deploy_policies = var.deploy_policies

  github_repository        = var.github_repository
  github_owner_id          = var.github_owner_id
  github_repository_id     = var.github_repository_id
  github_branch            = var.github_branch
  github_environment       = coalesce(var.github_environment, var.environment)
  github_oidc_provider_arn = var.github_oidc_provider_arn
  github_plan_role         = var.github_plan_role
  github_infra_role        = var.github_infra_role

  pipeline           = var.pipeline
  environment        = var.environment
  architecture       = var.architecture
  log_retention_days = var.log_retention_days

  deployed = {
    alb_arn            = module.service.alb_arn
    cluster_arn        = module.service.cluster_arn
    distribution_arns  = var.cloudfront_enabled ? [module.cdn[0].distribution_arn] : []
    execution_role_arn = module.service.execution_role_arn
    hosted_zone_id     = var.hosted_zone_id
    service_arn        = module.service.service_arn
    state_bucket       = local.state_bucket
    state_key          = local.state_key
    table_arn          = module.data.table_arn
    task_family        = module.service.task_family
    task_role_arn      = module.service.task_role_arn
    vpc_id             = module.network.vpc_id
  }
}

locals {
  # The bucket's default name in make.sh; the key is the one in env/<environment>.s3.tfbackend.
  state_bucket = coalesce(
    var.state_bucket, "streamgate-terraform-${data.aws_caller_identity.current.account_id}"
  )
  state_key = "streamgate/${var.environment}/terraform.tfstate"
}
