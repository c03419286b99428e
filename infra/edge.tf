module "edge" {
  source = "./modules/edge"
  count  = var.waf_enabled ? 1 : 0

  name          = local.name
  alb_arn       = module.service.alb_arn
  rate_limit    = local.proxies_in_front == 0 ? var.waf_rate_limit : null
  counted_rules = var.waf_counted_rules
}
