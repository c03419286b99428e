# The distribution in front of the load balancer: modules/cdn alone.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_ec2_managed_prefix_lists.cloudfront
  values = { ids = ["pl-a3a144ca"] }
}

override_resource {
  override_during = plan
  target          = aws_cloudfront_distribution.this
  values          = { domain_name = "d111111abcdef8.cloudfront.net", hosted_zone_id = "Z2FDTNDATAQYW2" }
}

variables {
  name            = "streamgate-test"
  origin_dns_name = "streamgate-test-1.eu-central-1.elb.amazonaws.com"
  origin_https    = false
  domain_name     = null
  certificate_arn = null
  secret          = "a"
}

run "every_request_goes_to_the_load_balancer_as_it_came" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  # The managed policies CachingDisabled and AllViewer.
  assert {
    condition = alltrue([
      for behavior in aws_cloudfront_distribution.this.default_cache_behavior :
      behavior.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
      && behavior.origin_request_policy_id == "216adef6-5c7f-47e4-b989-5492eafa07d3"
      && behavior.allowed_methods == toset(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"])
      && !behavior.compress && behavior.target_origin_id == "load-balancer"
    ])
    error_message = "Responses are cached or compressed, or something of a request is dropped."
  }

  assert {
    condition = {
      for error in aws_cloudfront_distribution.this.custom_error_response :
      error.error_code => error.error_caching_min_ttl
    } == { for code in [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] : code => 0 }
    error_message = "One viewer gets the error of another."
  }

  assert {
    condition = (
      aws_cloudfront_distribution.this.enabled && aws_cloudfront_distribution.this.is_ipv6_enabled
      && aws_cloudfront_distribution.this.http_version == "http2and3"
    )
    error_message = "It is off, or lacks IPv6 or HTTP/3."
  }
}

run "without_a_domain_name_players_use_cloudfronts_by_https_only" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition = (
      output.url == "https://d111111abcdef8.cloudfront.net"
      && aws_cloudfront_distribution.this.viewer_certificate[0].cloudfront_default_certificate
      && length(aws_cloudfront_distribution.this.aliases) == 0
      && aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "https-only"
    )
    error_message = "The URL is ${output.url}, or it is served otherwise."
  }
}

run "a_domain_name_is_served_with_its_certificate" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  variables {
    domain_name     = "streams.example.com"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a"
    origin_https    = true
  }

  assert {
    condition = [
      aws_cloudfront_distribution.this.viewer_certificate[0].acm_certificate_arn,
      aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version,
      one(aws_cloudfront_distribution.this.aliases), output.url,
      one(one(aws_cloudfront_distribution.this.origin).custom_origin_config).origin_protocol_policy,
      ] == [
      "arn:aws:acm:us-east-1:123456789012:certificate/a", "TLSv1.2_2021", "streams.example.com",
      "https://streams.example.com", "https-only",
    ]
    error_message = "It serves another name, or by another certificate."
  }
}

run "the_secret_is_not_shown" {
  command = plan

  module {
    source = "./modules/cdn"
  }

  assert {
    condition = issensitive(output.secrets) && alltrue([
      for secret in terraform_data.secret : issensitive(secret.triggers_replace)
    ])
    error_message = "A plan shows the secret."
  }
}

override_resource {
  override_during = plan
  target          = aws_acm_certificate.this
  values = {
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/made"
    domain_validation_options = [{
      domain_name           = "streams.example.com"
      resource_record_name  = "_1f.streams.example.com."
      resource_record_type  = "CNAME"
      resource_record_value = "_2f.acm-validations.aws."
    }]
  }
}

# The load balancer's certificate has the same record. Two resources for one record would delete it for each other.
run "a_name_that_is_validated_already_gets_no_second_record" {
  command = plan

  module {
    source = "./modules/cdn/certificate"
  }

  variables {
    domain_name    = "streams.example.com"
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
    validated      = true
  }

  assert {
    condition = (
      aws_acm_certificate.this.domain_name == "streams.example.com" && length(aws_route53_record.validation) == 0
      && output.arn == "arn:aws:acm:us-east-1:123456789012:certificate/made"
    )
    error_message = "The certificate is for another name, or the record that validates it is there twice."
  }
}

run "with_a_certificate_of_your_own_for_the_load_balancer_the_name_is_validated_here" {
  command = plan

  module {
    source = "./modules/cdn/certificate"
  }

  variables {
    domain_name    = "streams.example.com"
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
    validated      = false
  }

  assert {
    condition     = aws_route53_record.validation[0].name == "_1f.streams.example.com"
    error_message = "Nobody validates the certificate."
  }
}
