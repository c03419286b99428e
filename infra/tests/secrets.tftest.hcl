# Secrets of the task, and the way to an identity provider. secrets-network.tftest.hcl has the way to the secrets.
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

  image_tag    = "0a1b2c3"
  cpu          = 512
  memory       = 1024
  architecture = "X86_64"
  settings     = {}
  secrets = {
    STREAMGATE_BACKEND_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev-GhIjKl:back_ends::"
    STREAMGATE_TOKEN_KEYS   = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf"
  }
  secret_arns = [
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev-GhIjKl",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf",
  ]
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

run "a_task_gets_its_secrets_and_the_execution_role_may_read_exactly_these" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = tomap({
      for s in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets : s.name => s.valueFrom
    }) == var.secrets
    error_message = "The container gets other secrets: ${aws_ecs_task_definition.this.container_definitions}"
  }

  assert {
    condition = [
      for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : e.name
      if contains(keys(var.secrets), e.name)
    ] == []
    error_message = "A secret is in the environment, too."
  }

  assert {
    condition = jsonencode([
      for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : [s.Action, sort(s.Resource)]
      if s.Sid == "Secrets"
    ]) == jsonencode([["secretsmanager:GetSecretValue", var.secret_arns]])
    error_message = "policy: ${aws_iam_role_policy.execution.policy}"
  }

  assert {
    condition = (
      !strcontains(aws_iam_role_policy.task.policy, "secretsmanager")
      && !strcontains(aws_iam_role_policy.execution.policy, "kms:")
    )
    error_message = "Streamgate itself may read secrets, or ECS may use a key without need."
  }
}

run "with_a_key_of_your_own_it_decrypts_these_secrets_through_secrets_manager_only" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    secrets_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  assert {
    condition = jsonencode([
      for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : [s.Action, s.Resource, s.Condition]
      if s.Sid == "KeyOfSecrets"
      ]) == jsonencode([["kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/1f", { StringEquals = {
        "kms:EncryptionContext:SecretARN" = var.secret_arns
        "kms:ViaService"                  = "secretsmanager.eu-central-1.amazonaws.com"
    } }]])
    error_message = "policy: ${aws_iam_role_policy.execution.policy}"
  }
}

run "without_secrets_there_is_none_and_nobody_may_read_any" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    secrets     = {}
    secret_arns = []
  }

  assert {
    condition = (
      try(length(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets), 0) == 0
      && !strcontains(aws_iam_role_policy.execution.policy, "secretsmanager")
    )
    error_message = "policy: ${aws_iam_role_policy.execution.policy}"
  }
}

run "tasks_reach_the_keys_of_an_identity_provider_at_a_port_of_its_own" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    endpoints                  = false
    endpoint_security_group_id = null
    prefix_list_ids            = null
    settings                   = { STREAMGATE_JWT_KEYS = "https://id.example.com:8443/realms/tv/protocol/openid-connect/certs" }
  }

  assert {
    condition = [
      for r in concat(
        aws_vpc_security_group_egress_rule.tasks_to_internet[*],
        aws_vpc_security_group_egress_rule.tasks_to_identity_provider[*],
      ) : "${r.security_group_id} ${r.ip_protocol} ${r.cidr_ipv4} ${r.from_port}-${r.to_port}"
    ] == ["sg-tasks tcp 0.0.0.0/0 443-443", "sg-tasks tcp 0.0.0.0/0 8443-8443"]
    error_message = "Tasks reach other ports."
  }
}

run "for_one_at_the_usual_port_the_way_out_by_https_is_enough" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    endpoints                  = false
    endpoint_security_group_id = null
    prefix_list_ids            = null
    settings                   = { STREAMGATE_JWT_KEYS = "https://id.example.com/keys?kid=a:1" }
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.tasks_to_identity_provider) == 0
    error_message = "Tasks reach another port."
  }
}
