variable "table_ceiling" {
  description = <<-END
    Request units a second, above which the table throttles reads and writes instead of billing them; null for AWS's
    quota of the account. For a table on demand. Leave room above your highest peak: throttled starts get 503.
  END
  type        = object({ read = number, write = number })
  default     = null

  validation {
    condition = var.table_ceiling == null || try(
      alltrue([for units in values(var.table_ceiling) : units >= 1 && floor(units) == units]), false
    )
    error_message = "table_ceiling: whole numbers from 1."
  }

  validation {
    condition     = var.table_ceiling == null || var.table_provisioned == null
    error_message = "table_ceiling: for a table on demand. With table_provisioned, the maximum is the ceiling."
  }
}

variable "table_provisioned" {
  description = <<-END
    Bills the table by provisioned capacity instead of on demand, and scales it between a minimum and a maximum of
    units a second, to use `target` percent; null for on demand. Cheaper for steady load. Before you switch a table
    that is in use, see docs/COST.md#provisioned-capacity.
  END
  type = object({
    read_min  = number
    read_max  = number
    write_min = number
    write_max = number
    target    = optional(number, 70)
  })
  default = null

  validation {
    condition = var.table_provisioned == null || try(
      var.table_provisioned.read_min >= 1 && var.table_provisioned.read_max >= var.table_provisioned.read_min
      && var.table_provisioned.write_min >= 1 && var.table_provisioned.write_max >= var.table_provisioned.write_min,
      false
    )
    error_message = "table_provisioned: 1 <= read_min <= read_max, and 1 <= write_min <= write_max."
  }

  validation {
    condition = var.table_provisioned == null || try(
      var.table_provisioned.target >= 20 && var.table_provisioned.target <= 90, false
    )
    error_message = "table_provisioned: target is 20 to 90 percent."
  }
}
