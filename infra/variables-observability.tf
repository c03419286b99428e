variable "dashboard_enabled" {
  description = "Creates a CloudWatch dashboard. An account's fourth and later dashboards cost 3 USD a month."
  type        = bool
  default     = false
}

variable "alarms_enabled" {
  description = "Creates CloudWatch alarms and an SNS topic for their notifications."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "Email addresses for alarms. Each one gets a confirmation email first."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "alarm_thresholds" {
  description = <<-END
    Alarm thresholds; the defaults are in modules/observability. refusals_percent: refused starts as a share of
    all requests, in 5 minutes with at least refusals_floor refusals. alb_5xx and target_5xx_percent: per
    minute. latency_p99_seconds: in seconds. The others: number in 5 minutes.
  END
  type = object({
    refusals_percent     = optional(number)
    refusals_floor       = optional(number)
    alb_5xx              = optional(number)
    target_5xx_percent   = optional(number)
    latency_p99_seconds  = optional(number)
    throttles            = optional(number)
    table_errors         = optional(number)
    store_unavailable    = optional(number)
    uncounted_admissions = optional(number)
    server_faults        = optional(number)
  })
  default  = {}
  nullable = false
}

variable "rollback_5xx_percent" {
  description = <<-END
    Share of requests that tasks answer with 5xx, in 2 of 3 minutes with at least ten such answers, at which ECS rolls
    a deployment back; null to roll back only if new tasks do not become healthy.
  END
  type        = number
  default     = 5

  validation {
    condition = var.rollback_5xx_percent == null || try(
      var.rollback_5xx_percent > 0 && var.rollback_5xx_percent <= 100, false
    )
    error_message = "rollback_5xx_percent: above 0, at most 100."
  }
}
