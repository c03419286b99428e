# The management port for a bastion or VPN, and the collector of metrics: in the service.
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

override_resource {
  override_during = plan
  target          = aws_security_group.tasks
  values          = { id = "sg-tasks" }
}

run "by_default_nobody_reaches_the_management_port_and_nothing_collects_metrics" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = (
      length(aws_vpc_security_group_ingress_rule.management_cidrs) == 0
      && length(aws_vpc_security_group_ingress_rule.management_groups) == 0
      && local.environment.STREAMGATE_MANAGEMENT_HOST == "127.0.0.1"
    )
    error_message = "The management port is reached."
  }

  assert {
    condition = (
      length(jsondecode(aws_ecs_task_definition.this.container_definitions)) == 1
      && try(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].memory, null) == null
      && length(aws_iam_role_policy.collector) == 0
    )
    error_message = "The task has a second container, or may write metrics."
  }
}

run "a_bastion_and_a_vpn_reach_the_management_port_and_nothing_else" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    management_access = {
      cidrs              = ["10.8.0.0/16"]
      security_group_ids = ["sg-bastion"]
      allowed_hosts      = ["streamgate.internal", "ops.example.com"]
    }
  }

  assert {
    condition = [
      for r in concat(
        values(aws_vpc_security_group_ingress_rule.management_cidrs),
        values(aws_vpc_security_group_ingress_rule.management_groups),
        ) : join(" ", [
          r.security_group_id, r.ip_protocol, coalesce(r.cidr_ipv4, r.referenced_security_group_id), "${r.from_port}-${r.to_port}"
      ])
    ] == ["sg-tasks tcp 10.8.0.0/16 9090-9090", "sg-tasks tcp sg-bastion 9090-9090"]
    error_message = "Others are let in, or elsewhere."
  }

  assert {
    condition = (
      local.environment.STREAMGATE_MANAGEMENT_HOST == "0.0.0.0"
      && local.environment.STREAMGATE_MANAGEMENT_ALLOWED_HOSTS == "ops.example.com,streamgate.internal"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].portMappings[*].containerPort == [8080, 9090]
    )
    error_message = "The task does not listen for them: ${aws_ecs_task_definition.this.container_definitions}"
  }
}

run "a_collector_reads_the_loopback_interface_and_writes_to_one_workspace" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    collector = {
      image            = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:0a"
      repository_arn   = "arn:aws:ecr:eu-central-1:123456789012:repository/collector"
      workspace_arn    = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"
      interval_seconds = 15
      memory           = 128
    }
  }

  assert {
    condition = [
      for c in jsondecode(aws_ecs_task_definition.this.container_definitions) :
      "${c.name} ${c.essential} ${c.memory} ${c.readonlyRootFilesystem}"
    ] == ["streamgate true 896 true", "streamgate-collector false 128 true"]
    error_message = "The containers are others: ${aws_ecs_task_definition.this.container_definitions}"
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[1].image == var.collector.image
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[1].linuxParameters.capabilities.drop == ["ALL"]
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[1].portMappings == []
      && (jsondecode(aws_ecs_task_definition.this.container_definitions)[1].logConfiguration.options["awslogs-group"]
      == "/ecs/streamgate-dev")
    )
    error_message = "The collector may do more than it needs, or logs elsewhere."
  }

  assert {
    condition = [
      local.collector_config.receivers.prometheus.config.global.scrape_interval,
      local.collector_config.receivers.prometheus.config.scrape_configs[0].job_name,
      local.collector_config.receivers.prometheus.config.scrape_configs[0].static_configs[0].targets[0],
      local.collector_config.exporters.prometheusremotewrite.endpoint,
      ] == [
      "15s", "streamgate", "127.0.0.1:9090",
      "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write",
    ]
    error_message = "The collector reads or writes elsewhere: ${jsonencode(local.collector_config)}"
  }

  assert {
    condition = (
      jsondecode(jsondecode(aws_ecs_task_definition.this.container_definitions)[1].environment[0].value)
      == jsondecode(jsonencode(local.collector_config))
      && local.environment.STREAMGATE_MANAGEMENT_HOST == "127.0.0.1"
    )
    error_message = "The collector gets another configuration, or the port is reached from outside."
  }

  assert {
    condition = [
      for s in jsondecode(aws_iam_role_policy.collector[0].policy).Statement : [s.Action, s.Resource]
    ] == [["aps:RemoteWrite", "arn:aws:aps:eu-central-1:123456789012:workspace/ws-1"]]
    error_message = "policy: ${aws_iam_role_policy.collector[0].policy}"
  }

  assert {
    condition = [
      for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : sort(s.Resource) if s.Sid == "Pull"
    ] == [sort([var.repository_arn, var.collector.repository_arn])]
    error_message = "policy: ${aws_iam_role_policy.execution.policy}"
  }
}
