output "topic_arn" {
  description = "The topic that alarms are published to; null without alarms. Subscribe a pager to it."
  value       = one(aws_sns_topic.alarms[*].arn)
}

output "key_arn" {
  description = "The key of the topic; null without alarms."
  value       = one(aws_kms_key.alarms[*].arn)
}

output "dashboard_name" {
  description = "Name of the dashboard; null without one."
  value       = one(aws_cloudwatch_dashboard.this[*].dashboard_name)
}

output "metric_namespace" {
  description = "Where CloudWatch keeps what is counted from the log."
  value       = local.namespace
}

output "alarm_names" {
  description = "Names of the alarms that call somebody, in order."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.share : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.sum : alarm.alarm_name],
    aws_cloudwatch_metric_alarm.latency[*].alarm_name,
    aws_cloudwatch_metric_alarm.tasks[*].alarm_name,
  ))
}
