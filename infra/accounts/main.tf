# A test account with its own bill and quotas. Run this root with credentials of the organization's management
# account. Nothing else here needs it.
provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project   = var.project
      ManagedBy = "terraform"
    }
  }
}

data "aws_organizations_organization" "this" {}

resource "aws_organizations_organizational_unit" "this" {
  name      = var.unit
  parent_id = coalesce(var.parent_id, data.aws_organizations_organization.this.roots[0].id)
}

resource "aws_organizations_account" "test" {
  name      = "${var.project}-test"
  email     = var.email
  parent_id = aws_organizations_organizational_unit.this.id
  role_name = var.role_name

  iam_user_access_to_billing = "DENY"
  close_on_deletion          = var.close_on_deletion

  lifecycle {
    # AWS returns neither for an existing account: otherwise a plan would replace the account.
    ignore_changes = [role_name, iam_user_access_to_billing]
  }
}
