variable "name" {
  description = "Prefix of the names of alarms, topic and dashboard."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "name: 3 to 40 lowercase letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "region" {
  description = "Region of all resources."
  type        = string
}

variable "account_id" {
  description = "Account of all resources."
  type        = string
}

variable "log_group_name" {
  description = "Log group of the service's tasks."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_./#-]{1,512}$", var.log_group_name))
    error_message = "log_group_name: the name of a log group, not its ARN."
  }
}

variable "alb_arn_suffix" {
  description = "Load balancer as named in CloudWatch: app/name/id."
  type        = string

  validation {
    condition     = can(regex("^app/[^/]+/[0-9a-f]+$", var.alb_arn_suffix))
    error_message = "alb_arn_suffix: app/name/id, the end of the load balancer's ARN."
  }
}

variable "target_group_arn_suffix" {
  description = "Target group as named in CloudWatch: targetgroup/name/id."
  type        = string

  validation {
    condition     = can(regex("^targetgroup/[^/]+/[0-9a-f]+$", var.target_group_arn_suffix))
    error_message = "target_group_arn_suffix: targetgroup/name/id, the end of the target group's ARN."
  }
}

variable "cluster_name" {
  description = "The ECS cluster of the service."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.cluster_name))
    error_message = "cluster_name: letters, digits, '_' and '-'."
  }
}

variable "service_name" {
  description = "The ECS service."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.service_name))
    error_message = "service_name: letters, digits, '_' and '-'."
  }
}

variable "table_name" {
  description = "The DynamoDB table of the service."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "table_name: 3 to 255 letters, digits, '_', '.' and '-'."
  }
}

variable "tasks_expected" {
  description = "Alarms below this number of healthy tasks; 0, while there is no image, creates no such alarm."
  type        = number

  validation {
    condition     = var.tasks_expected >= 0 && floor(var.tasks_expected) == var.tasks_expected
    error_message = "tasks_expected: a whole number, at least 0."
  }
}

variable "container_insights_enabled" {
  description = "Whether the cluster has Container Insights, which count desired and running tasks."
  type        = bool
  default     = false
}

variable "dashboard_enabled" {
  description = "Creates a dashboard."
  type        = bool
  default     = true
}

variable "alarms_enabled" {
  description = "Creates alarms and a topic for their notifications."
  type        = bool
  default     = true
}

variable "alarm_emails" {
  description = "Email addresses for alarms. Each one gets a confirmation email first."
  type        = set(string)
  default     = []

  validation {
    condition = alltrue([
      for address in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", address))
    ])
    error_message = "alarm_emails: email addresses, for example ops@example.com."
  }
}

variable "kms_key_arn" {
  description = "Encryption key of the topic, whose policy allows CloudWatch to use it; null to create one."
  type        = string
  default     = null
}

variable "key_deletion_days" {
  description = "Days from `destroy` to the deletion of the topic's key."
  type        = number
  default     = 7

  validation {
    condition = (var.key_deletion_days >= 7 && var.key_deletion_days <= 30 &&
    floor(var.key_deletion_days) == var.key_deletion_days)
    error_message = "key_deletion_days: a whole number from 7 to 30."
  }
}

variable "thresholds" {
  description = <<-END
    Alarm thresholds. refusals_percent: refused starts as a share of all requests, in 5 minutes with at least
    refusals_floor refusals. alb_5xx and target_5xx_percent: per minute. latency_p99_seconds: in seconds.
    throttles, store_unavailable, uncounted_admissions, server_faults, table_errors: number in 5 minutes.
  END
  type = object({
    refusals_percent     = optional(number, 5)
    refusals_floor       = optional(number, 50)
    alb_5xx              = optional(number, 10)
    target_5xx_percent   = optional(number, 1)
    latency_p99_seconds  = optional(number, 1)
    throttles            = optional(number, 10)
    table_errors         = optional(number, 10)
    store_unavailable    = optional(number, 50)
    uncounted_admissions = optional(number, 1)
    server_faults        = optional(number, 1)
  })
  default = {}

  validation {
    condition     = alltrue([for value in values(var.thresholds) : value > 0])
    error_message = "thresholds: numbers above 0. To turn all alarms off, use alarms_enabled."
  }

  validation {
    condition     = var.thresholds.refusals_percent <= 100 && var.thresholds.target_5xx_percent <= 100
    error_message = "thresholds: a percentage is at most 100."
  }
}
