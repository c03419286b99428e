variable "project" {
  description = "First part of the account's name, and its tag."
  type        = string
  default     = "streamgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project)) && length(var.project) <= 45
    error_message = "project: up to 45 lowercase letters, digits and single hyphens, starting with a letter."
  }
}

variable "region" {
  description = "Region to call. Organizations is global, but the provider requires a region."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: for example eu-central-1 or us-east-1."
  }
}

variable "unit" {
  description = "The name of the organizational unit."
  type        = string
  default     = "test"

  validation {
    condition     = length(var.unit) >= 1 && length(var.unit) <= 128
    error_message = "unit: 1 to 128 characters."
  }
}

variable "parent_id" {
  description = "Parent of the unit: a root (r-...) or a unit (ou-...); null for the organization's root."
  type        = string
  default     = null

  validation {
    condition = (
      var.parent_id == null
      || can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$", var.parent_id))
    )
    error_message = "parent_id: r-... or ou-...-..."
  }
}

variable "email" {
  description = "Email address of the account's root user. It must be unique across all AWS accounts."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", var.email)) && length(var.email) <= 64
    error_message = "email: an email address of up to 64 characters."
  }
}

variable "role_name" {
  description = "Role in the account that the management account can assume."
  type        = string
  default     = "OrganizationAccountAccessRole"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name: 1 to 64 letters, digits and +=,.@_-."
  }
}

variable "close_on_deletion" {
  description = "Lets `destroy` close the account. 90 days later, AWS deletes it with everything in it."
  type        = bool
  default     = false
}
