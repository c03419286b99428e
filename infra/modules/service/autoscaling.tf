# All of this is created with the first image, because a service without an image has nothing to scale.
# Registering a target immediately raises the service to its minimum, which starts the first tasks.

# Schedules, and people in an emergency, change the minimum and maximum of the target. A deployment during an
# event must not reset them. So Terraform ignores the values on AWS (ignore_changes), and applies the values set
# here only when they change: it then recreates the target and everything attached to it. Tasks keep running.
resource "terraform_data" "bounds" {
  count = local.has_image ? 1 : 0

  input = { min_tasks = var.min_tasks, max_tasks = var.max_tasks }
}

resource "aws_appautoscaling_target" "tasks" {
  count = local.has_image ? 1 : 0

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.min_tasks
  max_capacity       = var.max_tasks

  lifecycle {
    ignore_changes       = [min_capacity, max_capacity]
    replace_triggered_by = [terraform_data.bounds]
  }
}

locals {
  # high adds a task, low removes one.
  steps = local.has_image && var.scaling == "step" ? {
    high = { adjustment = 1, cooldown = var.step_scaling.high_cooldown }
    low  = { adjustment = -1, cooldown = var.step_scaling.low_cooldown }
  } : {}
}

resource "aws_appautoscaling_policy" "step" {
  for_each = local.steps

  name               = "${var.name}-cpu-${each.key}"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    cooldown                = each.value.cooldown
    metric_aggregation_type = "Average"

    step_adjustment {
      metric_interval_lower_bound = each.key == "high" ? "0" : null
      metric_interval_upper_bound = each.key == "low" ? "0" : null
      scaling_adjustment          = each.value.adjustment
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.bounds]
  }
}

resource "aws_cloudwatch_metric_alarm" "cpu_high" {
  count = length(local.steps) > 0 ? 1 : 0

  alarm_name          = "${var.name}-cpu-high"
  alarm_description   = "Adds a task"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  dimensions          = { ClusterName = aws_ecs_cluster.this.name, ServiceName = aws_ecs_service.this.name }
  statistic           = "Average"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = var.step_scaling.high
  period              = 60
  evaluation_periods  = var.step_scaling.high_minutes
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.step["high"].arn]
}

# In ALARM whenever load is low, even at the minimum of tasks. That is normal, so it notifies nobody.
resource "aws_cloudwatch_metric_alarm" "cpu_low" {
  count = length(local.steps) > 0 ? 1 : 0

  alarm_name          = "${var.name}-cpu-low"
  alarm_description   = "Removes a task. In ALARM whenever load is low, which is normal"
  namespace           = "AWS/ECS"
  metric_name         = "CPUUtilization"
  dimensions          = { ClusterName = aws_ecs_cluster.this.name, ServiceName = aws_ecs_service.this.name }
  statistic           = "Average"
  comparison_operator = "LessThanOrEqualToThreshold"
  threshold           = var.step_scaling.low
  period              = 60
  evaluation_periods  = var.step_scaling.low_minutes
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.step["low"].arn]
}

# AWS creates the alarms for this policy.
resource "aws_appautoscaling_policy" "target_tracking" {
  count = local.has_image && var.scaling == "target-tracking" ? 1 : 0

  name               = "${var.name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.target_cpu
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }

  lifecycle {
    replace_triggered_by = [terraform_data.bounds]
  }
}

resource "aws_appautoscaling_scheduled_action" "this" {
  for_each = local.has_image ? { for scaling in var.scheduled_scalings : scaling.name => scaling } : {}

  name               = "${var.name}-${each.key}"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension
  schedule           = each.value.schedule
  timezone           = each.value.timezone
  start_time         = each.value.start_time
  end_time           = each.value.end_time

  scalable_target_action {
    min_capacity = each.value.min_tasks
    max_capacity = each.value.max_tasks
  }

  lifecycle {
    replace_triggered_by = [terraform_data.bounds]
  }
}
