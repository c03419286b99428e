# The load balancer behind CloudFront, with and without a certificate: others get 403.
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
  ingress_cidrs       = []
  access_logs_bucket  = null
  deletion_protection = true

  proxies_in_front        = 1
  ingress_prefix_list_ids = ["pl-a3a144ca"]
  required_header         = "x-streamgate-cdn-secret"
  required_header_values  = ["one", "two"]
  alias                   = { name = "d111111abcdef8.cloudfront.net", zone_id = "Z2FDTNDATAQYW2" }

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
  target          = aws_lb_listener.http
  values          = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/streamgate-dev/1/http" }
}

override_resource {
  override_during = plan
  target          = aws_lb_listener.https
  values          = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/streamgate-dev/1/https" }
}

override_resource {
  override_during = plan
  target          = aws_lb_target_group.this
  values          = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/streamgate-dev/1" }
}

run "by_http_only_cloudfront_gets_through" {
  command = plan

  module {
    source = "./modules/service"
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "fixed-response"
      && aws_lb_listener.http.default_action[0].fixed_response[0].status_code == "403"
      && length(aws_lb_listener.https) == 0
    )
    error_message = "Others than CloudFront get something else than 403."
  }

  assert {
    condition = [
      aws_lb_listener_rule.cdn[0].listener_arn == aws_lb_listener.http.arn, aws_lb_listener_rule.cdn[0].action[0].type,
      aws_lb_listener_rule.cdn[0].action[0].target_group_arn == aws_lb_target_group.this.arn,
      one(aws_lb_listener_rule.cdn[0].condition).http_header[0].http_header_name,
      one(aws_lb_listener_rule.cdn[0].condition).http_header[0].values,
    ] == [true, "forward", true, "x-streamgate-cdn-secret", toset(["one", "two"])]
    error_message = "The rule is ${jsonencode(aws_lb_listener_rule.cdn[0])}."
  }

  assert {
    condition = [
      for r in aws_vpc_security_group_ingress_rule.alb_prefix_lists : "${r.prefix_list_id} ${r.from_port}-${r.to_port}"
    ] == ["pl-a3a144ca 80-80"]
    error_message = "The load balancer is open otherwise."
  }

  # Health checks call the tasks, and pass by the listener.
  assert {
    condition     = aws_lb_target_group.this.health_check[0].path == "/health/ready"
    error_message = "The health check is another."
  }
}

run "by_https_only_cloudfront_gets_through" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    hosted_zone_id  = "Z0123456789ABCDEFGHIJ"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    domain_name     = "streams.example.com"
  }

  assert {
    condition = (
      aws_lb_listener.https[0].default_action[0].type == "fixed-response"
      && aws_lb_listener.https[0].default_action[0].fixed_response[0].status_code == "403"
      && aws_lb_listener.http.default_action[0].type == "redirect"
      && aws_lb_listener_rule.cdn[0].listener_arn == aws_lb_listener.https[0].arn
    )
    error_message = "Others than CloudFront get something else than 403."
  }

  assert {
    condition = [
      for record in [aws_route53_record.entrance[0], aws_route53_record.entrance_ipv6[0]] :
      "${record.type} ${record.name} ${record.alias[0].name} ${record.alias[0].zone_id}"
      ] == [
      for type in ["A", "AAAA"] : "${type} streams.example.com d111111abcdef8.cloudfront.net Z2FDTNDATAQYW2"
    ]
    error_message = "The name leads round CloudFront."
  }
}
