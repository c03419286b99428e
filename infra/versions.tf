terraform {
  # 1.10 is the first whose S3 backend locks by itself (use_lockfile), 1.11 the first whose tests
  # can override resources while they plan.
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
