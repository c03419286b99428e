variable "name" {
  description = "The table's name."
  type        = string
}

variable "encryption" {
  description = "Encryption key of the table: aws-managed or aws-owned."
  type        = string
}

variable "point_in_time_recovery" {
  description = "Enables point-in-time recovery: the table can be restored to any second of the last 35 days."
  type        = bool
}

variable "deletion_protection" {
  description = "Deletion protection of the table."
  type        = bool
}
