variable "dashboard_enabled" {
  description = "Whether there is a CloudWatch dashboard. An account's fourth and later cost 3 USD a month."
  type        = bool
  default     = false
}

variable "alarms_enabled" {
  description = "Whether there are CloudWatch alarms, and an SNS topic that they are published to."
  type        = bool
  default     = false
}

variable "alarm_emails" {
  description = "Addresses that alarms are mailed to. Each gets a mail first, and has to confirm."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "alarm_thresholds" {
  description = <<-END
    Where alarms go off; what is left out is as modules/observability has it. refusals_percent: refused starts
    of all requests, in 5 minutes with refusals_floor refusals or more. alb_5xx, target_5xx_percent: in a
    minute. latency_p99_seconds. The others: as many in 5 minutes.
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
