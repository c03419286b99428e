# The environment behind CloudFront: what follows from cloudfront_enabled, and what it costs.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

mock_provider "aws" {
  alias = "us_east_1"
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.network.data.aws_availability_zones.usable
  values = { names = ["eu-central-1c", "eu-central-1a", "eu-central-1b", "eu-central-1d"] }
}

override_data {
  target = module.cdn[0].data.aws_ec2_managed_prefix_lists.cloudfront
  values = { ids = ["pl-a3a144ca"] }
}

override_resource {
  override_during = plan
  target          = module.cdn[0].aws_cloudfront_distribution.this
  values = {
    id             = "E1"
    arn            = "arn:aws:cloudfront::123456789012:distribution/E1"
    domain_name    = "d111111abcdef8.cloudfront.net"
    hosted_zone_id = "Z2FDTNDATAQYW2"
  }
}

variables {
  environment        = "prod"
  cloudfront_enabled = true
}

run "prod_has_https_without_a_domain_name" {
  command = plan

  assert {
    condition = [
      output.url, output.cloudfront_domain_name, output.cloudfront_distribution_id, split(" ", output.try)[2],
      ] == [
      "https://d111111abcdef8.cloudfront.net", "d111111abcdef8.cloudfront.net", "E1",
      "https://d111111abcdef8.cloudfront.net/api/v1/stream",
    ]
    error_message = "The URL is ${output.url}."
  }

  assert {
    condition = (
      local.proxies_in_front == 1 && local.ingress_prefix_list_ids == toset(["pl-a3a144ca"])
      && length(local.ingress_cidrs) == 0
    )
    error_message = "Somebody goes round CloudFront, or is taken for the viewer."
  }
}

run "with_a_hosted_zone_the_url_is_the_name" {
  command = plan

  variables {
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
    domain_name    = "streams.example.com"
  }

  override_resource {
    override_during = plan
    target          = module.service.aws_acm_certificate.this
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

  assert {
    condition     = output.url == "https://streams.example.com"
    error_message = "The URL is ${output.url}."
  }
}

# 876 million heartbeats: 1.20 for a million, and 0.085 for each of 876 GB.
run "streams_cost_by_the_request_and_by_the_gigabyte" {
  command = plan

  variables {
    estimated_streams = 10000
  }

  assert {
    condition     = output.monthly_estimate_usd.at_min_tasks.parts.cdn == 1125.66
    error_message = "The estimate is ${jsonencode(output.monthly_estimate_usd.at_min_tasks)}."
  }
}

run "a_url_of_another_cdn_and_a_third_secret_are_refused" {
  command = plan

  variables {
    public_url        = "https://streams.example.com"
    cloudfront_secret = "c"
  }

  expect_failures = [var.cloudfront_enabled, var.cloudfront_secret]
}

run "a_certificate_of_another_region_is_refused" {
  command = plan

  variables {
    domain_name                = "streams.example.com"
    cloudfront_certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
  }

  expect_failures = [var.cloudfront_certificate_arn]
}

run "a_way_round_cloudfront_is_refused" {
  command = plan

  variables {
    ingress_cidrs = ["203.0.113.0/24"]
  }

  expect_failures = [var.cloudfront_enabled]
}

run "a_prefix_list_besides_cloudfronts_is_refused" {
  command = plan

  variables {
    ingress_prefix_list_ids = ["pl-a3a144ca"]
  }

  expect_failures = [var.cloudfront_enabled]
}

run "another_number_of_proxies_is_refused" {
  command = plan

  variables {
    proxies_in_front        = 2
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    public_url              = "https://streams.example.com"
  }

  expect_failures = [var.cloudfront_enabled]
}

run "a_name_without_a_certificate_for_cloudfront_is_refused" {
  command = plan

  variables {
    domain_name     = "streams.example.com"
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
  }

  expect_failures = [var.hosted_zone_id]
}

run "a_certificate_for_cloudfront_without_cloudfront_is_refused" {
  command = plan

  variables {
    environment                = "dev"
    cloudfront_enabled         = false
    domain_name                = "streams.example.com"
    certificate_arn            = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    cloudfront_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a"
  }

  expect_failures = [var.cloudfront_certificate_arn]
}
