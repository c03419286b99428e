data "aws_partition" "current" {}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = var.container_insights
  }
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  cluster_name       = aws_ecs_cluster.this.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

locals {
  has_image = var.image_tag != null

  # A provider of weight 0 gets no tasks and is omitted.
  strategy = {
    for provider, share in { FARGATE = var.capacity.fargate, FARGATE_SPOT = var.capacity.fargate_spot } :
    provider => share if share.weight > 0
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.this.arn
  # Used at creation only. Then autoscaling owns the count (autoscaling.tf).
  desired_count = local.has_image ? var.min_tasks : 0

  dynamic "capacity_provider_strategy" {
    for_each = local.strategy

    content {
      capacity_provider = capacity_provider_strategy.key
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  # Otherwise a change of the strategy would replace the service.
  force_new_deployment          = true
  platform_version              = "1.4.0"
  availability_zone_rebalancing = "ENABLED"

  # New tasks serve before old ones stop. If the new ones do not start, the old ones stay.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  health_check_grace_period_seconds = 60

  dynamic "alarms" {
    for_each = aws_cloudwatch_metric_alarm.deployment

    content {
      alarm_names = [alarms.value.alarm_name]
      enable      = true
      rollback    = true
    }
  }

  enable_ecs_managed_tags = true
  propagate_tags          = "SERVICE"
  enable_execute_command  = false

  network_configuration {
    subnets          = var.task_subnet_ids
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = var.public_addresses
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.this.arn
    container_name   = local.container
    container_port   = local.port
  }

  lifecycle {
    ignore_changes = [desired_count]
  }

  # Tasks can register once a listener uses the target group, and can start once they may pull images and log.
  depends_on = [
    aws_ecs_cluster_capacity_providers.this,
    aws_iam_role_policy.collector,
    aws_iam_role_policy.execution,
    aws_iam_role_policy.task,
    aws_lb_listener.http,
    aws_lb_listener.https,
    aws_lb_listener_rule.cdn,
    aws_vpc_security_group_egress_rule.tasks_to_endpoints,
    aws_vpc_security_group_egress_rule.tasks_to_identity_provider,
    aws_vpc_security_group_egress_rule.tasks_to_internet,
    aws_vpc_security_group_egress_rule.tasks_to_prefix_lists,
    aws_vpc_security_group_ingress_rule.endpoints_from_tasks,
  ]
}

resource "aws_cloudwatch_log_group" "tasks" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}
