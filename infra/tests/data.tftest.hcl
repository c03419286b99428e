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

variables {
  ceiling     = null
  provisioned = null
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
      length(aws_dynamodb_table.streams.on_demand_throughput) == 0
      && length(aws_appautoscaling_target.table) == 0 && length(aws_appautoscaling_policy.table) == 0
    )
    error_message = "A table on demand has a ceiling that nobody set, or is scaled."
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

run "a_table_on_demand_has_a_ceiling" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    name                   = "streamgate-dev"
    encryption             = "aws-managed"
    point_in_time_recovery = true
    deletion_protection    = true
    ceiling                = { read = 2000, write = 1000 }
  }

  assert {
    condition = (
      aws_dynamodb_table.streams.on_demand_throughput[0].max_read_request_units == 2000
      && aws_dynamodb_table.streams.on_demand_throughput[0].max_write_request_units == 1000
    )
    error_message = "The ceiling is another."
  }
}

run "provisioned_capacity_is_scaled_for_reads_and_writes" {
  command = plan

  module {
    source = "./modules/data"
  }

  variables {
    name                   = "streamgate-dev"
    encryption             = "aws-managed"
    point_in_time_recovery = true
    deletion_protection    = true
    provisioned            = { read_min = 5, read_max = 100, write_min = 10, write_max = 500, target = 70 }
  }

  assert {
    condition = (
      aws_dynamodb_table.streams.billing_mode == "PROVISIONED"
      && aws_dynamodb_table.streams.read_capacity == 5 && aws_dynamodb_table.streams.write_capacity == 10
    )
    error_message = "The table does not start with its minimum."
  }

  assert {
    condition = {
      for target in aws_appautoscaling_target.table :
      target.scalable_dimension => "${target.resource_id} ${target.min_capacity}-${target.max_capacity}"
      } == {
      "dynamodb:table:ReadCapacityUnits"  = "table/streamgate-dev 5-100"
      "dynamodb:table:WriteCapacityUnits" = "table/streamgate-dev 10-500"
    }
    error_message = "The capacity is scaled within other bounds."
  }

  assert {
    condition = {
      for policy in aws_appautoscaling_policy.table : policy.scalable_dimension => [
        for tracking in policy.target_tracking_scaling_policy_configuration :
        "${tracking.predefined_metric_specification[0].predefined_metric_type} ${tracking.target_value}"
      ]
      } == {
      "dynamodb:table:ReadCapacityUnits"  = ["DynamoDBReadCapacityUtilization 70"]
      "dynamodb:table:WriteCapacityUnits" = ["DynamoDBWriteCapacityUtilization 70"]
    }
    error_message = "The capacity follows something else."
  }
}
