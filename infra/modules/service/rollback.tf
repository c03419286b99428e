# New tasks may become healthy and answer players with errors all the same, which the circuit breaker does not see. ECS
# watches this alarm during a deployment and rolls it back. An alarm that is on already when a deployment starts is
# ignored, so that a correction gets through. Nobody is notified: observability has an alarm for that.
resource "aws_cloudwatch_metric_alarm" "deployment" {
  count = var.rollback_5xx_percent == null ? 0 : 1

  alarm_name          = "${var.name}-deployment-5xx"
  alarm_description   = "Rolls a deployment back: tasks return 5xx"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.rollback_5xx_percent
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "share"
    label       = "percent"
    expression  = "IF(FILL(part, 0) >= 10, 100 * FILL(part, 0) / whole, 0)"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { part = "HTTPCode_Target_5XX_Count", whole = "RequestCount" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApplicationELB"
        metric_name = metric_query.value
        dimensions  = { LoadBalancer = aws_lb.this.arn_suffix }
        stat        = "Sum"
        period      = 60
      }
    }
  }
}
