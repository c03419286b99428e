variable "hosted_zone_id" {
  description = <<-END
    Public hosted zone of Route 53 that contains domain_name. Enables HTTPS: creates a certificate, the record that
    validates it, and the record that points domain_name to the load balancer. HTTP redirects to HTTPS.
  END
  type        = string
  default     = null

  validation {
    condition     = var.hosted_zone_id == null || can(regex("^Z[A-Z0-9]{1,31}$", var.hosted_zone_id))
    error_message = "hosted_zone_id: the id of a hosted zone, for example Z0123456789ABCDEFGHIJ."
  }

  validation {
    condition     = var.hosted_zone_id == null || var.domain_name != null
    error_message = "hosted_zone_id: set domain_name too."
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

  validation {
    condition     = var.domain_name == null || var.hosted_zone_id != null || var.certificate_arn != null
    error_message = "domain_name: set hosted_zone_id or certificate_arn too."
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
    )
    error_message = <<-END
      prod is not served without HTTPS. Set hosted_zone_id and domain_name in infra/env/prod.tfvars, or
      certificate_arn and domain_name, or allow_http = true to serve it by HTTP all the same.
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

variable "ingress_cidrs" {
  description = "IPv4 networks that may call the load balancer."
  type        = set(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition = (
      length(var.ingress_cidrs) > 0 && alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    )
    error_message = "ingress_cidrs: at least one IPv4 network, for example 203.0.113.0/24."
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
