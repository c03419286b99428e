locals {
  # Settings that the task definition sets itself (modules/service/task.tf).
  settings_of_tasks = [
    "STREAMGATE_ENVIRONMENT", "STREAMGATE_MANAGEMENT_HOST", "STREAMGATE_MANAGEMENT_PORT",
    "STREAMGATE_MANAGEMENT_ALLOWED_HOSTS", "STREAMGATE_TRUSTED_PROXIES", "STREAMGATE_LOG", "STREAMGATE_DRAIN_DELAY",
  ]

  # Settings of the store. Tasks store streams in the table that Terraform creates.
  settings_of_store = ["STREAMGATE_STORE", "STREAMGATE_DATA_DIR", "STREAMGATE_CREATE_TABLE"]

  # Everybody who may read the task definition or Terraform's state can read the values of `settings`.
  settings_that_are_secret = ["STREAMGATE_OPERATORS", "STREAMGATE_TOKEN_KEYS", "STREAMGATE_WEBHOOK_SECRET"]

  # A secret without the key of a JSON object: what a role may read.
  secret_arns = toset([for arn in values(var.secrets) : join(":", slice(split(":", arn), 0, 7))])
}

variable "secrets" {
  description = <<-END
    Settings of Streamgate that are stored in Secrets Manager: name of the setting to ARN of the secret, in the same
    region. <arn>:<key>:: is one value of a secret that is a JSON object. Tasks read them when they start.
  END
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^STREAMGATE_[A-Z][A-Z0-9_]*$", name))])
    error_message = "secrets: names start with STREAMGATE_, followed by capital letters and digits."
  }

  validation {
    condition = length(setintersection(
      keys(var.secrets), concat(local.settings_of_tasks, local.settings_of_store, ["STREAMGATE_JWT_KEYS"])
    )) == 0
    error_message = <<-END
      secrets: Terraform sets environment, management, proxies, log, drain delay and store, and checks that tasks can
      reach STREAMGATE_JWT_KEYS, which belongs in settings.
    END
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.settings))) == 0
    error_message = <<-END
      secrets: ${join(", ", setintersection(keys(var.secrets), keys(var.settings)))} is in settings, too. Keep one.
    END
  }

  validation {
    condition = alltrue([
      for arn in values(var.secrets) : try(
        can(regex(join("", [
          "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}",
          "(:[A-Za-z0-9/_+=.@-]+::)?$",
        ]), arn)) && split(":", arn)[3] == var.region, false
      )
    ])
    error_message = <<-END
      secrets: arn:aws:secretsmanager:${var.region}:<account>:secret:<name>-<six characters>, in the same region; for one
      value of a JSON object, followed by :<key>::
    END
  }
}

variable "secrets_key_arn" {
  description = <<-END
    Key of KMS that encrypts the secrets of `secrets`, if it is one of yours: ECS may then decrypt these secrets with it,
    and nothing else. null for AWS's key, which needs no permission.
  END
  type        = string
  default     = null

  validation {
    condition = var.secrets_key_arn == null || try(
      can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]+$", var.secrets_key_arn))
      && split(":", var.secrets_key_arn)[3] == var.region, false
    )
    error_message = "secrets_key_arn: arn:aws:kms:${var.region}:<account>:key/<id>, not an alias, and in the same region."
  }

  validation {
    condition     = var.secrets_key_arn == null || length(var.secrets) > 0
    error_message = "secrets_key_arn: leave it out without secrets."
  }
}
