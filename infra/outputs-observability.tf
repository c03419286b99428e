output "alarm_topic_arn" {
  description = "ARN of the alarm topic, for example to subscribe a pager; null without alarms."
  value       = one(module.observability[*].topic_arn)
}

output "dashboard_name" {
  description = "Name of the dashboard; null without one."
  value       = one(module.observability[*].dashboard_name)
}
