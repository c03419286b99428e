variable "github_repository" {
  description = "GitHub repository (owner/name) whose workflows may deploy; null for none."
  type        = string
  default     = null

  validation {
    condition = (var.github_repository == null ||
    can(regex("^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_.-]{1,100}$", var.github_repository)))
    error_message = "github_repository: owner/name, as in https://github.com/owner/name, without wildcards."
  }
}

variable "github_owner_id" {
  description = <<-END
    Numeric id of the repository's owner on GitHub, if the subject of its tokens contains ids:
    gh api repos/owner/name --jq .owner.id. Null if the subject contains only names.
  END
  type        = string
  default     = null

  validation {
    condition     = var.github_owner_id == null || can(regex("^[1-9][0-9]{0,19}$", var.github_owner_id))
    error_message = "github_owner_id: the owner's numeric id: gh api repos/owner/name --jq .owner.id"
  }
}

variable "github_repository_id" {
  description = <<-END
    Numeric id of the repository on GitHub: gh api repos/owner/name --jq .id. Set together with
    github_owner_id, otherwise null.
  END
  type        = string
  default     = null

  validation {
    condition = (var.github_repository_id == null ||
    can(regex("^[1-9][0-9]{0,19}$", var.github_repository_id)))
    error_message = "github_repository_id: the repository's numeric id: gh api repos/owner/name --jq .id"
  }

  validation {
    condition     = (var.github_owner_id == null) == (var.github_repository_id == null)
    error_message = "github_repository_id and github_owner_id: set both or neither."
  }
}

variable "github_environment" {
  description = "GitHub environment whose jobs may deploy if github_branch is null."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,255}$", var.github_environment))
    error_message = "github_environment: letters, digits, '_', '.' and '-', without wildcards."
  }
}

variable "github_branch" {
  description = "Branch whose jobs without an environment may deploy, instead of a GitHub environment."
  type        = string
  default     = null

  validation {
    condition = (var.github_branch == null ||
    can(regex("^[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}$", var.github_branch)))
    error_message = "github_branch: the name of one branch, without refs/heads/ and wildcards."
  }
}

variable "github_oidc_provider_arn" {
  description = <<-END
    ARN of the account's OIDC provider for GitHub, if it has one; null creates it. An account can have only one.
  END
  type        = string
  default     = null

  validation {
    condition = (var.github_oidc_provider_arn == null || can(regex(
      "^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com$",
    var.github_oidc_provider_arn)))
    error_message = "github_oidc_provider_arn: the ARN of the provider token.actions.githubusercontent.com."
  }
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
