variable "name" {
  description = "The table's name."
  type        = string
}

variable "encryption" {
  description = "Encryption key of the table: aws-managed or aws-owned. Not used with kms_key_arn."
  type        = string
}

variable "kms_key_arn" {
  description = "Your own encryption key of the table; null for one of AWS."
  type        = string
  default     = null
}

variable "point_in_time_recovery" {
  description = "Enables point-in-time recovery: the table can be restored to any second of the last 35 days."
  type        = bool
}

variable "deletion_protection" {
  description = "Deletion protection of the table."
  type        = bool
}

variable "ceiling" {
  description = "Most request units a second of a table on demand; null for the account's quota."
  type        = object({ read = number, write = number })
}

variable "provisioned" {
  description = "Minimum and maximum of provisioned units a second, and target use in percent; null for on demand."
  type = object({
    read_min  = number
    read_max  = number
    write_min = number
    write_max = number
    target    = number
  })
}
