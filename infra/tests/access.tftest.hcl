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

override_resource {
  override_during = plan
  target          = aws_lb.this
  values = {
    arn      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/streamgate-dev/1"
    dns_name = "streamgate-dev-1.eu-central-1.elb.amazonaws.com"
  }
}

override_resource {
  override_during = plan
  target          = aws_lb_target_group.this
  values = {
    arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/streamgate-dev/1"
  }
}

run "the_roles_allow_what_is_done_and_no_more" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.task.policy).Statement == [{
      Sid    = "Table"
      Effect = "Allow"
      Action = [
        "dynamodb:UpdateItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:GetItem",
        "dynamodb:DescribeTimeToLive", "dynamodb:DescribeTable", "dynamodb:DeleteItem",
      ]
      Resource = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-dev"
    }]
    error_message = "The task's role: ${aws_iam_role_policy.task.policy}"
  }

  assert {
    condition = jsonencode({
      for s in jsondecode(aws_iam_role_policy.execution.policy).Statement :
      s.Resource => sort(flatten([s.Action]))
      }) == jsonencode({
      "*" = ["ecr:GetAuthorizationToken"]
      "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-dev" = [
        "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
      ]
      "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/streamgate-dev:*" = [
        "logs:CreateLogStream", "logs:PutLogEvents",
      ]
    })
    error_message = "The execution role: ${aws_iam_role_policy.execution.policy}"
  }

  assert {
    condition = alltrue([for role in [aws_iam_role.task, aws_iam_role.execution] :
      jsondecode(role.assume_role_policy).Statement[0].Principal == { Service = "ecs-tasks.amazonaws.com" }
      && jsondecode(role.assume_role_policy).Statement[0].Condition == {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = "arn:aws:ecs:eu-central-1:123456789012:*" }
      }
    ])
    error_message = "Others may take a role: ${aws_iam_role.task.assume_role_policy}"
  }
}

run "players_reach_the_load_balancer_it_reaches_the_tasks_and_they_reach_the_endpoints" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = concat(
      [
        for r in aws_vpc_security_group_ingress_rule.alb_http :
        "${r.security_group_id} ${r.cidr_ipv4} ${r.from_port}-${r.to_port}"
      ],
      [for r in aws_vpc_security_group_ingress_rule.alb_https : "HTTPS without a certificate"],
    ) == ["sg-alb 0.0.0.0/0 80-80"]
    error_message = "The load balancer is open otherwise."
  }

  assert {
    condition = [for r in [
      aws_vpc_security_group_egress_rule.alb_to_tasks, aws_vpc_security_group_ingress_rule.tasks_from_alb,
      aws_vpc_security_group_egress_rule.tasks_to_endpoints[0],
      aws_vpc_security_group_ingress_rule.endpoints_from_tasks[0],
      ] : "${r.security_group_id} ${r.referenced_security_group_id} ${r.from_port}-${r.to_port}"] == [
      "sg-alb sg-tasks 8080-8080", "sg-tasks sg-alb 8080-8080",
      "sg-tasks sg-endpoints 443-443", "sg-endpoints sg-tasks 443-443",
    ]
    error_message = "A group is reached otherwise."
  }

  assert {
    condition = [
      for r in aws_vpc_security_group_egress_rule.tasks_to_prefix_lists :
      "${r.security_group_id} ${r.prefix_list_id} ${r.from_port}-${r.to_port}"
    ] == ["sg-tasks pl-dynamodb 443-443", "sg-tasks pl-s3 443-443"]
    error_message = "Tasks reach other prefix lists."
  }
}

run "without_a_certificate_http_is_served" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "forward" && length(aws_lb_listener.https) == 0
    )
    error_message = "HTTP is not served, or HTTPS is."
  }

  assert {
    condition     = output.url == "http://streamgate-dev-1.eu-central-1.elb.amazonaws.com"
    error_message = "The URL is ${output.url}."
  }

  assert {
    condition = (
      aws_lb.this.xff_header_processing_mode == "append" && !aws_lb.this.enable_xff_client_port
      && aws_lb.this.drop_invalid_header_fields && aws_lb.this.idle_timeout == 60
      && aws_lb.this.enable_deletion_protection && length(aws_lb.this.access_logs) == 0
    )
    error_message = "The load balancer passes on another viewer, outlasts the nodes, or is unprotected."
  }

  assert {
    condition = (
      aws_lb_target_group.this.health_check[0].path == "/health/ready"
      && aws_lb_target_group.this.port == 8080
      && aws_lb_target_group.this.target_type == "ip" && aws_lb_target_group.this.deregistration_delay == "20"
    )
    error_message = "The target group is another."
  }
}

run "with_https_a_cdn_reaches_port_443_only" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    certificate_arn         = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    domain_name             = "origin.example.com"
    proxies_in_front        = 1
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    ingress_cidrs           = []
  }

  assert {
    condition = [
      for r in aws_vpc_security_group_ingress_rule.alb_prefix_lists : "${r.from_port}-${r.to_port}"
    ] == ["443-443"]
    error_message = "Two ports take more rules than a security group has."
  }
}
