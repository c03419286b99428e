variable "waf_enabled" {
  description = <<-END
    Creates a web application firewall for the load balancer. It costs 8 USD a month and 0.60 USD per million
    requests, which is 526 USD for the heartbeats of 10,000 streams.
  END
  type        = bool
  default     = false
}

variable "waf_rate_limit" {
  description = <<-END
    Requests per address in 5 minutes, above which it gets 429. A stream sends ten heartbeats in that time, and
    everybody behind one address (a school, a mobile carrier) shares the limit: 20000 requests are about two
    thousand simultaneous streams. Not used with proxies_in_front or cloudfront_enabled: all addresses are the
    CDN's, which has limits of its own.
  END
  type        = number
  default     = 20000
}

variable "waf_counted_rules" {
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
  nullable = false
}
