# The firewall in front of the load balancer.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name    = "streamgate-test"
  alb_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/streamgate/1f"
}

run "known_attacks_and_floods_are_blocked_and_all_is_measured" {
  command = plan

  module {
    source = "./modules/edge"
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this.rule : rule.name => rule.priority
      } == {
      requests-of-an-address               = 0
      AWSManagedRulesKnownBadInputsRuleSet = 1
      AWSManagedRulesCommonRuleSet         = 2
    }
    error_message = "three rules, the cheapest first"
  }

  assert {
    condition = one([
      for rule in aws_wafv2_web_acl.this.rule : [
        rule.statement[0].rate_based_statement[0].limit,
        rule.statement[0].rate_based_statement[0].evaluation_window_sec,
        rule.statement[0].rate_based_statement[0].aggregate_key_type,
        rule.action[0].block[0].custom_response[0].response_code,
      ] if rule.name == "requests-of-an-address"
    ]) == [20000, 300, "IP", 429]
    error_message = "an address may make 20000 requests in five minutes, and is answered 429 then"
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this.rule : rule.name => [
        for override in rule.statement[0].managed_rule_group_statement[0].rule_action_override :
        override.name if length(override.action_to_use[0].count) == 1
      ] if can(rule.override_action[0].none[0])
      } == {
      AWSManagedRulesCommonRuleSet = [
        "CrossSiteScripting_BODY", "EC2MetaDataSSRF_BODY", "GenericLFI_BODY", "GenericRFI_BODY",
        "NoUserAgent_HEADER", "SizeRestrictions_BODY",
      ]
      AWSManagedRulesKnownBadInputsRuleSet = []
    }
    error_message = "AWS's rules block, except those for bodies and for players without a user agent"
  }

  assert {
    condition = aws_wafv2_web_acl.this.scope == "REGIONAL" && alltrue([
      for visible in concat(
        aws_wafv2_web_acl.this.visibility_config, flatten(aws_wafv2_web_acl.this.rule[*].visibility_config)
      ) : visible.cloudwatch_metrics_enabled
    ])
    error_message = "CloudWatch has metrics of each rule"
  }

  assert {
    condition     = aws_wafv2_web_acl_association.this.resource_arn == var.alb_arn
    error_message = "it stands before the load balancer"
  }
}

run "the_bound_is_a_setting" {
  command = plan

  module {
    source = "./modules/edge"
  }

  variables {
    rate_limit    = 500
    counted_rules = []
  }

  assert {
    condition = one(flatten([
      for rule in aws_wafv2_web_acl.this.rule : rule.statement[0].rate_based_statement[*].limit
    ])) == 500
    error_message = "the bound is the setting's"
  }
}

run "behind_a_cdn_no_address_is_limited" {
  command = plan

  module {
    source = "./modules/edge"
  }

  variables {
    rate_limit = null
  }

  assert {
    condition = toset(aws_wafv2_web_acl.this.rule[*].name) == toset([
      "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet",
    ])
    error_message = "The addresses of the CDN are limited."
  }
}

run "what_aws_would_not_take_is_refused" {
  command = plan

  module {
    source = "./modules/edge"
  }

  variables {
    alb_arn       = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/streamgate/1f"
    rate_limit    = 9
    counted_rules = ["everything"]
  }

  expect_failures = [var.alb_arn, var.rate_limit, var.counted_rules]
}
