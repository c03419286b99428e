variable "name" {
  description = "Name of the repository, and what all other names here begin with."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "name: 3 to 40 lower-case letters, digits and hyphens, a letter first, no hyphen last."
  }
}

variable "region" {
  description = "The region that all is in."
  type        = string
}

variable "account_id" {
  description = "The account that all is in."
  type        = string
}

variable "images_kept" {
  description = "Images with a tag that are kept, the newest. An older one cannot be started again."
  type        = number
  default     = 50

  validation {
    condition = (var.images_kept >= 5 && var.images_kept <= 1000 &&
    floor(var.images_kept) == var.images_kept)
    error_message = "images_kept: a whole number from 5 to 1000."
  }
}

variable "untagged_image_days" {
  description = "Days after which an image without a tag is dropped."
  type        = number
  default     = 7

  validation {
    condition = (var.untagged_image_days >= 1 && var.untagged_image_days <= 365 &&
    floor(var.untagged_image_days) == var.untagged_image_days)
    error_message = "untagged_image_days: a whole number from 1 to 365."
  }
}

variable "force_delete" {
  description = "Whether a destroy deletes the repository with the images in it."
  type        = bool
  default     = false
}

variable "deployed" {
  description = "What a deployment touches and a plan reads. Needed as soon as somebody may deploy."
  type = object({
    alb_arn            = string
    cluster_arn        = string
    execution_role_arn = string
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
    condition     = (var.github_repository == null && var.pipeline == null) || var.deployed != null
    error_message = "deployed: a GitHub role or a pipeline needs to know what it deploys."
  }
}
