# IPv6 at the load balancer, and the task with a key of its own.
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
  target          = aws_lb.this
  values = {
    arn      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/streamgate-dev/1"
    dns_name = "streamgate-dev-1.eu-central-1.elb.amazonaws.com"
    zone_id  = "Z215JYRZR1TBD5"
  }
}

override_resource {
  override_during = plan
  target          = aws_security_group.tasks
  values          = { id = "sg-tasks" }
}

run "with_ipv6_the_load_balancer_and_its_name_have_addresses_of_both_kinds" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    ipv6            = true
    ingress_cidrs   = ["0.0.0.0/0", "::/0"]
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    hosted_zone_id  = "Z0123456789ABCDEFGHIJ"
    domain_name     = "streams.example.com"
  }

  assert {
    condition = (
      aws_lb.this.ip_address_type == "dualstack" && [for r in aws_route53_record.entrance_ipv6 :
        "${r.type} ${r.name} ${r.alias[0].name} ${r.alias[0].zone_id}"
      ] == ["AAAA streams.example.com streamgate-dev-1.eu-central-1.elb.amazonaws.com Z215JYRZR1TBD5"]
    )
    error_message = "The load balancer or its name has no IPv6 address."
  }

  assert {
    condition = [
      for rules in [aws_vpc_security_group_ingress_rule.alb_http, aws_vpc_security_group_ingress_rule.alb_https] :
      [for r in rules : "${coalesce(r.cidr_ipv4, "-")} ${coalesce(r.cidr_ipv6, "-")} ${r.to_port}"]
    ] == [["0.0.0.0/0 - 80", "- ::/0 80"], ["0.0.0.0/0 - 443", "- ::/0 443"]]
    error_message = "The load balancer is open otherwise."
  }
}

run "without_ipv6_there_is_none" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    hosted_zone_id  = "Z0123456789ABCDEFGHIJ"
    domain_name     = "streams.example.com"
  }

  assert {
    condition     = aws_lb.this.ip_address_type == "ipv4" && length(aws_route53_record.entrance_ipv6) == 0
    error_message = "There is a record for addresses that the load balancer does not have."
  }
}

run "without_endpoints_of_ours_tasks_reach_https_by_the_way_of_their_subnets" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    endpoints                  = false
    endpoint_security_group_id = null
    prefix_list_ids            = null
  }

  assert {
    condition = concat(
      [
        for r in aws_vpc_security_group_egress_rule.tasks_to_internet :
        "${r.security_group_id} ${r.cidr_ipv4} ${r.from_port}-${r.to_port}"
      ],
      [for r in aws_vpc_security_group_egress_rule.tasks_to_prefix_lists : "a prefix list"],
      [for r in aws_vpc_security_group_egress_rule.tasks_to_endpoints : "endpoints"],
    ) == ["sg-tasks 0.0.0.0/0 443-443"] && !aws_ecs_service.this.network_configuration[0].assign_public_ip
    error_message = "Tasks reach nothing, or more than HTTPS, or have public addresses."
  }
}

run "the_task_may_use_the_tables_key_through_dynamodb_only" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  assert {
    condition = jsonencode([
      for s in jsondecode(aws_iam_role_policy.task.policy).Statement : [sort(s.Action), s.Resource, s.Condition]
      if s.Sid == "KeyOfTable"
      ]) == jsonencode([[
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "arn:aws:kms:eu-central-1:123456789012:key/1f",
        { StringEquals = { "kms:ViaService" = "dynamodb.eu-central-1.amazonaws.com" } },
    ]])
    error_message = "policy: ${aws_iam_role_policy.task.policy}"
  }

  assert {
    condition     = aws_cloudwatch_log_group.tasks.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/1f"
    error_message = "The log has another key."
  }
}
