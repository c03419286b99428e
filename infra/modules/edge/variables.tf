variable "name" {
  description = "Name of the web ACL, and what the names of its metrics begin with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "name: 3 to 40 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
}

variable "alb_arn" {
  description = "The load balancer that is protected."
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
    Requests of one address in 5 minutes, before it is answered 429. A stream makes ten heartbeats in that
    time, and everybody behind one address (a school, a mobile carrier) shares the bound: 20000 are about
    two thousand streams at once. Behind a CDN the address is the CDN's: use its limits instead.
  END
  type        = number
  default     = 20000

  validation {
    condition = (var.rate_limit >= 10 && var.rate_limit <= 2000000000 &&
    floor(var.rate_limit) == var.rate_limit)
    error_message = "rate_limit: a whole number from 10 to 2000000000."
  }
}

variable "counted_rules" {
  description = <<-END
    Rules of AWSManagedRulesCommonRuleSet that only count what they find. Players on television sets often
    send no user agent, and that rule would lock them out.
  END
  type        = set(string)
  default     = ["NoUserAgent_HEADER"]

  validation {
    condition = alltrue([
      for rule in var.counted_rules : can(regex("^[A-Za-z0-9]+_[A-Za-z0-9_]+$", rule))
    ])
    error_message = "counted_rules: names as AWS has them, such as NoUserAgent_HEADER."
  }
}
