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

variable "repository_arn" {
  description = "The image repository: the endpoints of ECR allow access to no other."
  type        = string
}

variable "log_group_arn" {
  description = "The log group of the tasks, without `:*`: the endpoint of CloudWatch Logs allows access to no other."
  type        = string
}

variable "secret_arns" {
  description = "Secrets of the tasks: the endpoint of Secrets Manager, which exists with any, allows access to no other."
  type        = set(string)
  default     = []
}

variable "collector" {
  description = "Workspace of Prometheus, to which an endpoint leads, and the repository of the collector's image, if in ECR."
  type        = object({ workspace_arn = string, repository_arn = string })
  default     = null
}

variable "ipv6" {
  description = "Gives the VPC and its public subnets IPv6 networks. Subnets of an existing VPC must have them."
  type        = bool
  default     = false
}

variable "existing" {
  description = "VPC to use instead of creating one. cidr, zone_count, exclude_zone_ids and private are unused then."
  type = object({
    vpc_id               = string
    public_subnet_ids    = list(string)
    task_subnet_ids      = list(string)
    endpoints            = bool
    task_route_table_ids = set(string)
  })
  default = null
}

variable "flow_logs" {
  description = "Logs each connection in the VPC to a log group of this account; null for no flow log."
  type = object({
    account_id     = string
    retention_days = number
    kms_key_arn    = string
  })
  default = null
}
