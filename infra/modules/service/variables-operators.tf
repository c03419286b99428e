variable "management_access" {
  description = "Who reaches the management port, and by which names besides addresses. Nobody if it names nobody."
  type = object({
    cidrs              = set(string)
    security_group_ids = set(string)
    allowed_hosts      = set(string)
  })
  default = { cidrs = [], security_group_ids = [], allowed_hosts = [] }
}

variable "collector" {
  description = "Second container of each task, which sends its metrics to a workspace of Prometheus; null for none."
  type = object({
    image            = string
    repository_arn   = string # null unless the image is in ECR
    workspace_arn    = string
    interval_seconds = number
    memory           = number
  })
  default = null
}
