variable "name" {
  description = "Name of the repository, and prefix of all other names in this module."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "name: 3 to 40 lowercase letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "region" {
  description = "Region of all resources."
  type        = string
}

variable "account_id" {
  description = "Account of all resources."
  type        = string
}

variable "images_kept" {
  description = "Number of tagged images to keep, newest first. Older ones cannot be started again."
  type        = number
  default     = 50

  validation {
    condition = (var.images_kept >= 5 && var.images_kept <= 1000 &&
    floor(var.images_kept) == var.images_kept)
    error_message = "images_kept: a whole number from 5 to 1000."
  }
}

variable "untagged_image_days" {
  description = "Days after which an untagged image is deleted."
  type        = number
  default     = 7

  validation {
    condition = (var.untagged_image_days >= 1 && var.untagged_image_days <= 365 &&
    floor(var.untagged_image_days) == var.untagged_image_days)
    error_message = "untagged_image_days: a whole number from 1 to 365."
  }
}

variable "force_delete" {
  description = "Lets `destroy` delete the repository with its images."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "Encryption key of the repository, if it is created with this setting, and of the builds' log; or null."
  type        = string
  default     = null
}

variable "deploy_policies" {
  description = "Creates the policies of a deployer without a GitHub role or a pipeline, too."
  type        = bool
  default     = false
}

variable "deployed" {
  description = "Resources that a deployment changes and a plan reads. Required with anything that deploys."
  type = object({
    alb_arn            = string
    cluster_arn        = string
    distribution_arns  = optional(list(string), [])
    execution_role_arn = string
    hosted_zone_id     = optional(string)
    service_arn        = string
    state_bucket       = string
    state_key          = string
    table_arn          = string
    task_family        = string
    task_role_arn      = string
    vpc_id             = string
  })
  default = null

  validation {
    condition = (
      (var.github_repository == null && var.pipeline == null && !var.deploy_policies) || var.deployed != null
    )
    error_message = "deployed: required with deploy_policies, a GitHub role or a pipeline."
  }
}
