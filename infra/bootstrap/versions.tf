terraform {
  required_version = ">= 1.11"

  # make.sh names the file after the bucket, for there may be one in each of several accounts.
  backend "local" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
