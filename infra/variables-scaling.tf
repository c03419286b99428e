variable "min_tasks" {
  description = "How many tasks run at least."
  type        = number
  default     = 3

  validation {
    condition     = var.min_tasks >= 1 && floor(var.min_tasks) == var.min_tasks
    error_message = "min_tasks: a whole number from 1 on."
  }
}

variable "max_tasks" {
  description = "How many tasks run at most."
  type        = number
  default     = 9

  validation {
    condition     = var.max_tasks >= var.min_tasks && floor(var.max_tasks) == var.max_tasks
    error_message = "max_tasks: a whole number, and no less than min_tasks."
  }
}

variable "capacity" {
  description = <<-END
    Where tasks run. The first `base` tasks are on that provider, the others are shared out by `weight`: with
    the defaults three are on demand, and of those after them one on demand to two on Spot, which costs
    about a third and which AWS may take back with two minutes' notice.
  END
  type = object({
    fargate      = optional(object({ base = number, weight = number }), { base = 3, weight = 1 })
    fargate_spot = optional(object({ base = number, weight = number }), { base = 0, weight = 2 })
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.capacity.fargate.base == 0 || var.capacity.fargate_spot.base == 0
    error_message = "capacity: AWS takes a base for one provider only."
  }

  validation {
    condition = alltrue([
      for provider in values(var.capacity) :
      provider.base >= 0 && provider.base <= 100000 && provider.weight >= 0 && provider.weight <= 1000
    ])
    error_message = "capacity: a base is 0 to 100000, a weight is 0 to 1000."
  }

  validation {
    # AWS places nothing on a provider of weight 0, and its documents do not except the base.
    condition = sum(values(var.capacity)[*].weight) > 0 && alltrue([
      for provider in values(var.capacity) : provider.base == 0 || provider.weight > 0
    ])
    error_message = "capacity: no base without a weight, since no weight means no task; and not both without."
  }
}

variable "scaling" {
  description = "How the number of tasks follows the CPU: step (a task at a time) or target-tracking."
  type        = string
  default     = "step"

  validation {
    condition     = contains(["step", "target-tracking"], var.scaling)
    error_message = "scaling: step or target-tracking."
  }
}

variable "step_scaling" {
  description = <<-END
    Step scaling: at `high` percent of CPU for `high_minutes` a task is added, at `low` percent for
    `low_minutes` one is removed. The cooldowns are how long the next step waits, in seconds.
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
    error_message = "step_scaling: minutes are whole numbers from 1 to 60."
  }

  validation {
    condition     = min(var.step_scaling.high_cooldown, var.step_scaling.low_cooldown) >= 0
    error_message = "step_scaling: a cooldown is 0 seconds or more."
  }
}

variable "target_cpu" {
  description = "Target tracking: the percentage of CPU that tasks are held at."
  type        = number
  default     = 60

  validation {
    condition     = var.target_cpu >= 10 && var.target_cpu <= 90
    error_message = "target_cpu: 10 to 90 percent."
  }
}

variable "scheduled_scalings" {
  description = <<-END
    Other bounds at set times: `schedule` is at(...), cron(...) or rate(...), `timezone` an IANA name. What
    one sets stays until the next, so an event takes two: one before it and one after it.
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
    error_message = "scheduled_scalings: two have the same name."
  }

  validation {
    condition     = alltrue([for s in var.scheduled_scalings : can(regex("^[A-Za-z0-9-]{1,64}$", s.name))])
    error_message = "scheduled_scalings: a name has 1 to 64 letters, digits and hyphens."
  }

  validation {
    condition = alltrue([
      for s in var.scheduled_scalings : can(regex("^(at|cron|rate)\\(.+\\)$", s.schedule))
    ])
    error_message = "scheduled_scalings: a schedule is at(...), cron(...) or rate(...)."
  }

  validation {
    condition = alltrue([
      for s in var.scheduled_scalings : s.min_tasks >= 0 && s.max_tasks >= s.min_tasks
    ])
    error_message = "scheduled_scalings: 0 <= min_tasks <= max_tasks."
  }
}
