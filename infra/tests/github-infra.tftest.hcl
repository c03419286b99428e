# The role that applies infrastructure from GitHub: much in one region, and nothing that gives permissions.
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

run "the_infra_role_is_for_its_own_environment_and_cannot_give_itself_permissions" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository  = "owner/streamgate"
    github_environment = "test"
    github_infra_role  = true
    deployed           = merge(var.deployed, { hosted_zone_id = "Z0123456789ABCDEFGHIJ" })
  }

  assert {
    condition = one(flatten([
      for statement in jsondecode(aws_iam_role.github["infra"].assume_role_policy).Statement :
      statement.Condition.StringEquals["token.actions.githubusercontent.com:sub"]
    ])) == "repo:owner/streamgate:environment:test-infra"
    error_message = "trust: ${aws_iam_role.github["infra"].assume_role_policy}"
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement : [
        for action in flatten([statement.Action]) : !can(regex("^(iam|kms|sts|organizations|code[a-z]+):", action))
      ] if statement.Sid != "PassTaskRoles"
    ]))
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement :
      [statement.Sid, statement.Action, statement.Resource] if statement.Sid == "PassTaskRoles"
      ] == [[
        "PassTaskRoles", "iam:PassRole", [
          "arn:aws:iam::123456789012:role/streamgate-test-task",
          "arn:aws:iam::123456789012:role/streamgate-test-execution",
        ],
    ]]
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }

  # Every statement names a resource or is limited to the region.
  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement :
      statement.Resource != "*" || try(statement.Condition.StringEquals["aws:RequestedRegion"], "") == "eu-central-1"
    ])
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }

  assert {
    condition = (
      contains(keys(aws_iam_role_policy_attachment.github_plan), "infra")
      && !contains(keys(aws_iam_role_policy_attachment.github_deploy), "infra")
    )
    error_message = "it reads what a plan reads, and pushes no image"
  }
}

run "with_a_cdn_the_infra_role_changes_distributions_and_their_certificates" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_repository = "owner/streamgate"
    github_infra_role = true
    deployed = merge(var.deployed, {
      hosted_zone_id    = "Z0123456789ABCDEFGHIJ"
      distribution_arns = ["arn:aws:cloudfront::123456789012:distribution/E1"]
    })
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement :
      statement.Sid => [statement.Resource, try(statement.Condition.StringEquals["aws:RequestedRegion"], null)]
      if endswith(statement.Sid, "OfCdn") || statement.Sid == "ChangeDistributions"
      } == {
      ChangeDistributions    = ["arn:aws:cloudfront::123456789012:distribution/*", null]
      ChangeCertificateOfCdn = ["*", "us-east-1"]
    }
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }

  # In another region, certificates only.
  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.github_infra[0].policy).Statement : statement.Action
      if statement.Sid == "ChangeCertificateOfCdn"
    ] == ["acm:*"]
    error_message = "policy: ${aws_iam_role_policy.github_infra[0].policy}"
  }
}

run "an_infra_role_for_nobody_is_refused" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    github_infra_role = true
  }

  expect_failures = [var.github_infra_role]
}
