resource "aws_cloudwatch_metric_alarm" "latency" {
  count = var.alarms_enabled ? 1 : 0

  alarm_name                            = "${var.name}-latency"
  alarm_description                     = "One request in a hundred is slow: a slow table, or too few tasks"
  namespace                             = local.elb
  metric_name                           = "TargetResponseTime"
  dimensions                            = local.targets
  extended_statistic                    = "p99"
  period                                = 60
  comparison_operator                   = "GreaterThanOrEqualToThreshold"
  threshold                             = var.thresholds.latency_p99_seconds
  evaluation_periods                    = 5
  datapoints_to_alarm                   = 5
  evaluate_low_sample_count_percentiles = "ignore"
  treat_missing_data                    = "notBreaching"
  alarm_actions                         = local.alarm_actions
  ok_actions                            = local.alarm_actions
}

# Healthy tasks as counted by the load balancer, because a running task that is not ready serves nobody. If no
# task is registered, there is no data at all, so missing data counts as a breach.
resource "aws_cloudwatch_metric_alarm" "tasks" {
  count = var.alarms_enabled && var.tasks_expected > 0 ? 1 : 0

  alarm_name          = "${var.name}-tasks"
  alarm_description   = "Fewer healthy tasks than expected"
  namespace           = local.elb
  metric_name         = "HealthyHostCount"
  dimensions          = local.targets
  statistic           = "Maximum"
  period              = 60
  comparison_operator = "LessThanThreshold"
  threshold           = var.tasks_expected
  evaluation_periods  = 5
  datapoints_to_alarm = 5
  treat_missing_data  = "breaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
}
