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

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

run "the_state_is_versioned_encrypted_private_and_read_by_tls_only" {
  command = plan

  module {
    source = "./bootstrap"
  }

  assert {
    condition = (
      aws_s3_bucket.state.bucket == "streamgate-terraform-123456789012"
      && !aws_s3_bucket.state.force_destroy
    )
    error_message = "The bucket is ${aws_s3_bucket.state.bucket}, or is deleted with all states."
  }

  assert {
    condition = (
      aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
      && alltrue([
        for rule in aws_s3_bucket_server_side_encryption_configuration.state.rule :
        rule.apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
      ])
      && one(aws_s3_bucket_ownership_controls.state.rule).object_ownership == "BucketOwnerEnforced"
    )
    error_message = "Versions, encryption or ownership are missing."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.state.block_public_acls,
      aws_s3_bucket_public_access_block.state.block_public_policy,
      aws_s3_bucket_public_access_block.state.ignore_public_acls,
      aws_s3_bucket_public_access_block.state.restrict_public_buckets,
    ])
    error_message = "The bucket could be made public."
  }

  assert {
    condition = jsonencode(jsondecode(aws_s3_bucket_policy.tls_only.policy).Statement) == jsonencode([{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource = [
        "arn:aws:s3:::streamgate-terraform-123456789012/*",
        "arn:aws:s3:::streamgate-terraform-123456789012",
      ]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }])
    error_message = "The policy is ${aws_s3_bucket_policy.tls_only.policy}."
  }
}

run "a_name_that_no_bucket_can_have_is_refused" {
  command = plan

  module {
    source = "./bootstrap"
  }

  variables {
    bucket            = "My_Bucket"
    old_versions_days = 0
  }

  expect_failures = [var.bucket, var.old_versions_days]
}
