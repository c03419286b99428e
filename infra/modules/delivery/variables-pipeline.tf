variable "pipeline" {
  description = <<-END
    CodePipeline and CodeBuild instead of GitHub's workflow: the source connection (made and activated by hand
    once), the repository as owner/name, and the branch; null means no pipeline.
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
    error_message = "pipeline.branch: the name of one branch, without a wildcard."
  }
}

variable "environment" {
  description = "The environment that the pipeline deploys to, as scripts/deploy.sh takes it."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.environment))
    error_message = "environment: 1 to 20 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "architecture" {
  description = "The processor that the image is built for: the build runs on the same."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "architecture: X86_64 or ARM64."
  }
}

variable "build_timeout_minutes" {
  description = "Minutes that a build with its deployment may take."
  type        = number
  default     = 60

  validation {
    condition     = var.build_timeout_minutes >= 5 && var.build_timeout_minutes <= 480
    error_message = "build_timeout_minutes: 5 to 480."
  }
}

variable "log_retention_days" {
  description = "Days that the log of a build is kept."
  type        = number
  default     = 30

  validation {
    condition = contains([
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ], var.log_retention_days)
    error_message = "log_retention_days: a number that CloudWatch Logs knows, such as 7, 30, 90 or 365."
  }
}

variable "artifact_days" {
  description = "Days that the pipeline's copies of the sources are kept."
  type        = number
  default     = 14

  validation {
    condition = (var.artifact_days >= 1 && var.artifact_days <= 365 &&
    floor(var.artifact_days) == var.artifact_days)
    error_message = "artifact_days: a whole number from 1 to 365."
  }
}
