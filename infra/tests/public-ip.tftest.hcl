# Tasks with public addresses, which nobody reaches.
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

# Names that AWS gives, known while planning, so that policies and rules are read whole.
override_resource {
  override_during = plan
  target          = aws_security_group.alb
  values          = { id = "sg-alb" }
}

override_resource {
  override_during = plan
  target          = aws_security_group.tasks
  values          = { id = "sg-tasks" }
}

run "tasks_with_public_addresses_reach_the_internet_and_only_the_load_balancer_reaches_them" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    task_subnet_ids            = ["subnet-1", "subnet-2", "subnet-3"]
    public_addresses           = true
    endpoints                  = false
    endpoint_security_group_id = null
  }

  assert {
    condition = (
      aws_ecs_service.this.network_configuration[0].assign_public_ip
      && aws_ecs_service.this.network_configuration[0].subnets == toset(["subnet-1", "subnet-2", "subnet-3"])
    )
    error_message = "Tasks without an address cannot pull their image."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.tasks_from_alb.referenced_security_group_id == "sg-alb"
      && length(aws_vpc_security_group_ingress_rule.endpoints_from_tasks) == 0
      && length(aws_vpc_security_group_egress_rule.tasks_to_endpoints) == 0
    )
    error_message = "Somebody else reaches the tasks, or there are rules for endpoints that do not exist."
  }

  assert {
    condition = [
      for r in aws_vpc_security_group_egress_rule.tasks_to_internet :
      "${r.security_group_id} ${r.cidr_ipv4} ${r.from_port}-${r.to_port}"
    ] == ["sg-tasks 0.0.0.0/0 443-443"]
    error_message = "Tasks reach nothing, or more than HTTPS."
  }
}
