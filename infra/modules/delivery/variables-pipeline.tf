variable "pipeline" {
  description = <<-END
    CodePipeline and CodeBuild instead of GitHub's workflow: the source connection (created and activated once
    by hand), the repository as owner/name, and the branch; null for no pipeline.
  END
  type = object({
    connection_arn = string
    repository     = string
    branch         = optional(string, "main")
  })
  default = null

  validation {
    condition = (var.pipeline == null || can(regex(
      "^arn:[a-z-]+:(codestar-connections|codeconnections):[a-z0-9-]+:[0-9]{12}:connection/[0-9a-f-]{36}$",
    var.pipeline.connection_arn)))
    error_message = "pipeline.connection_arn: the ARN of a source connection."
  }

  validation {
    condition = (var.pipeline == null ||
    can(regex("^[A-Za-z0-9_./-]+/[A-Za-z0-9_.-]+$", var.pipeline.repository)))
    error_message = "pipeline.repository: owner/name."
  }

  validation {
    condition = (var.pipeline == null ||
    can(regex("^[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}$", var.pipeline.branch)))
    error_message = "pipeline.branch: the name of one branch, without wildcards."
  }
}

variable "environment" {
  description = "Environment that the pipeline deploys to: the argument of scripts/deploy.sh."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "environment: 1 to 20 lowercase letters, digits and hyphens, starting with a letter."
  }
}

variable "architecture" {
  description = "CPU architecture of the image and of the build."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "architecture: X86_64 or ARM64."
  }
}

variable "build_timeout_minutes" {
  description = "Timeout of a build with its deployment, in minutes."
  type        = number
  default     = 60

  validation {
    condition     = var.build_timeout_minutes >= 5 && var.build_timeout_minutes <= 480
    error_message = "build_timeout_minutes: 5 to 480."
  }
}

variable "log_retention_days" {
  description = "Days that build logs are kept."
  type        = number
  default     = 30

  validation {
    condition = contains([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ], var.log_retention_days)
    error_message = "log_retention_days: a value that CloudWatch Logs supports, for example 7, 30, 90 or 365."
  }
}

variable "artifact_days" {
  description = "Days that the pipeline keeps its copies of the sources."
  type        = number
  default     = 14

  validation {
    condition = (var.artifact_days >= 1 && var.artifact_days <= 365 &&
    floor(var.artifact_days) == var.artifact_days)
    error_message = "artifact_days: a whole number from 1 to 365."
  }
}
