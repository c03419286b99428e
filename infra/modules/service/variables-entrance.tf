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
