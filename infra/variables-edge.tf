variable "waf_enabled" {
  description = <<-END
    Creates a web application firewall for the load balancer. It costs 8 USD a month and 0.60 USD per million
    requests.
  END
  type        = bool
  default     = false
}

variable "waf_rate_limit" {
  description = <<-END
    Requests per address in 5 minutes, above which it gets 429. A stream sends ten heartbeats in that time, and
    everybody behind one address (a school, a mobile carrier) shares the limit: 20000 requests are about two
    thousand simultaneous streams. Behind a CDN, all addresses are the CDN's: use its limits instead.
  END
  type        = number
  default     = 20000
}

variable "waf_counted_rules" {
  description = <<-END
    Rules of AWSManagedRulesCommonRuleSet that count requests instead of blocking them. Players on TVs often
    send no user agent, so the rule NoUserAgent_HEADER would block them.
  END
  type        = set(string)
  default     = ["NoUserAgent_HEADER"]
  nullable    = false
}
