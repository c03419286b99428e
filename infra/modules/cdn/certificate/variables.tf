variable "domain_name" {
  description = "Domain name that players use."
  type        = string
}

variable "hosted_zone_id" {
  description = "Hosted zone of domain_name."
  type        = string
}

variable "validated" {
  description = "Whether the hosted zone has the record that validates domain_name already: the load balancer's."
  type        = bool
}
