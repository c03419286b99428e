# The root's variables validate these values.
variable "name" {
  description = "Name of the service and its resources."
  type        = string
}

variable "environment" {
  description = "dev, prod or another; determines STREAMGATE_ENVIRONMENT."
  type        = string
}

variable "region" {
  description = "The region."
  type        = string
}

variable "account_id" {
  description = "Account of the service. The roles trust ECS of this account only."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)
}

variable "task_subnet_ids" {
  description = "Subnets of the tasks."
  type        = list(string)
}

variable "public_addresses" {
  description = "Gives tasks public addresses."
  type        = bool
}

variable "endpoints" {
  description = "Whether tasks reach the registry, the log and secrets by interface endpoints; otherwise by the internet."
  type        = bool
  default     = true
}

variable "ipv6" {
  description = "Whether the load balancer has IPv6 addresses, too."
  type        = bool
  default     = false
}

variable "kms_key_arn" {
  description = "Key of the table and the log; null for keys of AWS."
  type        = string
  default     = null
}

variable "endpoint_security_group_id" {
  description = "Security group of the interface endpoints, which tasks may call; null without endpoints."
  type        = string
}

variable "prefix_list_ids" {
  description = "Prefix lists of the gateway endpoints, which tasks may call; null if there are none."
  type        = object({ dynamodb = string, s3 = string })
}

variable "table_name" {
  description = "The table."
  type        = string
}

variable "table_arn" {
  description = "The table's ARN."
  type        = string
}

variable "repository_url" {
  description = "URL of the image repository, without a tag."
  type        = string
}

variable "repository_arn" {
  description = "The repository's ARN."
  type        = string
}

variable "image_tag" {
  description = "Tag of the image; null for no image and no tasks."
  type        = string
}

variable "cpu" {
  description = "CPU units of a task."
  type        = number
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number
}

variable "architecture" {
  description = "X86_64 or ARM64."
  type        = string
}

variable "settings" {
  description = "Settings of Streamgate, except those that the task definition sets."
  type        = map(string)
}

variable "secrets" {
  description = "Settings from Secrets Manager: name to the secret's ARN, with or without the key of a JSON object."
  type        = map(string)
  default     = {}
}

variable "secret_arns" {
  description = "ARNs of the secrets, without keys of JSON objects."
  type        = set(string)
  default     = []
}

variable "secrets_key_arn" {
  description = "Key of KMS that encrypts the secrets; null for AWS's key."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "Days that the log is kept."
  type        = number
}

variable "container_insights" {
  description = "Container Insights: disabled, enabled or enhanced."
  type        = string
}
