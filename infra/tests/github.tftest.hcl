# Which jobs of GitHub get a role: their tokens have one of two forms. Nothing here asks AWS: what only AWS
# knows is made up, so that the policies are rendered as they will be.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_iam_openid_connect_provider.github
  override_during = plan
  values = {
    arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }
}

variables {
  name       = "streamgate-test"
  region     = "eu-central-1"
  account_id = "123456789012"
  deployed = {
    alb_arn            = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/sg/1f"
    cluster_arn        = "arn:aws:ecs:eu-central-1:123456789012:cluster/streamgate-test"
    execution_role_arn = "arn:aws:iam::123456789012:role/streamgate-test-execution"
    service_arn        = "arn:aws:ecs:eu-central-1:123456789012:service/streamgate-test/streamgate-test"
    state_bucket       = "states"
    state_key          = "streamgate/test/terraform.tfstate"
    table_arn          = "arn:aws:dynamodb:eu-central-1:123456789012:table/streamgate-test"
    task_family        = "streamgate-test"
    task_role_arn      = "arn:aws:iam::123456789012:role/streamgate-test-task"
    vpc_id             = "vpc-1f"
  }
}

run "only_the_environment_of_the_repository_gets_the_deploy_role" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository = "owner/streamgate"
  }

  assert {
    condition     = keys(aws_iam_role.github) == ["deploy"]
    error_message = "there is one role: ${join(", ", keys(aws_iam_role.github))}"
  }

  assert {
    condition = jsondecode(aws_iam_role.github["deploy"].assume_role_policy).Statement == [{
      Effect = "Allow"
      Action = "sts:AssumeRoleWithWebIdentity"
      Principal = {
        Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
      }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:owner/streamgate:environment:dev"
        }
      }
    }]
    error_message = "trusted: ${aws_iam_role.github["deploy"].assume_role_policy}"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 1 && length(aws_codepipeline.this) == 0
    error_message = "the provider is made, and no pipeline"
  }
}

run "a_branch_stands_for_the_environment_and_a_provider_that_is_there_is_used" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository        = "owner/streamgate"
    github_branch            = "main"
    github_oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
    github_plan_role         = true
  }

  assert {
    condition = {
      for role, of in aws_iam_role.github : role => jsondecode(of.assume_role_policy)
      .Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"]
      } == {
      deploy = "repo:owner/streamgate:ref:refs/heads/main"
      plan   = "repo:owner/streamgate:pull_request"
    }
    error_message = "deploying is the branch's, reading is any pull request's"
  }

  assert {
    condition = (keys(aws_iam_role_policy_attachment.github_deploy) == ["deploy"] &&
    keys(aws_iam_role_policy_attachment.github_plan) == ["deploy", "plan"])
    error_message = "a pull request may read, and not deploy"
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0
    error_message = "an account can have the provider once"
  }
}

run "a_repository_whose_tokens_have_numbers_is_trusted_by_them" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository    = "owner/streamgate"
    github_owner_id      = "1234567"
    github_repository_id = "987654321"
    github_plan_role     = true
  }

  assert {
    condition = {
      for role, of in aws_iam_role.github :
      role => jsondecode(of.assume_role_policy).Statement[0].Condition
      } == {
      deploy = { StringEquals = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:owner@1234567/streamgate@987654321:environment:dev"
      } }
      plan = { StringEquals = {
        "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
        "token.actions.githubusercontent.com:sub" = "repo:owner@1234567/streamgate@987654321:pull_request"
      } }
    }
    error_message = "trusted: ${jsonencode(values(aws_iam_role.github)[*].assume_role_policy)}"
  }
}

run "the_branch_of_a_repository_whose_tokens_have_numbers_is_trusted_by_them" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository    = "owner/streamgate"
    github_owner_id      = "1234567"
    github_repository_id = "987654321"
    github_branch        = "main"
  }

  assert {
    condition = (jsondecode(aws_iam_role.github["deploy"].assume_role_policy)
      .Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:sub"]
    == "repo:owner@1234567/streamgate@987654321:ref:refs/heads/main")
    error_message = "trusted: ${aws_iam_role.github["deploy"].assume_role_policy}"
  }
}

run "one_number_without_the_other_is_refused" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository = "owner/streamgate"
    github_owner_id   = "1234567"
  }

  expect_failures = [var.github_repository_id]
}

run "a_number_that_is_none_is_refused" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository    = "owner/streamgate"
    github_owner_id      = "1234567"
    github_repository_id = "987654321/*"
  }

  expect_failures = [var.github_repository_id]
}
