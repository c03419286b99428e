# HTTPS, with a certificate that exists or one that is created, and proxies in front of the load balancer.
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
  target          = aws_acm_certificate.this
  values = {
    arn = "arn:aws:acm:eu-central-1:123456789012:certificate/made"
    domain_validation_options = [{
      domain_name           = "streams.example.com"
      resource_record_name  = "_1f.streams.example.com."
      resource_record_type  = "CNAME"
      resource_record_value = "_2f.acm-validations.aws."
    }]
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

run "with_a_certificate_https_is_served_and_http_redirects" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    certificate_arn    = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    domain_name        = "streams.example.com"
    ingress_cidrs      = ["203.0.113.0/24"]
    access_logs_bucket = "logs-of-ours"
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "redirect"
      && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
      && aws_lb_listener.https[0].certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/a"
      && aws_lb_listener.https[0].ssl_policy == "ELBSecurityPolicy-TLS13-1-2-2021-06"
    )
    error_message = "HTTP does not redirect, or HTTPS is served otherwise."
  }

  assert {
    condition = concat(
      [for r in aws_vpc_security_group_ingress_rule.alb_http : "${r.cidr_ipv4} ${r.to_port}"],
      [for r in aws_vpc_security_group_ingress_rule.alb_https : "${r.cidr_ipv4} ${r.to_port}"],
    ) == ["203.0.113.0/24 80", "203.0.113.0/24 443"]
    error_message = "The load balancer is open otherwise."
  }

  assert {
    condition = (
      output.url == "https://streams.example.com" && aws_lb.this.access_logs[0].bucket == "logs-of-ours"
    )
    error_message = "The URL is ${output.url}, or the access log goes elsewhere."
  }
}

run "a_hosted_zone_gets_a_certificate_and_the_record_of_the_load_balancer" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
    domain_name    = "streams.example.com"
  }

  assert {
    condition = (
      aws_acm_certificate.this[0].domain_name == "streams.example.com"
      && aws_acm_certificate.this[0].validation_method == "DNS"
      && aws_acm_certificate_validation.this[0].certificate_arn
      == "arn:aws:acm:eu-central-1:123456789012:certificate/made"
    )
    error_message = "The certificate is for another name, or nobody waits until it is issued."
  }

  assert {
    condition = [
      aws_route53_record.validation[0].zone_id, aws_route53_record.validation[0].name,
      aws_route53_record.validation[0].type, one(aws_route53_record.validation[0].records),
      ] == [
      "Z0123456789ABCDEFGHIJ", "_1f.streams.example.com", "CNAME", "_2f.acm-validations.aws.",
    ]
    error_message = "The record that validates the certificate is another."
  }

  assert {
    condition = [
      aws_route53_record.entrance[0].zone_id, aws_route53_record.entrance[0].name,
      aws_route53_record.entrance[0].type, aws_route53_record.entrance[0].alias[0].name,
      aws_route53_record.entrance[0].alias[0].zone_id,
      ] == [
      "Z0123456789ABCDEFGHIJ", "streams.example.com", "A",
      "streamgate-dev-1.eu-central-1.elb.amazonaws.com", "Z215JYRZR1TBD5",
    ]
    error_message = "The name does not lead to the load balancer."
  }

  assert {
    condition = (
      aws_lb_listener.http.default_action[0].type == "redirect"
      && aws_lb_listener.https[0].certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/made"
      && output.url == "https://streams.example.com"
    )
    error_message = "HTTPS is not served with the new certificate, or HTTP does not redirect."
  }
}

run "with_a_certificate_and_a_hosted_zone_only_the_record_is_created" {
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
      length(aws_acm_certificate.this) == 0 && length(aws_route53_record.validation) == 0
      && length(aws_route53_record.entrance) == 1
      && aws_lb_listener.https[0].certificate_arn == "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    )
    error_message = "The certificate that exists is not used."
  }
}

run "behind_a_cdn_only_its_addresses_are_let_in_and_the_viewer_is_before_its_own" {
  command = plan

  module {
    source = "./modules/service"
  }

  variables {
    proxies_in_front        = 1
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    ingress_cidrs           = []
  }

  assert {
    condition = concat(
      [
        for r in aws_vpc_security_group_ingress_rule.alb_prefix_lists :
        "${r.prefix_list_id} ${r.from_port}-${r.to_port} ${r.description}"
      ],
      [for r in aws_vpc_security_group_ingress_rule.alb_http : "everybody by HTTP"],
      [for r in aws_vpc_security_group_ingress_rule.alb_https : "everybody by HTTPS"],
    ) == ["pl-a3a144ca 80-80 HTTP from proxies"]
    error_message = "Somebody goes round the CDN."
  }

  assert {
    condition = contains(
      jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment,
      { name = "STREAMGATE_TRUSTED_PROXIES", value = "2" }
    )
    error_message = "The viewer is the CDN."
  }
}
