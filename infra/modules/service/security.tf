# The internet, or a CDN, reaches the load balancer, the load balancer reaches the tasks, and the tasks reach the
# endpoints. Each rule is a separate resource.

locals {
  # The port in the URL of the identity provider's keys, such as 8443 in https://id.example.com:8443/keys.
  identity_provider_port = tonumber(try(
    regex("(?i)^https://[^/?#]*:([0-9]+)(?:[/?#]|$)", lookup(var.settings, "STREAMGATE_JWT_KEYS", ""))[0], 443
  ))
}

resource "aws_security_group" "alb" {
  name        = "${var.name}-alb"
  description = "The load balancer of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-alb" }
}

resource "aws_security_group" "tasks" {
  name        = "${var.name}-tasks"
  description = "The tasks of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-tasks" }
}

resource "aws_vpc_security_group_ingress_rule" "alb_http" {
  for_each = var.ingress_cidrs

  security_group_id = aws_security_group.alb.id
  description       = local.https ? "HTTP from players, to be redirected" : "HTTP from players"
  cidr_ipv4         = strcontains(each.key, ":") ? null : each.key
  cidr_ipv6         = strcontains(each.key, ":") ? each.key : null
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_security_group_ingress_rule" "alb_https" {
  for_each = local.https ? var.ingress_cidrs : []

  security_group_id = aws_security_group.alb.id
  description       = "HTTPS from players"
  cidr_ipv4         = strcontains(each.key, ":") ? null : each.key
  cidr_ipv6         = strcontains(each.key, ":") ? each.key : null
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# One port only: each list counts as many rules as it has room for, and CloudFront's takes 55 of the 60 that a group has.
resource "aws_vpc_security_group_ingress_rule" "alb_prefix_lists" {
  for_each = var.ingress_prefix_list_ids

  security_group_id = aws_security_group.alb.id
  description       = local.https ? "HTTPS from proxies" : "HTTP from proxies"
  prefix_list_id    = each.key
  ip_protocol       = "tcp"
  from_port         = local.https ? 443 : 80
  to_port           = local.https ? 443 : 80
}

resource "aws_vpc_security_group_egress_rule" "alb_to_tasks" {
  security_group_id            = aws_security_group.alb.id
  description                  = "Requests and health checks to the tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_alb" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Requests and health checks from the load balancer"
  referenced_security_group_id = aws_security_group.alb.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

# Without operators (STREAMGATE_OPERATORS), the port serves metrics and health checks only.
resource "aws_vpc_security_group_ingress_rule" "management_cidrs" {
  for_each = var.management_access.cidrs

  security_group_id = aws_security_group.tasks.id
  description       = "Metrics and the operators' API, from a bastion or VPN"
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = local.management_port
  to_port           = local.management_port
}

resource "aws_vpc_security_group_ingress_rule" "management_groups" {
  for_each = var.management_access.security_group_ids

  security_group_id            = aws_security_group.tasks.id
  description                  = "Metrics and the operators' API, from a bastion or VPN"
  referenced_security_group_id = each.key
  ip_protocol                  = "tcp"
  from_port                    = local.management_port
  to_port                      = local.management_port
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_endpoints" {
  count = var.endpoints ? 1 : 0

  security_group_id            = aws_security_group.tasks.id
  description                  = "Images, logs and secrets, to the interface endpoints"
  referenced_security_group_id = var.endpoint_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_from_tasks" {
  count = var.endpoints ? 1 : 0

  security_group_id            = var.endpoint_security_group_id
  description                  = "Images, logs and secrets, from the tasks"
  referenced_security_group_id = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# The public addresses of the registry, the log, secrets and the identity provider change, so the way out is not limited to
# them. Nothing gets in.
resource "aws_vpc_security_group_egress_rule" "tasks_to_internet" {
  count = var.endpoints ? 0 : 1

  security_group_id = aws_security_group.tasks.id
  description       = "Images, logs, secrets and keys of the identity provider, by the internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_identity_provider" {
  count = var.endpoints || local.identity_provider_port == 443 ? 0 : 1

  security_group_id = aws_security_group.tasks.id
  description       = "Keys of the identity provider, by the internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = local.identity_provider_port
  to_port           = local.identity_provider_port
}

# ECR stores image layers in S3.
resource "aws_vpc_security_group_egress_rule" "tasks_to_prefix_lists" {
  for_each = {
    for service, description in {
      dynamodb = "The table, by the endpoint of DynamoDB"
      s3       = "Layers of images, by the endpoint of S3"
    } : service => description if var.prefix_list_ids != null
  }

  security_group_id = aws_security_group.tasks.id
  description       = each.value
  prefix_list_id    = var.prefix_list_ids[each.key]
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
