# No server is asked: what AWS would say is overridden. From infra/: terraform test
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

# Each run has one mistake for each of its variables: all of them are refused, none of the others is.

run "what_aws_does_not_know_is_refused" {
  command = plan

  variables {
    environment        = "dev"
    hosted_zone_id     = "example.com"
    network            = "public"
    table_encryption   = "none"
    cpu                = 300
    architecture       = "RISCV"
    log_retention_days = 31
    container_insights = "yes"
    scaling            = "predictive"
    ssl_policy         = "ELBSecurityPolicy-2016-08"
  }

  expect_failures = [
    var.hosted_zone_id, var.network, var.table_encryption, var.cpu, var.architecture, var.log_retention_days,
    var.container_insights, var.scaling, var.ssl_policy,
  ]
}

run "values_of_another_form_are_refused" {
  command = plan

  variables {
    environment        = "Prod"
    region             = "Frankfurt"
    exclude_zone_ids   = ["ap-northeast-1c"]
    cidr               = "10.0.0.0"
    image_tag          = "a b"
    certificate_arn    = "arn:aws:iam::123456789012:server-certificate/a"
    ingress_cidrs      = ["everywhere"]
    access_logs_bucket = "My_Bucket"
    scheduled_scalings = [{ name = "a", schedule = "30 18 * * *", min_tasks = 1, max_tasks = 2 }]
  }

  expect_failures = [
    var.environment, var.region, var.exclude_zone_ids, var.cidr, var.image_tag, var.certificate_arn, var.ingress_cidrs,
    var.access_logs_bucket, var.scheduled_scalings,
  ]
}

# Alone, because the rules of `settings` refer to the network.
run "the_name_of_no_setting_is_refused" {
  command = plan

  variables {
    environment = "dev"
    settings    = { PATH = "/tmp" }
  }

  expect_failures = [var.settings]
}

run "values_out_of_bounds_are_refused" {
  command = plan

  variables {
    environment   = "abcdefghijklmnopqrstuv" # 32 letters with streamgate, 33 with the hyphen
    cidr          = "10.0.0.0/24"
    zone_count    = 1
    memory        = 9000
    ingress_cidrs = []
    min_tasks     = 0
    capacity      = { fargate_spot = { base = 0, weight = 1001 } }
    step_scaling  = { low_cooldown = -1 }
    target_cpu    = 100

    rollback_5xx_percent = 101
    estimated_streams    = -1
  }

  expect_failures = [
    var.environment, var.cidr, var.zone_count, var.memory, var.ingress_cidrs, var.min_tasks, var.capacity,
    var.step_scaling, var.target_cpu, var.rollback_5xx_percent, var.estimated_streams,
  ]
}

run "contradictions_are_refused" {
  command = plan

  variables {
    environment     = "dev"
    project         = "Stream_Gate"
    max_tasks       = 2
    capacity        = { fargate = { base = 1, weight = 1 }, fargate_spot = { base = 1, weight = 1 } }
    step_scaling    = { low = 85, high = 85 }
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a"
    settings        = { STREAMGATE_ENVIRONMENT = "prod" }
    scheduled_scalings = [
      { name = "a", schedule = "rate(1 day)", min_tasks = 1, max_tasks = 2 },
      { name = "a", schedule = "rate(1 hour)", min_tasks = 1, max_tasks = 2 },
    ]
  }

  expect_failures = [
    var.project, var.max_tasks, var.capacity, var.step_scaling, var.certificate_arn, var.settings,
    var.scheduled_scalings,
  ]
}

run "what_would_run_otherwise_than_it_reads_is_refused" {
  command = plan

  variables {
    environment        = "dev"
    image_tag          = "latest"
    domain_name        = "streams example"
    settings           = { STREAMGATE_STORE = "memory" }
    capacity           = { fargate = { base = 1, weight = 0 } }
    step_scaling       = { high_minutes = 1.5 }
    scheduled_scalings = [{ name = "a", schedule = "rate(1 day)", min_tasks = 3, max_tasks = 2 }]
  }

  expect_failures = [
    var.image_tag, var.domain_name, var.settings, var.capacity, var.step_scaling, var.scheduled_scalings,
  ]
}

run "what_keeps_the_task_closed_cannot_be_set" {
  command = plan

  variables {
    environment        = "dev"
    settings           = { STREAMGATE_MANAGEMENT_HOST = "0.0.0.0" }
    domain_name        = "streams.example.com" # without a zone or a certificate, HTTPS would not be served
    scheduled_scalings = [{ name = "a b", schedule = "rate(1 day)", min_tasks = 1, max_tasks = 2 }]
  }

  expect_failures = [var.settings, var.hosted_zone_id, var.scheduled_scalings]
}
