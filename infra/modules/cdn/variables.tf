# The root's variables validate these values.
variable "name" {
  description = "Comment and Name tag of the distribution, which AWS names itself."
  type        = string
}

variable "origin_dns_name" {
  description = "DNS name of the load balancer."
  type        = string
}

variable "origin_https" {
  description = "Whether the load balancer serves HTTPS, with a certificate for domain_name."
  type        = bool
}

variable "domain_name" {
  description = "Domain name that players use; null for the name that CloudFront gives."
  type        = string
}

variable "certificate_arn" {
  description = "ARN of a certificate in us-east-1 for domain_name; null without one."
  type        = string
}

variable "secret" {
  description = "Which of the two secrets CloudFront sends: a or b."
  type        = string
}
