variable "github_repository" {
  description = "The repository on GitHub whose workflows may deploy, as owner/name; null means none."
  type        = string
  default     = null

  validation {
    condition = (var.github_repository == null ||
    can(regex("^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_.-]{1,100}$", var.github_repository)))
    error_message = "github_repository: owner/name, as in https://github.com/owner/name, without a wildcard."
  }
}

variable "github_owner_id" {
  description = <<-END
    The number of the repository's owner on GitHub, where the subject of its tokens has numbers in it:
    gh api repos/owner/name --jq .owner.id. Null where the subject has only names.
  END
  type        = string
  default     = null

  validation {
    condition     = var.github_owner_id == null || can(regex("^[1-9][0-9]{0,19}$", var.github_owner_id))
    error_message = "github_owner_id: the owner's number, digits only: gh api repos/owner/name --jq .owner.id"
  }
}

variable "github_repository_id" {
  description = <<-END
    The number of the repository on GitHub: gh api repos/owner/name --jq .id. It is set together with
    github_owner_id, and null without it.
  END
  type        = string
  default     = null

  validation {
    condition = (var.github_repository_id == null ||
    can(regex("^[1-9][0-9]{0,19}$", var.github_repository_id)))
    error_message = "github_repository_id: the repository's number, digits only: gh api repos/owner/name --jq .id"
  }

  validation {
    condition     = (var.github_owner_id == null) == (var.github_repository_id == null)
    error_message = "github_repository_id: set it together with github_owner_id, or neither."
  }
}

variable "github_environment" {
  description = "The environment on GitHub whose jobs may deploy, where github_branch is null."
  type        = string
  default     = "dev"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,255}$", var.github_environment))
    error_message = "github_environment: letters, digits, '_', '.' and '-', without a wildcard."
  }
}

variable "github_branch" {
  description = "The branch whose jobs without an environment may deploy, instead of the environment's."
  type        = string
  default     = null

  validation {
    condition = (var.github_branch == null ||
    can(regex("^[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}$", var.github_branch)))
    error_message = "github_branch: the name of one branch, without refs/heads/ and without a wildcard."
  }
}

variable "github_oidc_provider_arn" {
  description = <<-END
    The account's OIDC provider for GitHub where it has one, since it can have only one; null creates it.
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
    Whether pull requests of the repository get a role of their own that only reads, for a plan as a comment.
    Whoever may push a branch may then read what a plan reads, the state included.
  END
  type        = bool
  default     = false
}
