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
  target = data.aws_organizations_organization.this
  values = {
    roots = [{
      id           = "r-abcd"
      name         = "Root"
      arn          = "arn:aws:organizations::123456789012:root/o-a/r-abcd"
      policy_types = []
    }]
  }
}

variables {
  email = "aws+streamgate-test@example.com"
}

run "a_test_account_has_a_unit_of_its_own_and_outlives_its_description" {
  command = plan

  module {
    source = "./accounts"
  }

  assert {
    condition = (
      aws_organizations_organizational_unit.this.name == "test"
      && aws_organizations_organizational_unit.this.parent_id == "r-abcd"
    )
    error_message = "The unit is elsewhere."
  }

  assert {
    condition = (
      aws_organizations_account.test.name == "streamgate-test"
      && !aws_organizations_account.test.close_on_deletion
      && aws_organizations_account.test.role_name == "OrganizationAccountAccessRole"
      && aws_organizations_account.test.iam_user_access_to_billing == "DENY"
    )
    error_message = "The account is another, or is closed by destroy."
  }
}

run "an_account_needs_an_address_and_a_unit_a_parent" {
  command = plan

  module {
    source = "./accounts"
  }

  variables {
    email     = "nobody"
    parent_id = "root"
  }

  expect_failures = [var.email, var.parent_id]
}
