# Credentials come from the environment: a profile, a role or keys.
provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

# For CloudFront's certificate only. It calls AWS for nothing else, and nothing at all without one.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  skip_credentials_validation = true
  skip_requesting_account_id  = true

  default_tags {
    tags = local.tags
  }
}

locals {
  tags = {
    Project     = var.project
    Environment = var.environment
    ManagedBy   = "terraform"
  }
}
