output "topic_arn" {
  description = "ARN of the alarm topic, for example to subscribe a pager; null without alarms."
  value       = one(aws_sns_topic.alarms[*].arn)
}

output "key_arn" {
  description = "Encryption key of the topic; null without alarms."
  value       = one(aws_sns_topic.alarms[*].kms_master_key_id)
}

output "dashboard_name" {
  description = "Name of the dashboard; null without one."
  value       = one(aws_cloudwatch_dashboard.this[*].dashboard_name)
}

output "metric_namespace" {
  description = "CloudWatch namespace of the metrics counted from the log."
  value       = local.namespace
}

output "alarm_names" {
  description = "Names of the alarms that notify the topic, in order."
  value = sort(concat(
    [for alarm in aws_cloudwatch_metric_alarm.share : alarm.alarm_name],
    [for alarm in aws_cloudwatch_metric_alarm.sum : alarm.alarm_name],
    aws_cloudwatch_metric_alarm.latency[*].alarm_name,
    aws_cloudwatch_metric_alarm.tasks[*].alarm_name,
    aws_cloudwatch_metric_alarm.missing_tasks[*].alarm_name,
  ))
}
