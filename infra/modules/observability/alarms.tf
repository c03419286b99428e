# Alarms that notify somebody. The scaling of the service has its own alarms, which notify nobody: the alarm for
# low CPU is on all night, which is normal.

locals {
  elb           = "AWS/ApplicationELB"
  load_balancer = { LoadBalancer = var.alb_arn_suffix }
  targets       = merge(local.load_balancer, { TargetGroup = var.target_group_arn_suffix })
  table         = { TableName = var.table_name }

  # The load balancer's metrics cannot distinguish a start from a heartbeat. A healthy viewer sends ninety
  # heartbeats per start, so if a twentieth of all requests are refused starts, something is wrong.
  shares = {
    refusals = {
      description = "Many starts are refused: players do not end their streams, or many viewers share an address"
      expression  = "IF(FILL(part, 0) >= ${var.thresholds.refusals_floor}, 100 * FILL(part, 0) / whole, 0)"
      threshold   = var.thresholds.refusals_percent
      period      = 300
      periods     = 3
      breaching   = 3
      part        = { namespace = local.namespace, metric = "Refusals", dimensions = {} }
    }
    target-5xx = {
      description = "Tasks return 5xx: the store is unavailable, or an internal error"
      expression  = "100 * FILL(part, 0) / whole"
      threshold   = var.thresholds.target_5xx_percent
      period      = 60
      periods     = 5
      breaching   = 3
      part = {
        namespace  = local.elb
        metric     = "HTTPCode_Target_5XX_Count"
        dimensions = local.load_balancer
      }
    }
  }

  sums = {
    alb-5xx = {
      description = "The load balancer itself returns 5xx: no task is healthy, or tasks close connections"
      threshold   = var.thresholds.alb_5xx
      period      = 60
      periods     = 5
      breaching   = 3
      parts = {
        count = {
          namespace  = local.elb
          metric     = "HTTPCode_ELB_5XX_Count"
          dimensions = local.load_balancer
        }
      }
    }
    table-throttles = {
      description = "The table throttles: warm it up, or look for a viewer with a thousand changes a second"
      threshold   = var.thresholds.throttles
      period      = 300
      periods     = 1
      breaching   = 1
      parts = {
        for kind in ["Read", "Write"] :
        lower(kind) => {
          namespace  = "AWS/DynamoDB"
          metric     = "${kind}ThrottleEvents"
          dimensions = local.table
        }
      }
    }
    table-errors = {
      description = "The table returns system errors"
      threshold   = var.thresholds.table_errors
      period      = 300
      periods     = 1
      breaching   = 1
      parts = {
        for operation in ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"] :
        lower(operation) => {
          namespace  = "AWS/DynamoDB"
          metric     = "SystemErrors"
          dimensions = merge(local.table, { Operation = operation })
        }
      }
    }
    store-unavailable = {
      description = "The store is unavailable: players get 503 or play uncounted"
      threshold   = var.thresholds.store_unavailable
      period      = 300
      periods     = 1
      breaching   = 1
      parts       = { count = { namespace = local.namespace, metric = "StoreUnavailable", dimensions = {} } }
    }
    uncounted-admissions = {
      description = "Viewers play uncounted while the store is unavailable"
      threshold   = var.thresholds.uncounted_admissions
      period      = 300
      periods     = 1
      breaching   = 1
      parts = {
        count = { namespace = local.namespace, metric = "UncountedAdmissions", dimensions = {} }
      }
    }
    server-faults = {
      description = "Internal error: the stack trace is in the log"
      threshold   = var.thresholds.server_faults
      period      = 300
      periods     = 1
      breaching   = 1
      parts       = { count = { namespace = local.namespace, metric = "ServerFaults", dimensions = {} } }
    }
  }

  alarm_actions = var.alarms_enabled ? [aws_sns_topic.alarms[0].arn] : []
}

resource "aws_cloudwatch_metric_alarm" "share" {
  for_each = var.alarms_enabled ? local.shares : {}

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.breaching
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  metric_query {
    id          = "share"
    label       = "percent"
    expression  = each.value.expression
    return_data = true
  }

  metric_query {
    id = "part"

    metric {
      namespace   = each.value.part.namespace
      metric_name = each.value.part.metric
      dimensions  = each.value.part.dimensions
      stat        = "Sum"
      period      = each.value.period
    }
  }

  metric_query {
    id = "whole"

    metric {
      namespace   = local.elb
      metric_name = "RequestCount"
      dimensions  = local.load_balancer
      stat        = "Sum"
      period      = each.value.period
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "sum" {
  for_each = var.alarms_enabled ? local.sums : {}

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.breaching
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions

  metric_query {
    id          = "total"
    label       = "count"
    expression  = join(" + ", [for id in keys(each.value.parts) : "FILL(${id}, 0)"])
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.parts

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        stat        = "Sum"
        period      = each.value.period
      }
    }
  }
}
