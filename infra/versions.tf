terraform {
  # The S3 backend can lock without DynamoDB from 1.10 on (use_lockfile), and tests can override resources
  # during a plan from 1.11 on.
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
