variable "name" {
  description = "The table's name."
  type        = string
}

variable "encryption" {
  description = "Who keeps the table's key: aws-managed or aws-owned."
  type        = string
}

variable "point_in_time_recovery" {
  description = "Whether the table can be restored to any second of the last 35 days."
  type        = bool
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the table."
  type        = bool
}
