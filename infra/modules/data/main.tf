# The only resource that cannot be recreated. docs/OPERATING.md describes its items.
resource "aws_dynamodb_table" "streams" {
  name                        = var.name
  billing_mode                = var.provisioned == null ? "PAY_PER_REQUEST" : "PROVISIONED"
  read_capacity               = one(var.provisioned[*].read_min)
  write_capacity              = one(var.provisioned[*].write_min)
  hash_key                    = "pk"
  range_key                   = "sk"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "pk"
    type = "S"
  }

  attribute {
    name = "sk"
    type = "S"
  }

  ttl {
    attribute_name = "ttl"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = var.point_in_time_recovery
  }

  dynamic "on_demand_throughput" {
    for_each = var.ceiling[*]

    content {
      max_read_request_units  = on_demand_throughput.value.read
      max_write_request_units = on_demand_throughput.value.write
    }
  }

  # Tables are always encrypted. With enabled = false, the key is owned by AWS.
  server_side_encryption {
    enabled     = var.encryption == "aws-managed" || var.kms_key_arn != null
    kms_key_arn = var.kms_key_arn
  }
  # Set once; then autoscaling changes it (autoscaling.tf).
  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}
