variable "min_tasks" {
  description = "Minimum number of tasks."
  type        = number
}

variable "max_tasks" {
  description = "Maximum number of tasks."
  type        = number
}

variable "capacity" {
  description = "Base and weight of each capacity provider."
  type = object({
    fargate      = object({ base = number, weight = number })
    fargate_spot = object({ base = number, weight = number })
  })
}

variable "scaling" {
  description = "Scaling policy: step or target-tracking."
  type        = string
}

variable "step_scaling" {
  description = "Step scaling: CPU in percent, minutes, and cooldowns in seconds."
  type = object({
    high          = number
    high_minutes  = number
    high_cooldown = number
    low           = number
    low_minutes   = number
    low_cooldown  = number
  })
}

variable "target_cpu" {
  description = "Target tracking: target CPU in percent."
  type        = number
}

variable "scheduled_scalings" {
  description = "Scheduled changes of the minimum and maximum number of tasks."
  type = list(object({
    name       = string
    schedule   = string
    timezone   = string
    min_tasks  = number
    max_tasks  = number
    start_time = optional(string)
    end_time   = optional(string)
  }))
}

variable "rollback_5xx_percent" {
  description = "Share of 5xx at which a deployment is rolled back; null for no alarm."
  type        = number
}
