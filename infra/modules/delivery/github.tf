# GitHub's workflows authenticate with a token from GitHub instead of a stored key. The token's subject names
# the repository and the branch or environment of the job. Only the subject below can assume the role.
#
# A subject has one of two forms:
#   repo:owner/name:environment:dev
#   repo:owner@1234/name@5678:environment:dev
# Repositories that were created, renamed or transferred after 2026-07-15, or have opted in, use the second
# form, which GitHub calls immutable. A name that becomes free can be taken by somebody else, but an id is never
# reused. So if the ids are set, only the second form is trusted.

locals {
  github_issuer = "token.actions.githubusercontent.com"

  github_provider_arn = (var.github_oidc_provider_arn != null ? var.github_oidc_provider_arn :
  one(aws_iam_openid_connect_provider.github[*].arn))

  github_repository = (local.has_github && var.github_owner_id != null
    ? join("@", [replace(var.github_repository, "/", "@${var.github_owner_id}/"), var.github_repository_id])
  : var.github_repository)

  github_subjects = local.has_github ? merge(
    {
      deploy = (var.github_branch == null
        ? "repo:${local.github_repository}:environment:${var.github_environment}"
      : "repo:${local.github_repository}:ref:refs/heads/${var.github_branch}")
    },
    var.github_plan_role ? { plan = "repo:${local.github_repository}:pull_request" } : {},
    (var.github_infra_role
      ? { infra = "repo:${local.github_repository}:environment:${var.github_environment}-infra" }
    : {}),
  ) : {}
}

resource "aws_iam_openid_connect_provider" "github" {
  count = local.has_github && var.github_oidc_provider_arn == null ? 1 : 0

  url            = "https://${local.github_issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "github_trust" {
  for_each = local.github_subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.github_issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.github_issuer}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.github_subjects

  name                 = "${var.name}-github-${each.key}"
  description          = "What jobs of ${each.value} may do"
  assume_role_policy   = data.aws_iam_policy_document.github_trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy_attachment" "github_plan" {
  for_each = local.github_subjects

  role       = aws_iam_role.github[each.key].name
  policy_arn = aws_iam_policy.plan[0].arn
}

resource "aws_iam_role_policy_attachment" "github_deploy" {
  for_each = toset([for role in keys(local.github_subjects) : role if role == "deploy"])

  role       = aws_iam_role.github[each.key].name
  policy_arn = aws_iam_policy.deploy[0].arn
}
