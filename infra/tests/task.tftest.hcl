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

run "a_task_gets_its_image_its_environment_and_nothing_it_could_write_to_but_tmp" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].image
      == "123456789012.dkr.ecr.eu-central-1.amazonaws.com/streamgate-dev:0a1b2c3"
    )
    error_message = "The image is another."
  }

  assert {
    condition = {
      for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment :
      e.name => e.value
      } == {
      AWS_REGION                 = "eu-central-1"
      DYNAMO_TABLE_NAME          = "streamgate-dev"
      HOST                       = "0.0.0.0"
      PORT                       = "8080"
      STREAMGATE_DRAIN_DELAY     = "PT15S"
      STREAMGATE_ENVIRONMENT     = "dev"
      STREAMGATE_LOG             = "json"
      STREAMGATE_MANAGEMENT_HOST = "127.0.0.1"
      STREAMGATE_MANAGEMENT_PORT = "9090"
      STREAMGATE_TRUSTED_PROXIES = "1"
    }
    error_message = "The environment is another."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].user == "10001:10001"
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities.drop
      == ["ALL"]
    )
    error_message = "The container may do more than it needs."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].mountPoints
      == [{ containerPath = "/tmp", readOnly = false, sourceVolume = "tmp" }]
      && [for v in aws_ecs_task_definition.this.volume : v.name] == ["tmp"]
    )
    error_message = "/tmp is not the one place to write to."
  }

  assert {
    condition = (
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].portMappings[*].containerPort
      == [8080]
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout == 30
      && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].healthCheck.command
      == ["CMD", "/opt/streamgate/bin/health"]
    )
    error_message = "Port, stop or health check are others."
  }

  # Two failed checks and the timeout of the second. The rest of stopTimeout is for running requests.
  assert {
    condition = (
      tonumber(trim(local.environment.STREAMGATE_DRAIN_DELAY, "PTS")) > (
        aws_lb_target_group.this.health_check[0].unhealthy_threshold
        * aws_lb_target_group.this.health_check[0].interval
        + aws_lb_target_group.this.health_check[0].timeout
      )
      && tonumber(trim(local.environment.STREAMGATE_DRAIN_DELAY, "PTS")) + 9
      < jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout
    )
    error_message = "A task stops serving before the load balancer has seen that it is not ready."
  }

  assert {
    condition     = aws_ecs_task_definition.this.skip_destroy
    error_message = "A rollback would have no task definition to go back to."
  }
}

run "prod_alone_runs_as_prod" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    environment  = "prod"
    architecture = "ARM64"
    settings     = { STREAMGATE_LEASE = "PT150S" }
  }

  assert {
    condition = contains(
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment,
      { name = "STREAMGATE_ENVIRONMENT", value = "prod" }
    )
    error_message = "STREAMGATE_ENVIRONMENT is not prod."
  }

  assert {
    condition = contains(
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment,
      { name = "STREAMGATE_LEASE", value = "PT150S" }
    )
    error_message = "A setting is lost."
  }

  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "The processor is another."
  }
}

run "the_service_runs_in_private_subnets_on_demand_and_on_spot" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = {
      for s in aws_ecs_service.this.capacity_provider_strategy :
      s.capacity_provider => "${s.base} ${s.weight}"
    } == { FARGATE = "3 1", FARGATE_SPOT = "0 2" }
    error_message = "The strategy is another."
  }

  assert {
    condition = (
      aws_ecs_service.this.network_configuration[0].subnets == toset(["subnet-4", "subnet-5", "subnet-6"])
      && !aws_ecs_service.this.network_configuration[0].assign_public_ip
    )
    error_message = "Tasks are reachable."
  }

  assert {
    condition = (
      aws_ecs_service.this.deployment_circuit_breaker[0].enable
      && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
      && aws_ecs_service.this.deployment_minimum_healthy_percent == 100
      && aws_ecs_service.this.desired_count == 3
      && aws_ecs_service.this.enable_ecs_managed_tags
    )
    error_message = "A deployment that fails would take the service down, or it starts with another number."
  }

  assert {
    condition = (
      aws_cloudwatch_log_group.tasks.name == "/ecs/streamgate-dev"
      && aws_cloudwatch_log_group.tasks.retention_in_days == 30
    )
    error_message = "The log is elsewhere, or kept for ever."
  }
}

run "a_provider_without_weight_is_left_out" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    capacity = { fargate = { base = 0, weight = 1 }, fargate_spot = { base = 0, weight = 0 } }
  }

  assert {
    condition = [
      for s in aws_ecs_service.this.capacity_provider_strategy : s.capacity_provider
    ] == ["FARGATE"]
    error_message = "FARGATE_SPOT has no weight, and is there."
  }
}
