locals {
  alb     = [local.elb]
  alb_dim = ["LoadBalancer", var.alb_arn_suffix]
  tg_dim  = concat(["TargetGroup", var.target_group_arn_suffix], local.alb_dim)
  ecs_dim = ["ClusterName", var.cluster_name, "ServiceName", var.service_name]
  ddb_dim = ["TableName", var.table_name]

  # A metric is a list: namespace, name, then each dimension with its value, and how to draw it.
  charts = [
    {
      title = "Requests and 5xx", stat = "Sum", metrics = [
        concat(local.alb, ["RequestCount"], local.alb_dim),
        concat(local.alb, ["HTTPCode_Target_5XX_Count"], local.alb_dim),
        concat(local.alb, ["HTTPCode_ELB_5XX_Count"], local.alb_dim),
      ]
    },
    {
      title = "Seconds until a task answered", stat = "p99", metrics = [
        concat(local.alb, ["TargetResponseTime"], local.tg_dim, [{ stat = "p50", label = "p50" }]),
        concat(local.alb, ["TargetResponseTime"], local.tg_dim, [{ stat = "p99", label = "p99" }]),
      ]
    },
    {
      title   = "From the log", stat = "Sum",
      metrics = [for name in keys(local.counted) : [local.namespace, name]]
    },
    {
      title = "Tasks", stat = "Maximum", metrics = [
        concat(local.alb, ["HealthyHostCount"], local.tg_dim),
        concat(local.alb, ["UnHealthyHostCount"], local.tg_dim),
      ]
    },
    {
      title = "CPU and memory, percent", stat = "Average", metrics = [
        concat(["AWS/ECS", "CPUUtilization"], local.ecs_dim),
        concat(["AWS/ECS", "MemoryUtilization"], local.ecs_dim),
      ]
    },
    {
      title = "Units of the table", stat = "Sum", metrics = [
        concat(["AWS/DynamoDB", "ConsumedReadCapacityUnits"], local.ddb_dim),
        concat(["AWS/DynamoDB", "ConsumedWriteCapacityUnits"], local.ddb_dim),
      ]
    },
    {
      title = "Throttles of the table", stat = "Sum", metrics = [
        concat(["AWS/DynamoDB", "ReadThrottleEvents"], local.ddb_dim),
        concat(["AWS/DynamoDB", "WriteThrottleEvents"], local.ddb_dim),
      ]
    },
    {
      title = "Milliseconds of the table, p99", stat = "p99", metrics = [
        for operation in ["GetItem", "UpdateItem"] :
        concat(["AWS/DynamoDB", "SuccessfulRequestLatency"], local.ddb_dim, ["Operation", operation])
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard_enabled ? 1 : 0

  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for place, chart in local.charts : {
      type   = "metric"
      x      = place % 2 * 12
      y      = floor(place / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = chart.title
        region  = var.region
        view    = "timeSeries"
        stacked = false
        period  = 60
        stat    = chart.stat
        metrics = chart.metrics
      }
    }]
  })
}
