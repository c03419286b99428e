variable "hosted_zone_id" {
  description = <<-END
    Public hosted zone of Route 53 that contains domain_name. Enables HTTPS: creates a certificate, the record that
    validates it, and the record that points domain_name to the load balancer, or to the CDN. HTTP redirects to HTTPS.
  END
  type        = string
  default     = null

  validation {
    condition     = var.hosted_zone_id == null || can(regex("^[A-Z0-9]{1,32}$", var.hosted_zone_id))
    error_message = "hosted_zone_id: the id of a hosted zone, for example Z0123456789ABCDEFGHIJ."
  }

  validation {
    condition     = var.hosted_zone_id == null || var.domain_name != null
    error_message = "hosted_zone_id: set domain_name too."
  }

  validation {
    condition = (
      var.hosted_zone_id != null || var.certificate_arn != null || var.cloudfront_certificate_arn != null
      || var.domain_name == null
    )
    error_message = "domain_name: set hosted_zone_id or certificate_arn too."
  }

  validation {
    condition = (
      var.hosted_zone_id != null || var.cloudfront_certificate_arn != null || var.domain_name == null
      || !var.cloudfront_enabled
    )
    error_message = "domain_name: with cloudfront_enabled, set hosted_zone_id or cloudfront_certificate_arn too."
  }
}

variable "certificate_arn" {
  description = <<-END
    ARN of an ACM certificate in the region, instead of the one that hosted_zone_id creates. Enables HTTPS, and
    redirects HTTP to it. Without hosted_zone_id, point domain_name at the load balancer (output alb_dns_name).
  END
  type        = string
  default     = null

  validation {
    condition = (
      var.certificate_arn == null
      || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    )
    error_message = "certificate_arn: arn:aws:acm:<region>:<account>:certificate/<id>."
  }

  validation {
    condition     = var.certificate_arn == null || var.domain_name != null
    error_message = "certificate_arn: set domain_name too."
  }
}

variable "domain_name" {
  description = "Domain name of the load balancer and its certificate."
  type        = string
  default     = null

  validation {
    condition = (
      var.domain_name == null || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain_name))
    )
    error_message = "domain_name: for example streams.example.com."
  }
}

variable "allow_http" {
  description = "Lets prod serve HTTP without HTTPS. Everybody on the way can then read and change what players send."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition = (
      var.allow_http || var.environment != "prod" || var.hosted_zone_id != null || var.certificate_arn != null
      || var.cloudfront_enabled
    )
    error_message = <<-END
      prod is not served without HTTPS. Set hosted_zone_id and domain_name in infra/env/prod.tfvars, or
      certificate_arn and domain_name, or cloudfront_enabled, or allow_http = true to serve it by HTTP all the same.
    END
  }
}

variable "ssl_policy" {
  description = "TLS policy of the load balancer: versions and ciphers."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.ssl_policy))
    error_message = "ssl_policy: ELBSecurityPolicy-TLS13-1-2-... or -1-3-..., which require TLS 1.2 or later."
  }
}

variable "proxies_in_front" {
  description = <<-END
    Number of proxies in front of the load balancer that append to x-forwarded-for: 1 behind CloudFront or another
    CDN. Requires ingress_prefix_list_ids and public_url, and excludes ingress_cidrs: a caller that goes round the
    proxies chooses its identity.
  END
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = contains(range(10), var.proxies_in_front)
    error_message = "proxies_in_front: 0 to 9."
  }

  validation {
    condition = (
      var.proxies_in_front == 0 || (length(var.ingress_prefix_list_ids) > 0 && var.ingress_cidrs == null)
    )
    error_message = "proxies_in_front: set ingress_prefix_list_ids, which lists the proxies, and no ingress_cidrs."
  }

  validation {
    condition     = var.proxies_in_front == 0 || var.public_url != null
    error_message = "proxies_in_front: set public_url, because only the proxies reach the load balancer."
  }
}

variable "ingress_prefix_list_ids" {
  description = <<-END
    Managed prefix lists whose addresses may call the load balancer, on port 443 if it serves HTTPS, otherwise on
    port 80. That of CloudFront is com.amazonaws.global.cloudfront.origin-facing.
  END
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.ingress_prefix_list_ids : can(regex("^pl-[0-9a-f]+$", id))])
    error_message = "ingress_prefix_list_ids: ids such as pl-a3a144ca."
  }
}

variable "public_url" {
  description = "URL that players use, if it is not the load balancer's: that of the CDN. Deployments are tried there."
  type        = string
  default     = null

  validation {
    condition     = var.public_url == null || can(regex("^https?://[a-z0-9.-]+(:[0-9]+)?$", var.public_url))
    error_message = "public_url: for example https://streams.example.com, without a path."
  }
}

variable "ingress_cidrs" {
  description = <<-END
    IPv4 networks that may call the load balancer, and with ipv6 also IPv6 networks; null for everybody, or, with
    ingress_prefix_list_ids, for no others than those.
  END
  type        = set(string)
  default     = null

  validation {
    condition = var.ingress_cidrs == null || try(
      length(var.ingress_cidrs) > 0 && alltrue([
        for cidr in var.ingress_cidrs :
        strcontains(cidr, ":") ? try(cidrsubnet(cidr, 0, 0) == cidr, false) : can(cidrnetmask(cidr))
      ]), false
    )
    error_message = "ingress_cidrs: at least one network, for example 203.0.113.0/24 or 2001:db8::/32."
  }

  validation {
    condition = var.ipv6 || !anytrue([
      for cidr in coalesce(var.ingress_cidrs, toset([])) : strcontains(cidr, ":")
    ])
    error_message = "ingress_cidrs: IPv6 networks need ipv6 = true."
  }
}

variable "access_logs_bucket" {
  description = "Existing bucket that the load balancer may write its access log to; null for none."
  type        = string
  default     = null

  validation {
    condition = (
      var.access_logs_bucket == null
      || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs_bucket))
    )
    error_message = "access_logs_bucket: the name of a bucket."
  }
}
