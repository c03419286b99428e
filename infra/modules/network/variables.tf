variable "name" {
  description = "The VPC's name, and the first part of the others."
  type        = string
}

variable "region" {
  description = "The region, for the names of the endpoints' services."
  type        = string
}

variable "cidr" {
  description = "The addresses of the VPC."
  type        = string
}

variable "zone_count" {
  description = "How many availability zones are used."
  type        = number
}

variable "table_arn" {
  description = "The table: the only one that the endpoint of DynamoDB lets through to."
  type        = string
}
