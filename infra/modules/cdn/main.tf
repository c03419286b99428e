# CloudFront in front of the load balancer. Each request goes to the load balancer as it came: nothing is cached.

# AWS keeps the list of CloudFront's addresses. The plural data source reads no entries, which it would need a right for.
data "aws_ec2_managed_prefix_lists" "cloudfront" {
  filter {
    name   = "prefix-list-name"
    values = ["com.amazonaws.global.cloudfront.origin-facing"]
  }

  lifecycle {
    postcondition {
      condition     = length(self.ids) == 1
      error_message = "cloudfront_enabled: the region has ${length(self.ids)} lists of CloudFront's addresses, not one."
    }
  }
}

locals {
  # Ids of policies that AWS manages, the same in all accounts.
  caching_disabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_viewer       = "216adef6-5c7f-47e4-b989-5492eafa07d3"

  # CloudFront keeps these errors for 10 s, even with CachingDisabled: one viewer would get the error of another.
  errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
}

resource "aws_cloudfront_distribution" "this" {
  comment         = var.name
  enabled         = true
  aliases         = var.domain_name[*]
  http_version    = "http2and3"
  is_ipv6_enabled = true

  origin {
    origin_id   = "load-balancer"
    domain_name = var.origin_dns_name

    custom_origin_config {
      http_port  = 80
      https_port = 443
      # CloudFront accepts a certificate for the requested host, which it passes on.
      origin_protocol_policy = var.origin_https ? "https-only" : "http-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # Longer than the slowest response, twice STREAMGATE_REQUEST_TIMEOUT.
      origin_read_timeout = 35
      # Shorter than the load balancer's idle timeout of 60 s: CloudFront must close idle connections first.
      origin_keepalive_timeout = 50
    }

    custom_header {
      name  = local.secret_header
      value = terraform_data.secret[var.secret].triggers_replace
    }
  }

  default_cache_behavior {
    target_origin_id         = "load-balancer"
    cache_policy_id          = local.caching_disabled
    origin_request_policy_id = local.all_viewer
    allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods           = ["GET", "HEAD"]
    compress                 = false
    # HTTP gets 403. After a redirect, a player that is configured wrongly would go on sending everything by HTTP first,
    # and may repeat a POST as a GET.
    viewer_protocol_policy = "https-only"
  }

  dynamic "custom_error_response" {
    for_each = local.errors

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  # AWS fixes the versions of TLS for its own certificate: TLS 1.0 and later.
  viewer_certificate {
    cloudfront_default_certificate = var.domain_name == null
    acm_certificate_arn            = var.certificate_arn
    ssl_support_method             = var.domain_name == null ? null : "sni-only"
    minimum_protocol_version       = var.domain_name == null ? "TLSv1" : "TLSv1.2_2021"
  }

  tags = { Name = var.name }
}
