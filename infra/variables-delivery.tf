variable "images_kept" {
  description = "How many images the repository keeps, the newest. An older one cannot be rolled back to."
  type        = number
  default     = 50
}

variable "github_repository" {
  description = <<-END
    The repository on GitHub whose deployment workflow gets a role here, as owner/name; null means none.
  END
  type        = string
  default     = null
}

variable "github_owner_id" {
  description = <<-END
    The number of the repository's owner on GitHub. Set it, together with github_repository_id, for a
    repository that was created, renamed or transferred after 2026-07-15, or has opted in to immutable
    subjects: its tokens have the numbers in them, and only those are trusted then. Null for any other
    repository. This shows both numbers: gh api repos/owner/name --jq '.owner.id, .id'
  END
  type        = string
  default     = null
}

variable "github_repository_id" {
  description = "The number of the repository on GitHub, set together with github_owner_id; else null."
  type        = string
  default     = null
}

variable "github_environment" {
  description = <<-END
    The environment on GitHub whose jobs may deploy; null is the one with this environment's name, as
    deploy.yml has it. GitHub tells AWS a job's environment or its branch, and not both: limit the
    environment to the branch in its own settings.
  END
  type        = string
  default     = null

  validation {
    condition = (var.github_environment == null ||
    can(regex("^[A-Za-z0-9_.-]{1,255}$", var.github_environment)))
    error_message = "github_environment: letters, digits, '_', '.' and '-', without a wildcard."
  }
}

variable "github_branch" {
  description = <<-END
    The branch whose jobs may deploy, instead of the environment's: for workflows whose jobs have no
    environment.
  END
  type        = string
  default     = null
}

variable "github_oidc_provider_arn" {
  description = "The account's OIDC provider for GitHub, which it can have once only; null creates it."
  type        = string
  default     = null
}

variable "github_plan_role" {
  description = <<-END
    Whether pull requests of the repository get a role that only reads, for a plan as a comment. Whoever may
    push a branch may then read what a plan reads, the state included.
  END
  type        = bool
  default     = false
}

variable "pipeline" {
  description = <<-END
    CodePipeline and CodeBuild instead of GitHub's workflow; null means neither. connection_arn: the
    connection to the sources, which is made and activated in the console by hand, once; repository:
    owner/name.
  END
  type = object({
    connection_arn = string
    repository     = string
    branch         = optional(string, "main")
  })
  default = null
}

variable "state_bucket" {
  description = <<-END
    The bucket of Terraform's state, where it is not the one that make.sh names after the account. Whoever
    deploys may read and write this environment's state in it.
  END
  type        = string
  default     = null

  validation {
    condition = (var.state_bucket == null ||
    can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.state_bucket)))
    error_message = "state_bucket: the name of a bucket, 3 to 63 lower-case letters, digits, '.' and '-'."
  }
}
