# What is refused about secrets, one mistake a run.
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

variables {
  environment = "dev"
}

run "the_name_of_no_setting_is_refused" {
  command = plan

  variables {
    secrets = { TOKEN_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
  }

  expect_failures = [var.secrets]
}

run "a_secret_that_the_task_definition_sets_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_TRUSTED_PROXIES = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
  }

  expect_failures = [var.secrets]
}

run "a_secret_that_chooses_another_store_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_STORE = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
  }

  expect_failures = [var.secrets]
}

run "a_secret_url_of_keys_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_JWT_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
  }

  expect_failures = [var.secrets]
}

run "a_setting_from_two_places_is_refused" {
  command = plan

  variables {
    secrets  = { STREAMGATE_BACKEND_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
    settings = { STREAMGATE_BACKEND_KEYS = "checkout:00" }
  }

  expect_failures = [var.secrets]
}

run "the_name_of_a_secret_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_TOKEN_KEYS = "streamgate-dev/token-keys" }
  }

  expect_failures = [var.secrets]
}

run "an_arn_without_the_six_characters_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys" }
  }

  expect_failures = [var.secrets]
}

run "a_secret_of_another_region_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:us-east-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
  }

  expect_failures = [var.secrets]
}

run "a_version_of_a_secret_is_refused" {
  command = plan

  variables {
    secrets = { STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf:keys:AWSPREVIOUS:" }
  }

  expect_failures = [var.secrets]
}

run "a_key_without_secrets_is_refused" {
  command = plan

  variables {
    secrets_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  expect_failures = [var.secrets_key_arn]
}

run "an_alias_of_a_key_is_refused" {
  command = plan

  variables {
    secrets         = { STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev/token-keys-AbCdEf" }
    secrets_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/secrets"
  }

  expect_failures = [var.secrets_key_arn]
}

run "a_secret_among_the_settings_is_refused" {
  command = plan

  variables {
    settings = { STREAMGATE_TOKEN_KEYS = "k1:c2VjcmV0" }
  }

  expect_failures = [var.settings]
}

run "two_settings_can_be_values_of_one_secret" {
  command = plan

  variables {
    secrets = {
      STREAMGATE_BACKEND_KEYS = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev-AbCdEf:back_ends::"
      STREAMGATE_TOKEN_KEYS   = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev-AbCdEf:token_keys::"
    }
    secrets_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1f"
  }

  assert {
    condition     = local.secret_arns == toset(["arn:aws:secretsmanager:eu-central-1:123456789012:secret:streamgate-dev-AbCdEf"])
    error_message = "Roles may read ${jsonencode(local.secret_arns)}."
  }
}
