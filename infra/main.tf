# One environment of Streamgate. Optional parts are in separate files: delivery, observability, edge, cdn.
locals {
  name = "${var.project}-${var.environment}"
  url  = coalesce(local.public_url, module.service.url)

  # Tasks reach the registry, the log and secrets by interface endpoints; otherwise by the internet.
  endpoints = var.existing_vpc == null ? var.network == "private" : try(var.existing_vpc.endpoints, false)

  everybody = var.ipv6 ? toset(["0.0.0.0/0", "::/0"]) : toset(["0.0.0.0/0"])
  ingress_cidrs = (
    var.ingress_cidrs != null ? var.ingress_cidrs
    : length(local.ingress_prefix_list_ids) > 0 ? toset([]) : local.everybody
  )
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

module "data" {
  source = "./modules/data"

  name                   = local.name
  encryption             = coalesce(var.table_encryption, "aws-managed")
  kms_key_arn            = var.kms_key_arn
  point_in_time_recovery = var.point_in_time_recovery
  deletion_protection    = var.deletion_protection
  ceiling                = var.table_ceiling
  provisioned            = var.table_provisioned
}

module "network" {
  source = "./modules/network"

  name       = local.name
  region     = var.region
  cidr       = var.cidr
  zone_count = var.zone_count
  private    = var.network == "private"
  table_arn  = module.data.table_arn

  repository_arn = module.delivery.repository_arn
  secret_arns    = local.secret_arns
  # By name, because the service, which creates the group, is created after the network.
  log_group_arn = join(":", [
    "arn", data.aws_partition.current.partition, "logs", var.region, data.aws_caller_identity.current.account_id,
    "log-group", "/ecs/${local.name}",
  ])

  exclude_zone_ids = var.exclude_zone_ids
  collector        = local.collector

  existing = var.existing_vpc
  ipv6     = var.ipv6
  flow_logs = !var.flow_logs_enabled ? null : {
    account_id     = data.aws_caller_identity.current.account_id
    retention_days = var.log_retention_days
    kms_key_arn    = var.kms_key_arn
  }
}

module "service" {
  source = "./modules/service"

  name        = local.name
  environment = var.environment
  region      = var.region
  account_id  = data.aws_caller_identity.current.account_id

  vpc_id                     = module.network.vpc_id
  public_subnet_ids          = module.network.public_subnet_ids
  task_subnet_ids            = module.network.task_subnet_ids
  public_addresses           = var.network == "public-ip"
  endpoints                  = local.endpoints
  ipv6                       = var.ipv6
  endpoint_security_group_id = module.network.endpoint_security_group_id
  prefix_list_ids            = module.network.prefix_list_ids

  table_name     = module.data.table_name
  table_arn      = module.data.table_arn
  repository_url = module.delivery.repository_url
  repository_arn = module.delivery.repository_arn

  image_tag          = var.image_tag
  cpu                = var.cpu
  memory             = var.memory
  architecture       = var.architecture
  settings           = var.settings
  secrets            = var.secrets
  secret_arns        = local.secret_arns
  secrets_key_arn    = var.secrets_key_arn
  management_access  = var.management_access
  collector          = local.collector
  log_retention_days = var.log_retention_days
  container_insights = var.container_insights
  kms_key_arn        = var.kms_key_arn

  hosted_zone_id      = var.hosted_zone_id
  certificate_arn     = var.certificate_arn
  domain_name         = var.domain_name
  ssl_policy          = var.ssl_policy
  access_logs_bucket  = var.access_logs_bucket
  deletion_protection = var.deletion_protection

  proxies_in_front        = local.proxies_in_front
  ingress_prefix_list_ids = local.ingress_prefix_list_ids
  ingress_cidrs           = local.ingress_cidrs

  required_header        = var.cloudfront_enabled ? module.cdn[0].secret_header : null
  required_header_values = var.cloudfront_enabled ? module.cdn[0].secrets : []
  alias                  = var.cloudfront_enabled ? module.cdn[0].alias : null

  min_tasks          = var.min_tasks
  max_tasks          = var.max_tasks
  capacity           = var.capacity
  scaling            = var.scaling
  step_scaling       = var.step_scaling
  target_cpu         = var.target_cpu
  scheduled_scalings = var.scheduled_scalings

  rollback_5xx_percent = var.rollback_5xx_percent
}
