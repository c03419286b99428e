# The deployer's rights, action by action and resource by resource.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  name              = "streamgate-test"
  region            = "eu-central-1"
  account_id        = "123456789012"
  github_repository = "owner/streamgate"
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

run "a_deployment_may_change_the_image_and_nothing_else" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_policy.deploy[0].policy).Statement :
      statement.Sid => statement.Resource
      } == {
      LogInToRegistry  = "*"
      PushImage        = "arn:aws:ecr:eu-central-1:123456789012:repository/streamgate-test"
      RegisterRevision = "arn:aws:ecs:eu-central-1:123456789012:task-definition/streamgate-test:*"
      TagRevision      = "arn:aws:ecs:eu-central-1:123456789012:task-definition/streamgate-test:*"
      RollService      = "arn:aws:ecs:eu-central-1:123456789012:service/streamgate-test/streamgate-test"
      PassTaskRoles = [
        "arn:aws:iam::123456789012:role/streamgate-test-task",
        "arn:aws:iam::123456789012:role/streamgate-test-execution",
      ]
      WriteState = "arn:aws:s3:::states/streamgate/test/terraform.tfstate"
    }
    error_message = "policy: ${aws_iam_policy.deploy[0].policy}"
  }

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_iam_policy.deploy[0].policy).Statement : statement.Action
      ])) == toset([
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
      "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage",
      "ecr:UploadLayerPart", "ecs:RegisterTaskDefinition", "ecs:TagResource", "ecs:UpdateService",
      "iam:PassRole", "s3:PutObject",
    ])
    error_message = "policy: ${aws_iam_policy.deploy[0].policy}"
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_policy.deploy[0].policy).Statement :
      statement.Sid => statement.Condition if can(statement.Condition)
      } == {
      TagRevision   = { StringEquals = { "ecs:CreateAction" = "RegisterTaskDefinition" } }
      PassTaskRoles = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    }
    error_message = "roles are passed to tasks only, and only a new revision is tagged"
  }
}

run "a_plan_reads_and_locks_the_state_and_writes_nothing" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_policy.plan[0].policy).Statement : [
        for action in flatten([statement.Action]) :
        can(regex("^[a-z0-9-]+:(Get|List|Describe|BatchGet)[A-Za-z]*[*]?$", action))
      ] if statement.Sid != "LockState"
    ]))
    error_message = "policy: ${aws_iam_policy.plan[0].policy}"
  }

  assert {
    condition = one([
      for statement in jsondecode(aws_iam_policy.plan[0].policy).Statement :
      statement.Resource if statement.Sid == "LockState"
    ]) == "arn:aws:s3:::states/streamgate/test/terraform.tfstate.tflock"
    error_message = "the lock is the only object that a plan writes"
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_policy.plan[0].policy).Statement :
      statement.Sid if contains(flatten([statement.Resource]), "*")
    ] == ["ReadWhatHasNoResource"]
    error_message = "what AWS can limit to a resource is limited"
  }
}

run "with_a_hosted_zone_a_plan_reads_the_certificate_and_the_records" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    deployed = merge(var.deployed, { hosted_zone_id = "Z0123456789ABCDEFGHIJ" })
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_policy.plan[0].policy).Statement :
      statement.Sid => statement.Resource if contains(["ReadCertificate", "ReadRecords"], statement.Sid)
      } == {
      ReadCertificate = "arn:aws:acm:eu-central-1:123456789012:certificate/*"
      ReadRecords     = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"
    }
    error_message = "policy: ${aws_iam_policy.plan[0].policy}"
  }
}

run "with_a_cdn_a_plan_reads_its_distribution_only" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    deployed = merge(var.deployed, {
      hosted_zone_id    = "Z0123456789ABCDEFGHIJ"
      distribution_arns = ["arn:aws:cloudfront::123456789012:distribution/E1"]
    })
  }

  assert {
    condition = {
      for statement in jsondecode(aws_iam_policy.plan[0].policy).Statement :
      statement.Sid => [statement.Action, statement.Resource]
      if contains(["ReadCdn", "ReadCertificate"], statement.Sid)
      } == {
      ReadCdn = [
        ["cloudfront:ListTagsForResource", "cloudfront:GetDistribution"],
        "arn:aws:cloudfront::123456789012:distribution/E1",
      ]
      ReadCertificate = [
        ["acm:ListTagsForCertificate", "acm:DescribeCertificate"], "arn:aws:acm:*:123456789012:certificate/*",
      ]
    }
    error_message = "policy: ${aws_iam_policy.plan[0].policy}"
  }

  assert {
    condition     = strcontains(aws_iam_policy.plan[0].policy, "ec2:DescribeManagedPrefixLists")
    error_message = "policy: ${aws_iam_policy.plan[0].policy}"
  }
}

run "the_rights_fit_with_the_longest_names" {
  command = plan

  module {
    source = "./modules/delivery"
  }

  variables {
    name = "streamgate-of-the-longest-name-1"
    deployed = merge(var.deployed, {
      hosted_zone_id    = "Z0123456789ABCDEFGHIJ0123456789A"
      distribution_arns = ["arn:aws:cloudfront::123456789012:distribution/E0123456789ABCD"]

      state_bucket = "streamgate-terraform-states-of-the-longest-name-that-there-is-1"
      state_key    = "streamgate/streamgate-of-the-longest/terraform.tfstate"
      task_family  = "streamgate-of-the-longest-name-1"
    })
  }

  # AWS does not count white space, and takes 6144 characters.
  assert {
    condition = alltrue([
      for policy in [aws_iam_policy.plan[0].policy, aws_iam_policy.deploy[0].policy] :
      length(jsonencode(jsondecode(policy))) <= 6144 - 400
    ])
    error_message = "with white space: ${length(aws_iam_policy.plan[0].policy)} characters"
  }
}
