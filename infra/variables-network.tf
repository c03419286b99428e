variable "existing_vpc" {
  description = <<-END
    Your own VPC; null to create one. public_subnet_ids: for the load balancer, one in each of at least two zones, with
    a route to an internet gateway. task_subnet_ids: in at least two of these zones. By default, tasks reach DynamoDB,
    ECR, S3, CloudWatch Logs and, for secrets, Secrets Manager through your NAT or your endpoints. endpoints = true
    creates endpoints for them in task_subnet_ids and task_route_table_ids, for a VPC in which nothing else calls these
    services: infra/modules/network/README.md
  END
  type = object({
    vpc_id               = string
    public_subnet_ids    = list(string)
    task_subnet_ids      = list(string)
    endpoints            = optional(bool, false)
    task_route_table_ids = optional(set(string), [])
  })
  default = null

  validation {
    condition = var.existing_vpc == null || try(
      can(regex("^vpc-[0-9a-f]+$", var.existing_vpc.vpc_id))
      && alltrue([
        for id in concat(var.existing_vpc.public_subnet_ids, var.existing_vpc.task_subnet_ids) :
        can(regex("^subnet-[0-9a-f]+$", id))
      ])
      && alltrue([for id in var.existing_vpc.task_route_table_ids : can(regex("^rtb-[0-9a-f]+$", id))]),
      false
    )
    error_message = "existing_vpc: ids such as vpc-0a1b2c3d, subnet-0a1b2c3d and rtb-0a1b2c3d."
  }

  validation {
    condition = var.existing_vpc == null || try(
      alltrue([
        for ids in [var.existing_vpc.public_subnet_ids, var.existing_vpc.task_subnet_ids] :
        length(ids) >= 2 && length(distinct(ids)) == length(ids)
      ]),
      false
    )
    error_message = "existing_vpc: at least two public_subnet_ids and two task_subnet_ids, each of them once."
  }

  validation {
    condition = var.existing_vpc == null || try(
      var.existing_vpc.endpoints == (length(var.existing_vpc.task_route_table_ids) > 0), false
    )
    error_message = <<-END
      existing_vpc: endpoints = true needs task_route_table_ids, the route tables of task_subnet_ids. Leave it out without
      endpoints.
    END
  }

  validation {
    condition     = var.network == "private" || !try(var.existing_vpc.endpoints, false)
    error_message = "existing_vpc: endpoints = true is for network = \"private\"."
  }

  validation {
    condition = var.existing_vpc == null || (
      var.cidr == "10.0.0.0/16" && var.zone_count == 3 && length(var.exclude_zone_ids) == 0
    )
    error_message = "existing_vpc: leave out cidr, zone_count and exclude_zone_ids, which are for a new VPC."
  }
}

variable "ipv6" {
  description = <<-END
    Lets viewers reach the load balancer by IPv6, too: a /56 of Amazon for the VPC, a /64 for each public subnet, and,
    with hosted_zone_id, an AAAA record. Tasks use IPv4 only. With existing_vpc, its public subnets must have IPv6
    networks and a route for ::/0.
  END
  type        = bool
  default     = false
  nullable    = false
}

variable "flow_logs_enabled" {
  description = <<-END
    Logs each connection in the VPC to the log group /vpc/<name>, for log_retention_days. Billed by the gigabyte. The
    log contains viewers' addresses.
  END
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.flow_logs_enabled || var.existing_vpc == null
    error_message = "flow_logs_enabled: with existing_vpc, the VPC is yours: create its flow log there."
  }
}
