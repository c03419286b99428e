variable "min_tasks" {
  description = "Minimum number of tasks."
  type        = number
  default     = 3

  validation {
    condition     = var.min_tasks >= 1 && floor(var.min_tasks) == var.min_tasks
    error_message = "min_tasks: a whole number, at least 1."
  }
}

variable "max_tasks" {
  description = "Maximum number of tasks."
  type        = number
  default     = 9

  validation {
    condition     = var.max_tasks >= var.min_tasks && floor(var.max_tasks) == var.max_tasks
    error_message = "max_tasks: a whole number, at least min_tasks."
  }
}

variable "capacity" {
  description = <<-END
    Capacity providers of the tasks. The first `base` tasks run on that provider, the others are distributed by
    `weight`. By default, the first three tasks are on demand, and then one on demand for every two on Spot.
    Spot costs about a third, but AWS can reclaim it with two minutes' notice, and ECS starts nothing in its place
    while Spot has no capacity: for an event, use { fargate_spot = { base = 0, weight = 0 } }.
  END
  type = object({
    fargate      = optional(object({ base = number, weight = number }), { base = 3, weight = 1 })
    fargate_spot = optional(object({ base = number, weight = number }), { base = 0, weight = 2 })
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.capacity.fargate.base == 0 || var.capacity.fargate_spot.base == 0
    error_message = "capacity: only one provider can have a base."
  }

  validation {
    condition = alltrue([
      for provider in values(var.capacity) :
      provider.base >= 0 && provider.base <= 100000 && provider.weight >= 0 && provider.weight <= 1000
    ])
    error_message = "capacity: base must be 0 to 100000, weight 0 to 1000."
  }

  validation {
    # AWS places no tasks on a provider of weight 0; its documentation makes no exception for the base.
    condition = sum(values(var.capacity)[*].weight) > 0 && alltrue([
      for provider in values(var.capacity) : provider.base == 0 || provider.weight > 0
    ])
    error_message = "capacity: at least one weight must be above 0, and a base needs a weight above 0."
  }
}

variable "scaling" {
  description = "Scaling policy for the CPU: step (one task at a time) or target-tracking."
  type        = string
  default     = "step"

  validation {
    condition     = contains(["step", "target-tracking"], var.scaling)
    error_message = "scaling: step or target-tracking."
  }
}

variable "step_scaling" {
  description = <<-END
    Step scaling: adds a task at `high` percent of CPU for `high_minutes`, and removes one at `low` percent for
    `low_minutes`. The cooldowns are the seconds before the next step.
  END
  type = object({
    high          = optional(number, 85)
    high_minutes  = optional(number, 2)
    high_cooldown = optional(number, 60)
    low           = optional(number, 10)
    low_minutes   = optional(number, 10)
    low_cooldown  = optional(number, 300)
  })
  default  = {}
  nullable = false

  validation {
    condition = (
      var.step_scaling.low >= 0 && var.step_scaling.low < var.step_scaling.high
      && var.step_scaling.high <= 100
    )
    error_message = "step_scaling: 0 <= low < high <= 100."
  }

  validation {
    condition = alltrue([
      for minutes in [var.step_scaling.high_minutes, var.step_scaling.low_minutes] :
      minutes >= 1 && minutes <= 60 && floor(minutes) == minutes
    ])
    error_message = "step_scaling: minutes must be whole numbers from 1 to 60."
  }

  validation {
    condition     = min(var.step_scaling.high_cooldown, var.step_scaling.low_cooldown) >= 0
    error_message = "step_scaling: cooldowns must be 0 seconds or more."
  }
}

variable "target_cpu" {
  description = "Target tracking: target CPU utilization in percent."
  type        = number
  default     = 60

  validation {
    condition     = var.target_cpu >= 10 && var.target_cpu <= 90
    error_message = "target_cpu: 10 to 90 percent."
  }
}

variable "scheduled_scalings" {
  description = <<-END
    Scheduled changes of the minimum and maximum: `schedule` is at(...), cron(...) or rate(...), `timezone` an
    IANA name. A change lasts until the next one, so an event needs two: one before and one after it.
  END
  type = list(object({
    name       = string
    schedule   = string
    timezone   = optional(string, "UTC")
    min_tasks  = number
    max_tasks  = number
    start_time = optional(string)
    end_time   = optional(string)
  }))
  default  = []
  nullable = false

  validation {
    condition     = length(distinct(var.scheduled_scalings[*].name)) == length(var.scheduled_scalings)
    error_message = "scheduled_scalings: names must be unique."
  }

  validation {
    condition     = alltrue([for s in var.scheduled_scalings : can(regex("^[A-Za-z0-9-]{1,64}$", s.name))])
    error_message = "scheduled_scalings: name must have 1 to 64 letters, digits and hyphens."
  }

  validation {
    condition = alltrue([
      for s in var.scheduled_scalings : can(regex("^(at|cron|rate)\\(.+\\)$", s.schedule))
    ])
    error_message = "scheduled_scalings: schedule must be at(...), cron(...) or rate(...)."
  }

  validation {
    condition = alltrue([
      for s in var.scheduled_scalings : s.min_tasks >= 0 && s.max_tasks >= s.min_tasks
    ])
    error_message = "scheduled_scalings: 0 <= min_tasks <= max_tasks."
  }
}

variable "estimated_streams" {
  description = "Average number of simultaneous streams, for the estimate of the cost only: it changes nothing."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.estimated_streams >= 0
    error_message = "estimated_streams: 0 or more."
  }
}
