variable "waf_enabled" {
  description = <<-END
    Whether a web application firewall stands before the load balancer. It costs 8 USD a month, and 0.60 for
    a million requests.
  END
  type        = bool
  default     = false
}

variable "waf_rate_limit" {
  description = <<-END
    Requests of one address in 5 minutes, before it is answered 429. A stream makes ten heartbeats in that
    time, and everybody behind one address (a school, a mobile carrier) shares the bound: 20000 are about
    two thousand streams at once. Behind a CDN the address is the CDN's: use its limits instead.
  END
  type        = number
  default     = 20000
}

variable "waf_counted_rules" {
  description = <<-END
    Rules of AWSManagedRulesCommonRuleSet that only count what they find. Players on television sets often
    send no user agent, and that rule would lock them out.
  END
  type        = set(string)
  default     = ["NoUserAgent_HEADER"]
  nullable    = false
}
