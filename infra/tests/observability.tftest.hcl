# What is counted, and when somebody is called.

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

run "the_log_is_counted_by_its_messages" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition = { for name, filter in aws_cloudwatch_log_metric_filter.this : name => filter.pattern } == {
      Refusals            = "{ $.formattedMessage = \"start refused\" }"
      ServerFaults        = "{ $.level = \"ERROR\" }"
      StoreUnavailable    = "{ $.formattedMessage = \"store unavailable\" }"
      UncountedAdmissions = "{ $.formattedMessage = \"start admitted uncounted: the store does not answer\" }"
    }
    error_message = "the patterns are those of docs/OPERATING.md"
  }

  assert {
    condition = alltrue([
      for name, filter in aws_cloudwatch_log_metric_filter.this :
      filter.log_group_name == "/ecs/streamgate-test" &&
      filter.metric_transformation[0].namespace == "Streamgate/streamgate-test" &&
      filter.metric_transformation[0].name == name && filter.metric_transformation[0].default_value == "0"
    ])
    error_message = "each is counted under its name, from the log of the tasks, and is 0 where it is absent"
  }
}

run "alarms_go_off_where_they_should" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition = merge(
      { for alarm in aws_cloudwatch_metric_alarm.share : alarm.alarm_name => alarm.threshold },
      { for alarm in aws_cloudwatch_metric_alarm.sum : alarm.alarm_name => alarm.threshold },
      { for alarm in aws_cloudwatch_metric_alarm.latency : alarm.alarm_name => alarm.threshold },
      { for alarm in aws_cloudwatch_metric_alarm.tasks : alarm.alarm_name => alarm.threshold },
      ) == {
      streamgate-test-refusals             = 5
      streamgate-test-alb-5xx              = 10
      streamgate-test-target-5xx           = 1
      streamgate-test-latency              = 1
      streamgate-test-tasks                = 3
      streamgate-test-table-throttles      = 10
      streamgate-test-table-errors         = 10
      streamgate-test-store-unavailable    = 50
      streamgate-test-uncounted-admissions = 1
      streamgate-test-server-faults        = 1
    }
    error_message = "ten alarms: ${join(", ", output.alarm_names)}"
  }

  assert {
    condition = (aws_cloudwatch_metric_alarm.tasks[0].metric_name == "HealthyHostCount" &&
      aws_cloudwatch_metric_alarm.tasks[0].treat_missing_data == "breaching" &&
    aws_cloudwatch_metric_alarm.tasks[0].comparison_operator == "LessThanThreshold")
    error_message = "where no task is there at all, nothing is counted, and that is the worst case"
  }

  assert {
    condition = (aws_cloudwatch_metric_alarm.latency[0].extended_statistic == "p99" &&
    aws_cloudwatch_metric_alarm.latency[0].metric_name == "TargetResponseTime")
    error_message = "the slowest request of a hundred"
  }

  assert {
    condition = {
      for name, alarm in merge(aws_cloudwatch_metric_alarm.share, aws_cloudwatch_metric_alarm.sum) :
      name => one([for query in alarm.metric_query : query.expression if query.return_data == true])
      } == {
      refusals             = "IF(FILL(part, 0) >= 50, 100 * FILL(part, 0) / whole, 0)"
      target-5xx           = "100 * FILL(part, 0) / whole"
      alb-5xx              = "FILL(count, 0)"
      table-throttles      = "FILL(read, 0) + FILL(write, 0)"
      store-unavailable    = "FILL(count, 0)"
      uncounted-admissions = "FILL(count, 0)"
      server-faults        = "FILL(count, 0)"
      table-errors = join(" + ", [
        "FILL(deleteitem, 0)", "FILL(getitem, 0)", "FILL(putitem, 0)", "FILL(query, 0)",
        "FILL(updateitem, 0)",
      ])
    }
    error_message = "what is compared with the threshold"
  }

  assert {
    condition = toset(flatten([
      for alarm in merge(aws_cloudwatch_metric_alarm.share, aws_cloudwatch_metric_alarm.sum) : [
        for query in alarm.metric_query : [
          for metric in query.metric : "${metric.namespace} ${metric.metric_name}"
        ]
      ]
      ])) == toset([
      "AWS/ApplicationELB HTTPCode_ELB_5XX_Count", "AWS/ApplicationELB HTTPCode_Target_5XX_Count",
      "AWS/ApplicationELB RequestCount", "AWS/DynamoDB ReadThrottleEvents", "AWS/DynamoDB SystemErrors",
      "AWS/DynamoDB WriteThrottleEvents", "Streamgate/streamgate-test Refusals",
      "Streamgate/streamgate-test ServerFaults", "Streamgate/streamgate-test StoreUnavailable",
      "Streamgate/streamgate-test UncountedAdmissions",
    ])
    error_message = "what is looked at"
  }

  assert {
    condition = alltrue([
      for alarm in concat(
        values(aws_cloudwatch_metric_alarm.share), values(aws_cloudwatch_metric_alarm.sum),
        aws_cloudwatch_metric_alarm.latency, aws_cloudwatch_metric_alarm.tasks,
      ) : alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:streamgate-test-alarms"])
    ])
    error_message = "all are published to the topic"
  }
}

run "thresholds_are_settings" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    tasks_expected = 0
    thresholds     = { refusals_floor = 7, refusals_percent = 20, throttles = null }
  }

  assert {
    condition = (aws_cloudwatch_metric_alarm.share["refusals"].threshold == 20 &&
      one([
        for query in aws_cloudwatch_metric_alarm.share["refusals"].metric_query :
        query.expression if query.id == "share"
      ])
    == "IF(FILL(part, 0) >= 7, 100 * FILL(part, 0) / whole, 0)")
    error_message = "the settings count"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.sum["table-throttles"].threshold == 10
    error_message = "what is left open keeps its default"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.tasks) == 0
    error_message = "nobody is called for tasks that there cannot be yet"
  }
}

run "a_dashboard_alone_makes_no_topic" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms_enabled = false
  }

  assert {
    condition = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 8 && alltrue([
      for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets :
      widget.properties.region == "eu-central-1" && length(widget.properties.metrics) >= 2
    ])
    error_message = "eight charts"
  }

  assert {
    condition = sum([
      length(aws_sns_topic.alarms), length(aws_kms_key.alarms), length(output.alarm_names),
    ]) == 0
    error_message = "no alarm, no topic, no key"
  }
}

run "what_cannot_be_an_alarm_is_refused" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarm_emails            = ["ops"]
    thresholds              = { alb_5xx = 0 }
    alb_arn_suffix          = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/x/1f"
    target_group_arn_suffix = "x"
    key_deletion_days       = 6
    tasks_expected          = -1
  }

  expect_failures = [
    var.alarm_emails, var.thresholds, var.alb_arn_suffix, var.target_group_arn_suffix, var.key_deletion_days,
    var.tasks_expected,
  ]
}
