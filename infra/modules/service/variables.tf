# The values are checked where they come from, in the root's variables.
variable "name" {
  description = "The name of the service and of all that belongs to it."
  type        = string
}

variable "environment" {
  description = "dev, prod, or another: what STREAMGATE_ENVIRONMENT is derived from."
  type        = string
}

variable "region" {
  description = "The region."
  type        = string
}

variable "account_id" {
  description = "The account, for whom the roles trust ECS."
  type        = string
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "public_subnet_ids" {
  description = "Where the load balancer is."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Where the tasks are."
  type        = list(string)
}

variable "endpoint_security_group_id" {
  description = "The group of the interface endpoints, which tasks may call."
  type        = string
}

variable "prefix_list_ids" {
  description = "The prefix lists of the gateway endpoints, which tasks may call."
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
  description = "The repository of the image, without a tag."
  type        = string
}

variable "repository_arn" {
  description = "The repository's ARN."
  type        = string
}

variable "image_tag" {
  description = "The tag of the image; null stands for no image and no task."
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
  description = "Settings of Streamgate beside those that the task definition sets."
  type        = map(string)
}

variable "log_retention_days" {
  description = "How long the log is kept."
  type        = number
}

variable "container_insights" {
  description = "disabled, enabled or enhanced."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate of HTTPS; null serves HTTP only."
  type        = string
}

variable "domain_name" {
  description = "The name that the certificate is for."
  type        = string
}

variable "ssl_policy" {
  description = "Which versions and ciphers of TLS are spoken."
  type        = string
}

variable "ingress_cidrs" {
  description = "The IPv4 networks that may call the load balancer."
  type        = set(string)
}

variable "access_logs_bucket" {
  description = "The bucket of the load balancer's access log; null writes none."
  type        = string
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer."
  type        = bool
}

variable "min_tasks" {
  description = "How many tasks run at least."
  type        = number
}

variable "max_tasks" {
  description = "How many tasks run at most."
  type        = number
}

variable "capacity" {
  description = "The base and the weight of each capacity provider."
  type = object({
    fargate      = object({ base = number, weight = number })
    fargate_spot = object({ base = number, weight = number })
  })
}

variable "scaling" {
  description = "step or target-tracking."
  type        = string
}

variable "step_scaling" {
  description = "Step scaling: percent of CPU, minutes, and seconds of cooldown."
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
  description = "Target tracking: the percentage of CPU."
  type        = number
}

variable "scheduled_scalings" {
  description = "Other bounds at set times."
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
