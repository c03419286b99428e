# The only resource that cannot be recreated. docs/OPERATING.md describes its items.
resource "aws_dynamodb_table" "streams" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
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

  # Tables are always encrypted. With enabled = false, the key is owned by AWS.
  server_side_encryption {
    enabled = var.encryption == "aws-managed"
  }
}
