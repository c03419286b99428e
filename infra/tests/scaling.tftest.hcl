# No server is asked: what AWS would say is overridden. From infra/: terraform test
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

variables {
  name        = "streamgate-dev"
  environment = "dev"
  region      = "eu-central-1"
  account_id  = "123456789012"

  vpc_id                     = "vpc-1"
  public_subnet_ids          = ["subnet-1", "subnet-2", "subnet-3"]
  task_subnet_ids            = ["subnet-4", "subnet-5", "subnet-6"]
  public_addresses           = false
  endpoint_security_group_id = "sg-endpoints"
  prefix_list_ids            = { dynamodb = "pl-dynamodb", s3 = "pl-s3" }

  table_name     = "streamgate-dev"
  table_arn      = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
  repository_url = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/streamgate-dev"
  repository_arn = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev"

  image_tag          = "0a1b2c3"
  cpu                = 512
  memory             = 1024
  architecture       = "X86_64"
  settings           = {}
  log_retention_days = 30
  container_insights = "disabled"

  hosted_zone_id      = null
  certificate_arn     = null
  domain_name         = null
  ssl_policy          = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  ingress_cidrs       = ["0.0.0.0/0"]
  access_logs_bucket  = null
  deletion_protection = true

  proxies_in_front        = 0
  ingress_prefix_list_ids = []

  min_tasks          = 3
  max_tasks          = 9
  capacity           = { fargate = { base = 3, weight = 1 }, fargate_spot = { base = 0, weight = 2 } }
  scaling            = "step"
  target_cpu         = 60
  scheduled_scalings = []

  rollback_5xx_percent = 5

  step_scaling = {
    high = 85, high_minutes = 2, high_cooldown = 60, low = 10, low_minutes = 10, low_cooldown = 300
  }
}

run "at_85_percent_a_task_is_added_and_at_10_percent_one_is_removed" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = [for a in [aws_cloudwatch_metric_alarm.cpu_high[0], aws_cloudwatch_metric_alarm.cpu_low[0]] :
      "${a.alarm_name} ${a.namespace} ${a.metric_name} ${a.comparison_operator} ${a.threshold}"] == [
      "streamgate-dev-cpu-high AWS/ECS CPUUtilization GreaterThanOrEqualToThreshold 85",
      "streamgate-dev-cpu-low AWS/ECS CPUUtilization LessThanOrEqualToThreshold 10",
    ]
    error_message = "The alarms are others."
  }

  assert {
    condition = {
      for key, p in aws_appautoscaling_policy.step :
      key => join(" ", [
        p.policy_type, p.step_scaling_policy_configuration[0].adjustment_type,
        one(p.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment,
      ])
    } == { high = "StepScaling ChangeInCapacity 1", low = "StepScaling ChangeInCapacity -1" }
    error_message = "The steps are others."
  }

  assert {
    condition = (
      aws_appautoscaling_target.tasks[0].min_capacity == 3
      && aws_appautoscaling_target.tasks[0].max_capacity == 9
    )
    error_message = "The bounds are others."
  }

  assert {
    condition     = length(aws_appautoscaling_policy.target_tracking) == 0
    error_message = "Two strategies would pull at one service."
  }
}

run "target_tracking_takes_the_place_of_steps" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    scaling = "target-tracking"
  }

  assert {
    condition = (
      [
        for p in aws_appautoscaling_policy.target_tracking :
        p.target_tracking_scaling_policy_configuration[0].target_value
      ] == [60]
      && length(aws_appautoscaling_policy.step) == 0
      && length(concat(aws_cloudwatch_metric_alarm.cpu_high, aws_cloudwatch_metric_alarm.cpu_low)) == 0
    )
    error_message = "Steps are still there, or the target is another."
  }
}

run "a_schedule_sets_other_bounds" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    scheduled_scalings = [{
      name      = "friday"
      schedule  = "cron(30 18 ? * FRI *)"
      timezone  = "Europe/Berlin"
      min_tasks = 6
      max_tasks = 18
    }]
  }

  assert {
    condition = [for s in aws_appautoscaling_scheduled_action.this : join(" ", [
      s.name, s.schedule, s.timezone, s.scalable_target_action[0].min_capacity,
      s.scalable_target_action[0].max_capacity,
    ])] == ["streamgate-dev-friday cron(30 18 ? * FRI *) Europe/Berlin 6 18"]
    error_message = "The schedule is another."
  }
}

run "without_an_image_nothing_runs_and_nothing_scales" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    image_tag = null
    scheduled_scalings = [
      { name = "a", schedule = "rate(1 day)", timezone = "UTC", min_tasks = 1, max_tasks = 2 },
    ]
  }

  assert {
    condition     = aws_ecs_service.this.desired_count == 0
    error_message = "The service waits for tasks that cannot start."
  }

  assert {
    condition = (
      length(aws_appautoscaling_target.tasks) == 0 && length(aws_appautoscaling_scheduled_action.this) == 0
      && length(aws_appautoscaling_policy.step) == 0 && length(aws_cloudwatch_metric_alarm.cpu_high) == 0
    )
    error_message = "Something would raise a service that has no image."
  }
}

run "a_deployment_that_answers_with_errors_is_rolled_back" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = [
      for alarms in aws_ecs_service.this.alarms : "${one(alarms.alarm_names)} ${alarms.enable} ${alarms.rollback}"
    ] == ["streamgate-dev-deployment-5xx true true"]
    error_message = "No alarm rolls a deployment back."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.deployment[0].threshold == 5
      && aws_cloudwatch_metric_alarm.deployment[0].treat_missing_data == "notBreaching"
      && try(length(aws_cloudwatch_metric_alarm.deployment[0].alarm_actions), 0) == 0
      && toset(flatten([
        for query in aws_cloudwatch_metric_alarm.deployment[0].metric_query : query.metric[*].metric_name
      ])) == toset(["HTTPCode_Target_5XX_Count", "RequestCount"])
    )
    error_message = "The alarm watches something else, or calls somebody."
  }
}

run "without_a_share_no_alarm_rolls_back" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    rollback_5xx_percent = null
  }

  assert {
    condition = (
      length(aws_cloudwatch_metric_alarm.deployment) == 0 && length(aws_ecs_service.this.alarms) == 0
      && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    )
    error_message = "An alarm is left."
  }
}
