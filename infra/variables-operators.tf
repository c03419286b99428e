variable "management_access" {
  description = <<-END
    Who reaches the management port of the tasks (metrics, health checks and, with STREAMGATE_OPERATORS in secrets, the
    operators' API and console): networks of a VPN, and security groups of a bastion. Off by default. allowed_hosts: names
    by which it may be called; addresses are always allowed. The port speaks HTTP without TLS.
  END
  type = object({
    cidrs              = optional(set(string), [])
    security_group_ids = optional(set(string), [])
    allowed_hosts      = optional(set(string), [])
  })
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for cidr in var.management_access.cidrs :
      can(cidrnetmask(cidr)) && try(tonumber(split("/", cidr)[1]) >= 8, false)
    ])
    error_message = <<-END
      management_access: cidrs are IPv4 networks of /8 or smaller, such as 10.8.0.0/16. The management port is not for the
      internet: 0.0.0.0/0 is refused.
    END
  }

  validation {
    condition = alltrue([
      for id in var.management_access.security_group_ids : can(regex("^sg-[0-9a-z]+$", id))
    ])
    error_message = "management_access: security_group_ids such as sg-0123456789abcdef0."
  }

  validation {
    condition = alltrue([
      for host in var.management_access.allowed_hosts : can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", host))
    ])
    error_message = "management_access: allowed_hosts are names in lowercase, without ports, such as streamgate.internal."
  }

  validation {
    condition = (
      length(var.management_access.allowed_hosts) == 0
      || length(var.management_access.cidrs) + length(var.management_access.security_group_ids) > 0
    )
    error_message = "management_access: leave out allowed_hosts if nobody reaches the port (cidrs, security_group_ids)."
  }
}

variable "collector" {
  description = <<-END
    Adds a container to each task that sends the metrics to a workspace of Amazon Managed Service for Prometheus, which you
    create: the AWS Distro for OpenTelemetry. image: by digest. memory: MiB of the task's memory. null for none.
  END
  type = object({
    image            = string
    workspace_arn    = string
    interval_seconds = optional(number, 30)
    memory           = optional(number, 128)
  })
  default = null

  validation {
    condition = var.collector == null || try(
      can(regex("^[a-z0-9][a-z0-9./_:-]*@sha256:[0-9a-f]{64}$", var.collector.image)), false
    )
    error_message = "collector: image with a digest, <registry>/aws-otel-collector@sha256:<64 hexadecimal digits>."
  }

  validation {
    condition = var.collector == null || try(
      can(regex("^arn:aws[a-z-]*:aps:[a-z0-9-]+:[0-9]{12}:workspace/ws-[0-9a-z-]+$", var.collector.workspace_arn))
      && split(":", var.collector.workspace_arn)[3] == var.region, false
    )
    error_message = "collector: workspace_arn arn:aws:aps:${var.region}:<account>:workspace/ws-<id>, in the same region."
  }

  validation {
    condition = var.collector == null || try(
      var.collector.interval_seconds >= 10 && var.collector.interval_seconds <= 60
      && floor(var.collector.interval_seconds) == var.collector.interval_seconds, false
    )
    error_message = "collector: interval_seconds from 10 to 60. The alerts look at windows of five minutes."
  }

  validation {
    condition = var.collector == null || try(
      var.collector.memory >= 64 && var.memory - var.collector.memory >= 384
      && floor(var.collector.memory) == var.collector.memory, false
    )
    error_message = "collector: memory from 64 MiB, and at least 384 MiB of the task's ${var.memory} for Streamgate."
  }

  # An interface endpoint leads to the registry of this region, and to no public one.
  validation {
    condition = var.collector == null || !local.endpoints || try(
      can(regex("^[0-9]{12}\\.dkr\\.ecr\\.${var.region}\\.amazonaws\\.com(\\.cn)?/", var.collector.image)), false
    )
    error_message = <<-END
      collector: tasks with network = "private" cannot reach a public registry. Copy the image to a repository of ECR in
      ${var.region}: <account>.dkr.ecr.${var.region}.amazonaws.com/<name>@sha256:<digest>.
    END
  }
}

locals {
  # Account and name of the collector's repository, if it is in ECR of this region.
  collector_repository = try(regex(
    "^([0-9]{12})\\.dkr\\.ecr\\.${var.region}\\.amazonaws\\.com(?:\\.cn)?/([a-z0-9._/-]+)(?::[^@]+)?@", var.collector.image
  ), null)
  collector_repository_arn = local.collector_repository == null ? null : join(":", [
    "arn", data.aws_partition.current.partition, "ecr", var.region, local.collector_repository[0],
    "repository/${local.collector_repository[1]}",
  ])

  # Not by merge(), which has no type for null.
  collector = var.collector == null ? null : {
    image            = var.collector.image
    repository_arn   = local.collector_repository_arn
    workspace_arn    = var.collector.workspace_arn
    interval_seconds = var.collector.interval_seconds
    memory           = var.collector.memory
  }
}
