output "alarm_topic_arn" {
  description = "The topic of the alarms, to subscribe a pager to; null without alarms."
  value       = one(module.observability[*].topic_arn)
}

output "dashboard_name" {
  description = "The dashboard; null without one."
  value       = one(module.observability[*].dashboard_name)
}
