# CloudFront in front of the load balancer, which then admits nobody else.
module "cdn" {
  source = "./modules/cdn"
  count  = var.cloudfront_enabled ? 1 : 0

  name            = local.name
  origin_dns_name = module.service.origin_dns_name
  origin_https    = var.hosted_zone_id != null || var.certificate_arn != null
  domain_name     = var.domain_name
  certificate_arn = (
    var.cloudfront_certificate_arn != null ? var.cloudfront_certificate_arn : one(module.cdn_certificate[*].arn)
  )
  secret = var.cloudfront_secret
}

module "cdn_certificate" {
  source    = "./modules/cdn/certificate"
  count     = var.cloudfront_enabled && var.hosted_zone_id != null && var.cloudfront_certificate_arn == null ? 1 : 0
  providers = { aws = aws.us_east_1 }

  domain_name    = var.domain_name
  hosted_zone_id = var.hosted_zone_id
  validated      = var.certificate_arn == null
}

# What settings say about another CDN. By index and not by [*], which would refer to the whole module, and so to itself.
locals {
  public_url       = var.cloudfront_enabled ? module.cdn[0].url : var.public_url
  proxies_in_front = var.cloudfront_enabled ? 1 : var.proxies_in_front
  ingress_prefix_list_ids = (
    var.cloudfront_enabled ? toset([module.cdn[0].prefix_list_id]) : var.ingress_prefix_list_ids
  )
}
