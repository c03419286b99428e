resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  ip_address_type    = var.ipv6 ? "dualstack" : "ipv4"
  internal           = false
  subnets            = var.public_subnet_ids
  security_groups    = [aws_security_group.alb.id]

  # Shorter than STREAMGATE_IDLE_TIMEOUT (75 s): the load balancer must close idle connections first. Otherwise
  # some requests arrive on a connection that Streamgate is closing, and players get 502.
  idle_timeout = 60

  # The viewer is the last address in x-forwarded-for. `append` adds the caller's address after anything the
  # caller wrote; `preserve` would let callers choose their identity, and `remove` would leave no viewer.
  xff_header_processing_mode = "append"
  enable_xff_client_port     = false
  drop_invalid_header_fields = true
  # Streamgate compares the origin of a page with the requested host.
  preserve_host_header = true

  enable_deletion_protection = var.deletion_protection

  dynamic "access_logs" {
    for_each = var.access_logs_bucket[*]

    content {
      bucket  = access_logs.value
      prefix  = var.name
      enabled = true
    }
  }
}

resource "aws_lb_target_group" "this" {
  name        = var.name
  vpc_id      = var.vpc_id
  target_type = "ip"
  port        = local.port
  protocol    = "HTTP"

  # All nodes are equal, so each request goes to the node with the fewest in flight.
  load_balancing_algorithm_type = "least_outstanding_requests"

  # How long a node keeps its connections after deregistration. AWS's default of 300 s is for long requests. The
  # longest request here takes 15 s (STREAMGATE_REQUEST_TIMEOUT), and every deployment waits for this delay.
  deregistration_delay = 20

  health_check {
    path                = "/health/ready"
    port                = "traffic-port"
    protocol            = "HTTP"
    matcher             = "200"
    interval            = 5
    timeout             = 3
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = local.https ? "redirect" : local.default_action
    target_group_arn = local.https || local.closed ? null : aws_lb_target_group.this.arn

    dynamic "fixed_response" {
      for_each = !local.https && local.closed ? [403] : []

      content {
        status_code  = fixed_response.value
        content_type = "text/plain"
      }
    }

    dynamic "redirect" {
      for_each = local.https ? ["443"] : []

      content {
        port     = redirect.value
        protocol = "HTTPS"
        # AWS has 301 and 302 only, and many clients then repeat a POST as a GET: players call https://.
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.https ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.ssl_policy
  certificate_arn   = local.certificate_arn

  default_action {
    type             = local.default_action
    target_group_arn = local.closed ? null : aws_lb_target_group.this.arn

    dynamic "fixed_response" {
      for_each = local.closed ? [403] : []

      content {
        status_code  = fixed_response.value
        content_type = "text/plain"
      }
    }
  }
}

# Others than the CDN get 403 from the listener. The health checks go to the tasks without it.
locals {
  closed         = var.required_header != null
  default_action = local.closed ? "fixed-response" : "forward"
}

resource "aws_lb_listener_rule" "cdn" {
  count = local.closed ? 1 : 0

  listener_arn = local.https ? aws_lb_listener.https[0].arn : aws_lb_listener.http.arn
  priority     = 1

  condition {
    http_header {
      http_header_name = var.required_header
      values           = var.required_header_values
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
