module "delivery" {
  source = "./modules/delivery"

  name = local.name
}
