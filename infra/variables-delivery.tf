variable "images_kept" {
  description = "Number of tagged images to keep. You cannot roll back to an older one."
  type        = number
  default     = 50
}

variable "deploy_policies" {
  description = <<-END
    Creates the policies of a deployer, to attach to a user whose keys are GitHub's secrets (outputs
    deploy_policy_arn and plan_policy_arn). A GitHub role or a pipeline has them in any case.
  END
  type        = bool
  default     = true
  nullable    = false
}

variable "github_repository" {
  description = <<-END
    GitHub repository (owner/name) whose deployment workflow gets a role; null for none.
  END
  type        = string
  default     = null
}

variable "github_owner_id" {
  description = <<-END
    Numeric id of the repository's owner on GitHub. Set it, together with github_repository_id, if the
    repository was created, renamed or transferred after 2026-07-15 or has opted in to immutable subjects: its
    tokens contain the ids, and only those tokens are trusted. Use null for any other repository. To see both
    ids: gh api repos/owner/name --jq '.owner.id, .id'
  END
  type        = string
  default     = null
}

variable "github_repository_id" {
  description = "Numeric id of the repository on GitHub. Set together with github_owner_id, otherwise null."
  type        = string
  default     = null
}

variable "github_environment" {
  description = <<-END
    GitHub environment whose jobs may deploy; null for the one with the name of this environment, which
    deploy.yml uses. A token names the environment or the branch of a job, not both: restrict the environment
    to a branch in GitHub's settings.
  END
  type        = string
  default     = null

  validation {
    condition = (var.github_environment == null ||
    can(regex("^[A-Za-z0-9_.-]{1,255}$", var.github_environment)))
    error_message = "github_environment: letters, digits, '_', '.' and '-', without wildcards."
  }
}

variable "github_branch" {
  description = <<-END
    Branch whose jobs may deploy, instead of a GitHub environment: for workflows whose jobs have no
    environment.
  END
  type        = string
  default     = null
}

variable "github_oidc_provider_arn" {
  description = "ARN of the account's OIDC provider for GitHub; null creates it. An account can have only one."
  type        = string
  default     = null
}

variable "github_plan_role" {
  description = <<-END
    Creates a read-only role for pull requests of the repository, to post a plan as a comment. Everyone who can
    push a branch can then read everything a plan reads, including the state.
  END
  type        = bool
  default     = false
}

variable "github_infra_role" {
  description = <<-END
    Creates a role that applies infrastructure, for jobs of the GitHub environment <environment>-infra, which
    terraform.yml uses: require reviewers there. It may change what Terraform builds in this region, but no roles,
    policies, keys or pipelines, so it cannot give itself permissions.
  END
  type        = bool
  default     = false

  validation {
    condition     = !var.github_infra_role || var.github_repository != null
    error_message = "github_infra_role: set github_repository too."
  }
}

variable "pipeline" {
  description = <<-END
    CodePipeline and CodeBuild instead of GitHub's workflow; null for neither. connection_arn: the source
    connection, which you create and activate once in the console; repository: owner/name.
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
    Bucket of Terraform's state; null for the one that make.sh names after the account. Deployers can read and
    write the state of this environment in it.
  END
  type        = string
  default     = null

  validation {
    condition = (var.state_bucket == null ||
    can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.state_bucket)))
    error_message = "state_bucket: the name of a bucket, 3 to 63 lowercase letters, digits, '.' and '-'."
  }
}
