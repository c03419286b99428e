variable "project" {
  description = "First part of the bucket's name, and its tag."
  type        = string
  default     = "streamgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project)) && length(var.project) <= 29
    error_message = "project: up to 29 lowercase letters, digits and single hyphens, starting with a letter."
  }
}

variable "region" {
  description = "Region of the bucket: the same as in env/<environment>.s3.tfbackend."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: for example eu-central-1 or us-east-1."
  }
}

variable "bucket" {
  description = "Name of the bucket; null for a name made of the project and the account."
  type        = string
  default     = null

  validation {
    condition     = var.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket: 3 to 63 lowercase letters, digits, dots and hyphens."
  }
}

variable "old_versions_days" {
  description = "Days after which old versions of the state are deleted. The newest version is kept."
  type        = number
  default     = 90

  validation {
    condition     = var.old_versions_days >= 1 && floor(var.old_versions_days) == var.old_versions_days
    error_message = "old_versions_days: a whole number, at least 1."
  }
}

variable "force_destroy" {
  description = "Lets `destroy` delete the bucket with the states in it."
  type        = bool
  default     = false
}
