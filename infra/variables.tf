variable "project" {
  description = "First part of every name."
  type        = string
  default     = "streamgate"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.project))
    error_message = "project: lowercase letters, digits and single hyphens, starting with a letter."
  }
}

variable "environment" {
  description = "Second part of every name: dev, prod or another. Only prod has STREAMGATE_ENVIRONMENT=prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*$", var.environment))
    error_message = "environment: lowercase letters and digits, starting with a letter."
  }

  validation {
    # The load balancer's name is <project>-<environment>, and AWS allows 32 characters.
    condition     = length(var.project) + length(var.environment) <= 31
    error_message = "project and environment: together at most 31 characters."
  }
}

variable "region" {
  description = "AWS region. It must have at least zone_count availability zones."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: for example eu-central-1 or us-east-1."
  }
}

variable "cidr" {
  description = "CIDR block of the VPC. Each subnet gets a sixteenth of it."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition = can(cidrhost(var.cidr, 0)) && try(
      tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 22, false
    )
    error_message = "cidr: an IPv4 network of /16 to /22, such as 10.0.0.0/16."
  }
}

variable "network" {
  description = <<-END
    How tasks reach the registry and the log: private (no public address, no way to the internet, interface endpoints
    that cost by the hour in each zone) or public-ip (a public address for each task, which admits nobody, and a way
    out by HTTPS; a third of the price in a small environment).
  END
  type        = string
  default     = "private"

  validation {
    condition     = contains(["private", "public-ip"], var.network)
    error_message = "network: private or public-ip."
  }
}

variable "zone_count" {
  description = "Number of availability zones. Each one has interface endpoints, which are billed by the hour."
  type        = number
  default     = 3

  validation {
    condition     = contains([2, 3, 4, 5, 6], var.zone_count)
    error_message = "zone_count: 2 to 6. A load balancer needs two."
  }
}

variable "exclude_zone_ids" {
  description = <<-END
    Ids of availability zones that are not used, because they have no Fargate, for example apne1-az3 in
    ap-northeast-1. AWS lists the zones that have it in the documentation of Fargate.
  END
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.exclude_zone_ids : can(regex("^[a-z]+[0-9]+-az[0-9]+$", id))])
    error_message = "exclude_zone_ids: ids such as apne1-az3, not names such as ap-northeast-1c."
  }
}

variable "table_encryption" {
  description = <<-END
    Encryption key of the table: aws-managed (its use is logged in CloudTrail) or aws-owned (free); null for
    kms_key_arn, and without it for aws-managed.
  END
  type        = string
  default     = null

  validation {
    condition = (
      var.table_encryption == null || try(contains(["aws-managed", "aws-owned"], var.table_encryption), false)
    )
    error_message = "table_encryption: aws-managed or aws-owned."
  }

  validation {
    condition     = var.table_encryption == null || var.kms_key_arn == null
    error_message = "table_encryption: leave it out with kms_key_arn, which encrypts the table."
  }
}

variable "kms_key_arn" {
  description = <<-END
    Key of KMS in the region that encrypts the table, the log groups, the topic of the alarms, and a repository that is
    created with this setting; null for AWS's keys. What its policy must allow: infra/modules/data/README.md
  END
  type        = string
  default     = null

  validation {
    condition = var.kms_key_arn == null || try(
      can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]+$", var.kms_key_arn))
      && split(":", var.kms_key_arn)[3] == var.region, false
    )
    error_message = "kms_key_arn: arn:aws:kms:${var.region}:<account>:key/<id>, not an alias, and in the same region."
  }
}

variable "point_in_time_recovery" {
  description = "Enables point-in-time recovery: the table can be restored to any second of the last 35 days."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Deletion protection of the table and the load balancer. To destroy them, apply false first."
  type        = bool
  default     = true
}
