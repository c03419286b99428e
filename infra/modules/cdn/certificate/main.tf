# A certificate for CloudFront, which takes those of us-east-1 only: the caller passes a provider for this region.

resource "aws_acm_certificate" "this" {
  domain_name       = var.domain_name
  validation_method = "DNS"

  # The distribution uses the old one until it has the new one.
  lifecycle {
    create_before_destroy = true
  }
}

# One record validates an account's certificates for a name in all regions.
resource "aws_route53_record" "validation" {
  count = var.validated ? 0 : 1

  zone_id = var.hosted_zone_id
  name    = one(aws_acm_certificate.this.domain_validation_options).resource_record_name
  type    = one(aws_acm_certificate.this.domain_validation_options).resource_record_type
  records = [one(aws_acm_certificate.this.domain_validation_options).resource_record_value]
  ttl     = 300

  allow_overwrite = true
}

# Waits until the certificate is issued, because CloudFront does not accept it before.
resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = var.validated ? null : aws_route53_record.validation[*].fqdn
}
