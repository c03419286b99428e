variable "name" {
  description = "Name of the VPC, and prefix of the other names."
  type        = string
}

variable "region" {
  description = "Region, for the service names of the endpoints."
  type        = string
}

variable "cidr" {
  description = "CIDR block of the VPC."
  type        = string
}

variable "zone_count" {
  description = "Number of availability zones."
  type        = number
}

variable "exclude_zone_ids" {
  description = "Ids of availability zones that are not used."
  type        = set(string)
}

variable "private" {
  description = "Whether tasks are in private subnets with interface endpoints, or in the public subnets."
  type        = bool
}

variable "table_arn" {
  description = "The table: the DynamoDB endpoint allows access to no other."
  type        = string
}
