module "observability" {
  source = "./modules/observability"
  count  = var.dashboard_enabled || var.alarms_enabled ? 1 : 0

  name                    = local.name
  region                  = var.region
  account_id              = data.aws_caller_identity.current.account_id
  log_group_name          = module.service.log_group_name
  alb_arn_suffix          = module.service.alb_arn_suffix
  target_group_arn_suffix = module.service.target_group_arn_suffix
  cluster_name            = module.service.cluster_name
  service_name            = module.service.service_name
  table_name              = module.data.table_name

  # A schedule may set fewer tasks than usual, which must not raise an alarm.
  tasks_expected = (var.image_tag == null ? 0 :
  min(var.min_tasks, [for scaling in var.scheduled_scalings : scaling.min_tasks]...))

  container_insights_enabled = var.container_insights != "disabled"

  dashboard_enabled = var.dashboard_enabled
  alarms_enabled    = var.alarms_enabled
  alarm_emails      = var.alarm_emails
  thresholds        = var.alarm_thresholds
  kms_key_arn       = var.kms_key_arn
}
