variable "image_tag" {
  description = <<-END
    Tag of the image to run: the commit that it was built from. Use null before the first image exists:
    everything is created, but the service has no tasks. Once an image is running, pass its tag to every apply.
  END
  type        = string
  default     = null

  validation {
    condition     = var.image_tag == null || can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag))
    error_message = "image_tag: up to 128 of A-Z, a-z, 0-9, _, . and -, not starting with . or -."
  }

  validation {
    condition     = var.image_tag != "latest"
    error_message = "image_tag: 'latest' does not identify an image, and tags are immutable. Use the commit."
  }
}

variable "cpu" {
  description = "CPU units of a task. 1024 units are one vCPU."
  type        = number
  default     = 512

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "cpu: 256, 512, 1024, 2048, 4096, 8192 or 16384."
  }
}

variable "memory" {
  description = "Memory of a task in MiB. The allowed sizes depend on cpu."
  type        = number
  default     = 1024

  validation {
    condition = contains(lookup({
      256   = [512, 1024, 2048]
      512   = range(1024, 4097, 1024)
      1024  = range(2048, 8193, 1024)
      2048  = range(4096, 16385, 1024)
      4096  = range(8192, 30721, 1024)
      8192  = range(16384, 61441, 4096)
      16384 = range(32768, 122881, 8192)
    }, var.cpu, []), var.memory)
    error_message = "memory: Fargate does not support ${var.cpu} CPU units with ${var.memory} MiB."
  }
}

variable "architecture" {
  description = "CPU architecture of the image."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "architecture: X86_64 or ARM64."
  }
}

variable "settings" {
  description = "Settings of Streamgate (docs/OPERATING.md), except those that the task definition sets."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.settings) : can(regex("^STREAMGATE_[A-Z][A-Z0-9_]*$", name))])
    error_message = "settings: names start with STREAMGATE_, followed by capital letters and digits."
  }

  validation {
    condition = length(setintersection(keys(var.settings), [
      "STREAMGATE_ENVIRONMENT", "STREAMGATE_MANAGEMENT_HOST", "STREAMGATE_MANAGEMENT_PORT",
      "STREAMGATE_TRUSTED_PROXIES", "STREAMGATE_LOG", "STREAMGATE_DRAIN_DELAY",
    ])) == 0
    error_message = "settings: the task definition sets environment, management, proxies, log and drain delay."
  }

  validation {
    condition = length(setintersection(keys(var.settings), [
      "STREAMGATE_STORE", "STREAMGATE_DATA_DIR", "STREAMGATE_CREATE_TABLE",
    ])) == 0
    error_message = "settings: streams are always stored in the table that Terraform creates."
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the tasks' log. The log contains viewers' addresses."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365."
  }
}

variable "container_insights" {
  description = "Container Insights of the cluster: disabled, enabled or enhanced. Billed by metric."
  type        = string
  default     = "disabled"

  validation {
    condition     = contains(["disabled", "enabled", "enhanced"], var.container_insights)
    error_message = "container_insights: disabled, enabled or enhanced."
  }
}

variable "certificate_arn" {
  description = "ARN of an ACM certificate in the region. Enables HTTPS, and redirects HTTP to it."
  type        = string
  default     = null

  validation {
    condition = (
      var.certificate_arn == null
      || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.certificate_arn))
    )
    error_message = "certificate_arn: arn:aws:acm:<region>:<account>:certificate/<id>."
  }

  validation {
    condition     = (var.certificate_arn == null) == (var.domain_name == null)
    error_message = "certificate_arn and domain_name: set both or neither."
  }
}

variable "domain_name" {
  description = "Domain name of the certificate. Point it at the load balancer (output alb_dns_name)."
  type        = string
  default     = null

  validation {
    condition = (
      var.domain_name == null || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain_name))
    )
    error_message = "domain_name: for example streams.example.com."
  }
}

variable "ssl_policy" {
  description = "TLS policy of the load balancer: versions and ciphers."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.ssl_policy))
    error_message = "ssl_policy: ELBSecurityPolicy-TLS13-1-2-... or -1-3-..., which require TLS 1.2 or later."
  }
}

variable "ingress_cidrs" {
  description = "IPv4 networks that may call the load balancer."
  type        = set(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition = (
      length(var.ingress_cidrs) > 0 && alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    )
    error_message = "ingress_cidrs: at least one IPv4 network, for example 203.0.113.0/24."
  }
}

variable "access_logs_bucket" {
  description = "Existing bucket that the load balancer may write its access log to; null for none."
  type        = string
  default     = null

  validation {
    condition = (
      var.access_logs_bucket == null
      || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.access_logs_bucket))
    )
    error_message = "access_logs_bucket: the name of a bucket."
  }
}
