terraform {
  required_version = ">= 1.11"

  # make.sh names the file after the bucket, because each account may have one.
  backend "local" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
