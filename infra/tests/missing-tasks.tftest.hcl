# The alarm for tasks that are desired and do not run.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_sns_topic.alarms
  override_during = plan
  values          = { arn = "arn:aws:sns:eu-central-1:123456789012:streamgate-test-alarms" }
}

override_resource {
  target          = aws_kms_key.alarms
  override_during = plan
  values          = { arn = "arn:aws:kms:eu-central-1:123456789012:key/1f" }
}

variables {
  name                    = "streamgate-test"
  region                  = "eu-central-1"
  account_id              = "123456789012"
  log_group_name          = "/ecs/streamgate-test"
  alb_arn_suffix          = "app/streamgate-test/1f"
  target_group_arn_suffix = "targetgroup/streamgate-test/2f"
  cluster_name            = "streamgate-test"
  service_name            = "streamgate-test"
  table_name              = "streamgate-test"
  tasks_expected          = 3
}

run "with_container_insights_an_alarm_watches_whether_desired_tasks_run" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    container_insights_enabled = true
  }

  assert {
    condition = {
      for query in aws_cloudwatch_metric_alarm.missing_tasks[0].metric_query :
      query.id => [for metric in query.metric : "${metric.namespace} ${metric.metric_name} ${metric.dimensions.ServiceName}"]
      } == {
      missing = []
      desired = ["ECS/ContainerInsights DesiredTaskCount streamgate-test"]
      running = ["ECS/ContainerInsights RunningTaskCount streamgate-test"]
    }
    error_message = "Something else is counted."
  }

  assert {
    condition = (
      one([for query in aws_cloudwatch_metric_alarm.missing_tasks[0].metric_query : query.expression if query.id == "missing"])
      == "desired - running"
      && aws_cloudwatch_metric_alarm.missing_tasks[0].threshold == 1
      && aws_cloudwatch_metric_alarm.missing_tasks[0].evaluation_periods == 10
      && aws_cloudwatch_metric_alarm.missing_tasks[0].alarm_actions
      == toset(["arn:aws:sns:eu-central-1:123456789012:streamgate-test-alarms"])
    )
    error_message = "The alarm goes off otherwise, or calls nobody."
  }

  assert {
    condition     = contains(output.alarm_names, "streamgate-test-missing-tasks")
    error_message = "The alarms are ${join(", ", output.alarm_names)}."
  }
}

run "without_container_insights_nothing_would_be_counted" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.missing_tasks) == 0
    error_message = "An alarm has no data."
  }
}
