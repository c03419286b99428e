# CloudFront takes certificates of us-east-1 only.

locals {
  makes_certificate = var.certificate_arn == null && var.hosted_zone_id != null
  makes_validation  = local.makes_certificate && !var.validated
  certificate_arn = (
    local.makes_certificate ? aws_acm_certificate_validation.this[0].certificate_arn : var.certificate_arn
  )
}

resource "aws_acm_certificate" "this" {
  count    = local.makes_certificate ? 1 : 0
  provider = aws.us_east_1

  domain_name       = var.domain_name
  validation_method = "DNS"

  # The distribution uses the old one until it has the new one.
  lifecycle {
    create_before_destroy = true
  }
}

# One record validates an account's certificates for a name in all regions.
resource "aws_route53_record" "validation" {
  count = local.makes_validation ? 1 : 0

  zone_id = var.hosted_zone_id
  name    = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_name
  type    = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_type
  records = [one(aws_acm_certificate.this[0].domain_validation_options).resource_record_value]
  ttl     = 300

  allow_overwrite = true
}

# Waits until the certificate is issued, because CloudFront does not accept it before.
resource "aws_acm_certificate_validation" "this" {
  count    = local.makes_certificate ? 1 : 0
  provider = aws.us_east_1

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = local.makes_validation ? aws_route53_record.validation[*].fqdn : null
}
