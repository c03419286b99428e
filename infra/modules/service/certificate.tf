# HTTPS for domain_name: with hosted_zone_id, a certificate and the records that it needs.

locals {
  https             = var.certificate_arn != null || var.hosted_zone_id != null
  makes_certificate = var.certificate_arn == null && var.hosted_zone_id != null
  certificate_arn = (
    local.makes_certificate ? aws_acm_certificate_validation.this[0].certificate_arn : var.certificate_arn
  )
}

resource "aws_acm_certificate" "this" {
  count = local.makes_certificate ? 1 : 0

  domain_name       = var.domain_name
  validation_method = "DNS"

  # The listener uses the old one until it has the new one.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  count = local.makes_certificate ? 1 : 0

  zone_id = var.hosted_zone_id
  name    = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_name
  type    = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_type
  records = [one(aws_acm_certificate.this[0].domain_validation_options).resource_record_value]
  ttl     = 300

  # AWS renews a certificate as long as this record exists, and gives all of an account's certificates for a name the
  # same one.
  allow_overwrite = true
}

# Waits until the certificate is issued, because a listener does not accept it before. Usually a few minutes.
resource "aws_acm_certificate_validation" "this" {
  count = local.makes_certificate ? 1 : 0

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = [aws_route53_record.validation[0].fqdn]
}

resource "aws_route53_record" "entrance" {
  count = var.hosted_zone_id != null ? 1 : 0

  zone_id = var.hosted_zone_id
  name    = var.domain_name
  type    = "A"

  alias {
    name                   = var.alias == null ? aws_lb.this.dns_name : var.alias.name
    zone_id                = var.alias == null ? aws_lb.this.zone_id : var.alias.zone_id
    evaluate_target_health = false
  }
}

# A CDN has IPv6 addresses, whether the load balancer has any or not.
resource "aws_route53_record" "entrance_ipv6" {
  count = var.hosted_zone_id != null && (local.closed || var.ipv6) ? 1 : 0

  zone_id = var.hosted_zone_id
  name    = var.domain_name
  type    = "AAAA"

  alias {
    name                   = var.alias == null ? aws_lb.this.dns_name : var.alias.name
    zone_id                = var.alias == null ? aws_lb.this.zone_id : var.alias.zone_id
    evaluate_target_health = false
  }
}
