variable "project" {
  description = "First part of the bucket's name, and its tag."
  type        = string
  default     = "streamgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project)) && length(var.project) <= 29
    error_message = "project: up to 29 small letters, digits and single hyphens, a letter first."
  }
}

variable "region" {
  description = "The region of the bucket: the one in env/<environment>.s3.tfbackend."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: such as eu-central-1 or us-east-1."
  }
}

variable "bucket" {
  description = "The bucket's name; null makes one of the project and the account."
  type        = string
  default     = null

  validation {
    condition     = var.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket: 3 to 63 small letters, digits, dots and hyphens."
  }
}

variable "old_versions_days" {
  description = "After how many days old versions of the state go. The newest stays."
  type        = number
  default     = 90

  validation {
    condition     = var.old_versions_days >= 1 && floor(var.old_versions_days) == var.old_versions_days
    error_message = "old_versions_days: a whole number from 1 on."
  }
}

variable "force_destroy" {
  description = "Whether `destroy` deletes the states in the bucket, too."
  type        = bool
  default     = false
}
