# The provisioned capacity follows what is used. On demand there is nothing to scale.

locals {
  scaled = var.provisioned == null ? {} : {
    Read  = { min = var.provisioned.read_min, max = var.provisioned.read_max }
    Write = { min = var.provisioned.write_min, max = var.provisioned.write_max }
  }
}

resource "aws_appautoscaling_target" "table" {
  for_each = local.scaled

  service_namespace  = "dynamodb"
  resource_id        = "table/${aws_dynamodb_table.streams.name}"
  scalable_dimension = "dynamodb:table:${each.key}CapacityUnits"
  min_capacity       = each.value.min
  max_capacity       = each.value.max
}

# AWS creates the alarms for these policies.
resource "aws_appautoscaling_policy" "table" {
  for_each = local.scaled

  name               = "${var.name}-${lower(each.key)}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.table[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.table[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.table[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = var.provisioned.target

    predefined_metric_specification {
      predefined_metric_type = "DynamoDB${each.key}CapacityUtilization"
    }
  }
}
