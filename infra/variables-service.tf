variable "image_tag" {
  description = <<-END
    Tag of the image to run: the commit that it was built from. Use null before the first image exists:
    everything is created, but the service has no tasks. Once an image is running, pass its tag to every apply.
  END
  type        = string
  default     = null

  validation {
    condition     = var.image_tag == null || can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag))
    error_message = "image_tag: up to 128 of A-Z, a-z, 0-9, _, . and -, not starting with . or -."
  }

  validation {
    condition     = var.image_tag != "latest"
    error_message = "image_tag: 'latest' does not identify an image, and tags are immutable. Use the commit."
  }
}

variable "cpu" {
  description = "CPU units of a task. 1024 units are one vCPU."
  type        = number
  default     = 512

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "cpu: 256, 512, 1024, 2048, 4096, 8192 or 16384."
  }
}

variable "memory" {
  description = "Memory of a task in MiB. The allowed sizes depend on cpu."
  type        = number
  default     = 1024

  validation {
    condition = contains(lookup({
      256   = [512, 1024, 2048]
      512   = range(1024, 4097, 1024)
      1024  = range(2048, 8193, 1024)
      2048  = range(4096, 16385, 1024)
      4096  = range(8192, 30721, 1024)
      8192  = range(16384, 61441, 4096)
      16384 = range(32768, 122881, 8192)
    }, var.cpu, []), var.memory)
    error_message = "memory: Fargate does not support ${var.cpu} CPU units with ${var.memory} MiB."
  }
}

variable "architecture" {
  description = "CPU architecture of tasks and image: X86_64, or ARM64 (Graviton), which costs a fifth less."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "architecture: X86_64 or ARM64."
  }
}

variable "settings" {
  description = "Settings of Streamgate (docs/OPERATING.md), except those that the task definition sets, and secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : can(regex("^STREAMGATE_[A-Z][A-Z0-9_]*$", name))])
    error_message = "settings: names start with STREAMGATE_, followed by capital letters and digits."
  }

  validation {
    condition     = length(setintersection(keys(var.settings), local.settings_of_tasks)) == 0
    error_message = "settings: the task definition sets environment, management (management_access), proxies, log and drain delay."
  }

  validation {
    condition     = length(setintersection(keys(var.settings), local.settings_of_store)) == 0
    error_message = "settings: streams are always stored in the table that Terraform creates."
  }

  validation {
    condition     = length(setintersection(keys(var.settings), local.settings_that_are_secret)) == 0
    error_message = <<-END
      settings: ${join(", ", setintersection(keys(var.settings), local.settings_that_are_secret))}: store it in Secrets
      Manager, and set the secret's ARN in secrets.
    END
  }

  # Tasks with interface endpoints have no other way out (main.tf).
  validation {
    condition = (
      !startswith(lower(lookup(var.settings, "STREAMGATE_JWT_KEYS", "")), "https:") || !local.endpoints
    )
    error_message = <<-END
      settings: tasks with network = "private" cannot reach the URL of STREAMGATE_JWT_KEYS, because they have no way to the
      internet. Use network = "public-ip", or existing_vpc without endpoints and with a NAT gateway, or set
      STREAMGATE_JWT_KEYS to a file that your image contains.
    END
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the tasks' log. The log contains viewers' addresses."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365."
  }
}

variable "container_insights" {
  description = <<-END
    Container Insights of the cluster: disabled, enabled or enhanced. Billed by metric. With alarms_enabled, there is
    an alarm for tasks that are desired and do not run.
  END
  type        = string
  default     = "disabled"

  validation {
    condition     = contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "container_insights: disabled, enabled or enhanced."
  }
}
