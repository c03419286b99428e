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

# The tasks that scaling asks for and that do not start: Spot has no capacity, or the image cannot be pulled. The alarm
# above sees only that fewer than the minimum are healthy. Both counts are metrics of Container Insights.
resource "aws_cloudwatch_metric_alarm" "missing_tasks" {
  count = var.alarms_enabled && var.container_insights_enabled ? 1 : 0

  alarm_name          = "${var.name}-missing-tasks"
  alarm_description   = "Fewer tasks run than are desired: Spot has no capacity, or new tasks do not start"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 10
  datapoints_to_alarm = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  metric_query {
    id          = "missing"
    label       = "tasks"
    expression  = "desired - running"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { desired = "DesiredTaskCount", running = "RunningTaskCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "ECS/ContainerInsights"
        metric_name = metric_query.value
        dimensions  = { ClusterName = var.cluster_name, ServiceName = var.service_name }
        stat        = "Average"
        period      = 60
      }
    }
  }
}
