# A NAT gateway would lead anywhere, and costs more than these endpoints, which lead to the services that tasks use only.

locals {
  # Gateway endpoints are free, so a VPC of this module always has them.
  has_gateways   = local.makes_vpc || local.has_interfaces
  has_interfaces = local.makes_vpc ? var.private : try(var.existing.endpoints, false)
  interfaces = !local.has_interfaces ? [] : concat(
    ["ecr.api", "ecr.dkr", "logs"], length(var.secret_arns) > 0 ? ["secretsmanager"] : [],
    var.collector == null ? [] : ["aps-workspaces"]
  )

  task_route_table_ids = (
    !local.makes_vpc ? tolist(try(var.existing.task_route_table_ids, []))
    : var.private ? aws_route_table.private[*].id : aws_route_table.public[*].id
  )

  # An interface endpoint takes one subnet of each zone.
  endpoint_subnet_ids = (
    local.makes_vpc ? values(aws_subnet.private)[*].id : [for ids in values(local.existing_task_zones) : sort(ids)[0]]
  )
}

resource "aws_vpc_endpoint" "dynamodb" {
  count = local.has_gateways ? 1 : 0

  vpc_id            = local.vpc_id
  service_name      = "com.amazonaws.${var.region}.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.task_route_table_ids
  policy            = data.aws_iam_policy_document.dynamodb.json

  tags = { Name = "${var.name}-dynamodb" }
}

data "aws_iam_policy_document" "dynamodb" {
  statement {
    sid       = "ThisTableOnly"
    actions   = ["dynamodb:*"]
    resources = [var.table_arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  count = local.has_gateways ? 1 : 0

  vpc_id            = local.vpc_id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = local.task_route_table_ids
  policy            = data.aws_iam_policy_document.s3.json

  tags = { Name = "${var.name}-s3" }
}

data "aws_iam_policy_document" "s3" {
  statement {
    sid     = "LayersOfImagesOnly"
    actions = ["s3:GetObject"]
    resources = [
      "arn:${data.aws_partition.current.partition}:s3:::prod-${var.region}-starport-layer-bucket/*",
    ]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# Interface endpoints are billed by the hour in each zone, and by the gigabyte.
resource "aws_vpc_endpoint" "interface" {
  for_each = toset(local.interfaces)

  vpc_id              = local.vpc_id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.interface[split(".", each.key)[0]].json
  subnet_ids          = local.endpoint_subnet_ids
  security_group_ids  = aws_security_group.endpoints[*].id

  tags = { Name = "${var.name}-${each.key}" }
}

# Without a policy, an endpoint leads to the registries, logs and secrets of every account.
data "aws_iam_policy_document" "interface" {
  for_each = {
    ecr = {
      sid       = "ImagesOfTheseRepositoriesOnly"
      actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = compact([var.repository_arn, try(var.collector.repository_arn, null)])
    }
    logs = {
      sid       = "ThisLogOnly"
      actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      resources = ["${var.log_group_arn}:*"]
    }
    secretsmanager = {
      sid       = "TheseSecretsOnly"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = var.secret_arns
    }
    aps-workspaces = {
      sid       = "MetricsOfThisWorkspaceOnly"
      actions   = ["aps:RemoteWrite"]
      resources = [try(var.collector.workspace_arn, "arn:aws:aps:::none")]
    }
  }

  statement {
    sid       = each.value.sid
    actions   = each.value.actions
    resources = each.value.resources

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  # The token for the registry: AWS supports no resource for this action.
  dynamic "statement" {
    for_each = each.key == "ecr" ? ["ecr:GetAuthorizationToken"] : []

    content {
      sid       = "Token"
      actions   = [statement.value]
      resources = ["*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }
}

# The rules that allow calls to the endpoints are in the caller's module, which knows the caller's group.
resource "aws_security_group" "endpoints" {
  count = local.has_interfaces ? 1 : 0

  name        = "${var.name}-endpoints"
  description = "The interface endpoints of ${var.name}"
  vpc_id      = local.vpc_id

  tags = { Name = "${var.name}-endpoints" }
}
