variable "project" {
  description = "First part of every name."
  type        = string
  default     = "streamgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project))
    error_message = "project: small letters, digits and single hyphens, a letter first."
  }
}

variable "environment" {
  description = "Second part of every name: dev, prod or another. Only prod has STREAMGATE_ENVIRONMENT=prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*$", var.environment))
    error_message = "environment: small letters and digits, a letter first."
  }

  validation {
    # A load balancer's name has at most 32 characters, and is <project>-<environment>.
    condition     = length(var.project) + length(var.environment) <= 31
    error_message = "project and environment have more than 31 characters together."
  }
}

variable "region" {
  description = "The AWS region. It needs as many zones as zone_count."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: such as eu-central-1 or us-east-1."
  }
}

variable "cidr" {
  description = "The addresses of the VPC. Each subnet gets a sixteenth of them."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition = can(cidrhost(var.cidr, 0)) && try(
      tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 22, false
    )
    error_message = "cidr: an IPv4 network of /16 to /22, such as 10.0.0.0/16."
  }
}

variable "zone_count" {
  description = "How many availability zones are used. Each has interface endpoints, paid by the hour."
  type        = number
  default     = 3

  validation {
    condition     = contains([2, 3, 4, 5, 6], var.zone_count)
    error_message = "zone_count: 2 to 6. A load balancer needs two."
  }
}

variable "table_encryption" {
  description = "Who keeps the table's key: aws-managed (its use is in CloudTrail) or aws-owned (free)."
  type        = string
  default     = "aws-managed"

  validation {
    condition     = contains(["aws-managed", "aws-owned"], var.table_encryption)
    error_message = "table_encryption: aws-managed or aws-owned."
  }
}

variable "point_in_time_recovery" {
  description = "Whether the table can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete table and load balancer. Apply false, then destroy."
  type        = bool
  default     = true
}
