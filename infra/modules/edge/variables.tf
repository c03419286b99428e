variable "name" {
  description = "Name of the web ACL, and prefix of its metrics' names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "name: 3 to 40 lowercase letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "alb_arn" {
  description = "ARN of the load balancer to protect."
  type        = string

  validation {
    condition = can(regex(
      "^arn:[a-z-]+:elasticloadbalancing:[^:]+:[0-9]{12}:loadbalancer/app/.+$",
    var.alb_arn))
    error_message = "alb_arn: the ARN of an application load balancer."
  }
}

variable "rate_limit" {
  description = <<-END
    Requests per address in 5 minutes, above which it gets 429. A stream sends ten heartbeats in that time, and
    everybody behind one address (a school, a mobile carrier) shares the limit: 20000 requests are about two
    thousand simultaneous streams. Null for no limit.
  END
  type        = number
  default     = 20000

  validation {
    condition = var.rate_limit == null || try(
      var.rate_limit >= 10 && var.rate_limit <= 2000000000 && floor(var.rate_limit) == var.rate_limit, false
    )
    error_message = "rate_limit: a whole number from 10 to 2000000000."
  }
}

variable "counted_rules" {
  description = <<-END
    Rules of AWSManagedRulesCommonRuleSet that count requests instead of blocking them. The rules for bodies
    are made for forms: they block JSON with an address of a film or with a title that looks like a script.
    Players on TVs often send no user agent.
  END
  type        = set(string)
  default = [
    "CrossSiteScripting_BODY", "EC2MetaDataSSRF_BODY", "GenericLFI_BODY", "GenericRFI_BODY",
    "NoUserAgent_HEADER", "SizeRestrictions_BODY",
  ]

  validation {
    condition = alltrue([
      for rule in var.counted_rules : can(regex("^[A-Za-z0-9]+_[A-Za-z0-9_]+$", rule))
    ])
    error_message = "counted_rules: rule names as in AWS's documentation, for example NoUserAgent_HEADER."
  }
}
