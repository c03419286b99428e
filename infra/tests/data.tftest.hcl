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

run "the_table_has_two_keys_is_paid_by_use_and_is_kept_safe" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    name                   = "streamgate-dev"
    encryption             = "aws-managed"
    point_in_time_recovery = true
    deletion_protection    = true
  }

  assert {
    condition = (
      aws_dynamodb_table.streams.billing_mode == "PAY_PER_REQUEST"
      && aws_dynamodb_table.streams.hash_key == "pk" && aws_dynamodb_table.streams.range_key == "sk"
      && [for a in aws_dynamodb_table.streams.attribute : "${a.name} ${a.type}"] == ["pk S", "sk S"]
    )
    error_message = "The keys or the way of paying are others."
  }

  assert {
    condition = (
      aws_dynamodb_table.streams.ttl[0].attribute_name == "ttl" && aws_dynamodb_table.streams.ttl[0].enabled
      && aws_dynamodb_table.streams.point_in_time_recovery[0].enabled
      && aws_dynamodb_table.streams.server_side_encryption[0].enabled
      && aws_dynamodb_table.streams.deletion_protection_enabled
    )
    error_message = "Something that keeps the table safe, or small, is off."
  }
}

run "what_keeps_the_table_safe_can_be_left_away" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    name                   = "streamgate-dev"
    encryption             = "aws-owned"
    point_in_time_recovery = false
    deletion_protection    = false
  }

  assert {
    condition = !anytrue([
      aws_dynamodb_table.streams.point_in_time_recovery[0].enabled,
      aws_dynamodb_table.streams.server_side_encryption[0].enabled,
      aws_dynamodb_table.streams.deletion_protection_enabled,
    ])
    error_message = "A setting is not followed."
  }
}
