# What is refused together with other settings, one combination a run: Terraform does not evaluate the rules of a
# variable that refers to a refused one.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

mock_provider "aws" {
  alias = "us_east_1"
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.network.data.aws_availability_zones.usable
  values = { names = ["eu-central-1c", "eu-central-1a", "eu-central-1b", "eu-central-1d"] }
}

run "prod_without_https_is_refused" {
  command = plan

  variables {
    environment = "prod"
  }

  expect_failures = [var.allow_http]
}

run "a_hosted_zone_without_a_name_is_refused" {
  command = plan

  variables {
    environment    = "dev"
    hosted_zone_id = "Z0123456789ABCDEFGHIJ"
  }

  expect_failures = [var.hosted_zone_id]
}

run "a_way_round_the_proxies_is_refused" {
  command = plan

  variables {
    environment             = "dev"
    proxies_in_front        = 1
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    ingress_cidrs           = ["203.0.113.0/24"]
    public_url              = "https://streams.example.com"
  }

  expect_failures = [var.proxies_in_front]
}

run "proxies_without_a_list_are_refused" {
  command = plan

  variables {
    environment      = "dev"
    proxies_in_front = 1
    public_url       = "https://streams.example.com"
  }

  expect_failures = [var.proxies_in_front]
}

run "proxies_without_a_url_are_refused" {
  command = plan

  variables {
    environment             = "dev"
    proxies_in_front        = 1
    ingress_prefix_list_ids = ["pl-a3a144ca"]
  }

  expect_failures = [var.proxies_in_front]
}

run "half_a_proxy_is_refused" {
  command = plan

  variables {
    environment             = "dev"
    proxies_in_front        = 0.5
    ingress_prefix_list_ids = ["pl-a3a144ca"]
    public_url              = "https://streams.example.com"
  }

  expect_failures = [var.proxies_in_front]
}

run "names_of_lists_and_urls_with_a_path_are_refused" {
  command = plan

  variables {
    environment             = "dev"
    ingress_prefix_list_ids = ["com.amazonaws.global.cloudfront.origin-facing"]
    public_url              = "https://streams.example.com/api"
  }

  expect_failures = [var.ingress_prefix_list_ids, var.public_url]
}

run "a_table_of_two_kinds_is_refused" {
  command = plan

  variables {
    environment       = "dev"
    table_ceiling     = { read = 2000, write = 1000 }
    table_provisioned = { read_min = 1, read_max = 5, write_min = 1, write_max = 2 }
  }

  expect_failures = [var.table_ceiling]
}

run "bounds_that_cross_are_refused" {
  command = plan

  variables {
    environment       = "dev"
    table_provisioned = { read_min = 10, read_max = 5, write_min = 1, write_max = 2 }
  }

  expect_failures = [var.table_provisioned]
}

run "use_above_90_percent_is_refused" {
  command = plan

  variables {
    environment       = "dev"
    table_provisioned = { read_min = 1, read_max = 5, write_min = 1, write_max = 2, target = 95 }
  }

  expect_failures = [var.table_provisioned]
}

run "a_ceiling_of_nothing_is_refused" {
  command = plan

  variables {
    environment   = "dev"
    table_ceiling = { read = 0, write = 1000 }
  }

  expect_failures = [var.table_ceiling]
}
