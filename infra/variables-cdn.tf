variable "cloudfront_enabled" {
  description = <<-END
    Creates a CloudFront distribution in front of the load balancer, which then admits nobody else. Players use HTTPS,
    with domain_name or, without one, with a name of CloudFront's. It costs 1.20 USD per million requests in Europe,
    which is 1051 USD for the heartbeats of 10,000 streams.
  END
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition = !var.cloudfront_enabled || (
      var.proxies_in_front == 0 && length(var.ingress_prefix_list_ids) == 0
      && var.ingress_cidrs == null && var.public_url == null
    )
    error_message = <<-END
      cloudfront_enabled: remove proxies_in_front, ingress_prefix_list_ids, ingress_cidrs and public_url. Behind the
      distribution that Terraform creates, their values follow from it.
    END
  }
}

variable "cloudfront_certificate_arn" {
  description = <<-END
    ARN of an ACM certificate in us-east-1 for domain_name, instead of the one that hosted_zone_id creates there. Without
    hosted_zone_id, point domain_name at the distribution (output cloudfront_domain_name).
  END
  type        = string
  default     = null

  validation {
    condition = (
      var.cloudfront_certificate_arn == null
      || can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/.+$", var.cloudfront_certificate_arn))
    )
    error_message = "cloudfront_certificate_arn: arn:aws:acm:us-east-1:<account>:certificate/<id>; no other region."
  }

  validation {
    condition = (
      var.cloudfront_certificate_arn == null || (var.cloudfront_enabled && var.domain_name != null)
    )
    error_message = "cloudfront_certificate_arn: set cloudfront_enabled and domain_name too."
  }
}

variable "cloudfront_secret" {
  description = "Which of two secrets CloudFront sends to the load balancer, a or b. To rotate it, see modules/cdn."
  type        = string
  default     = "a"

  validation {
    condition     = contains(["a", "b"], var.cloudfront_secret)
    error_message = "cloudfront_secret: a or b."
  }
}
