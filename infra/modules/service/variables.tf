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

variable "hosted_zone_id" {
  description = "Hosted zone of domain_name, for its record and, without certificate_arn, its certificate; or null."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of an existing certificate for HTTPS, or null."
  type        = string
}

variable "domain_name" {
  description = "Domain name of the certificate."
  type        = string
}

variable "ssl_policy" {
  description = "TLS policy: versions and ciphers."
  type        = string
}

variable "proxies_in_front" {
  description = "Number of proxies in front of the load balancer that append to x-forwarded-for."
  type        = number
}

variable "ingress_prefix_list_ids" {
  description = "Managed prefix lists that may call the load balancer."
  type        = set(string)
}

variable "ingress_cidrs" {
  description = "IPv4 and IPv6 networks that may call the load balancer."
  type        = set(string)
}

variable "required_header" {
  description = "Header without which the load balancer answers 403; null for none."
  type        = string
  default     = null
}

variable "required_header_values" {
  description = "Values of required_header, of which a request must have one."
  type        = list(string)
  default     = []
}

variable "alias" {
  description = "Where the record of domain_name points; null for the load balancer."
  type        = object({ name = string, zone_id = string })
  default     = null
}

variable "access_logs_bucket" {
  description = "Bucket for the load balancer's access log; null for none."
  type        = string
}

variable "deletion_protection" {
  description = "Deletion protection of the load balancer."
  type        = bool
}

variable "min_tasks" {
  description = "Minimum number of tasks."
  type        = number
}

variable "max_tasks" {
  description = "Maximum number of tasks."
  type        = number
}

variable "capacity" {
  description = "Base and weight of each capacity provider."
  type = object({
    fargate      = object({ base = number, weight = number })
    fargate_spot = object({ base = number, weight = number })
  })
}

variable "scaling" {
  description = "Scaling policy: step or target-tracking."
  type        = string
}

variable "step_scaling" {
  description = "Step scaling: CPU in percent, minutes, and cooldowns in seconds."
  type = object({
    high          = number
    high_minutes  = number
    high_cooldown = number
    low           = number
    low_minutes   = number
    low_cooldown  = number
  })
}

variable "target_cpu" {
  description = "Target tracking: target CPU in percent."
  type        = number
}

variable "scheduled_scalings" {
  description = "Scheduled changes of the minimum and maximum number of tasks."
  type = list(object({
    name       = string
    schedule   = string
    timezone   = string
    min_tasks  = number
    max_tasks  = number
    start_time = optional(string)
    end_time   = optional(string)
  }))
}

variable "rollback_5xx_percent" {
  description = "Share of 5xx at which a deployment is rolled back; null for no alarm."
  type        = number
}
