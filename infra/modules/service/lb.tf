locals {
  https = var.certificate_arn != null
}

resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  internal           = false
  subnets            = var.public_subnet_ids
  security_groups    = [aws_security_group.alb.id]

  # Shorter than STREAMGATE_IDLE_TIMEOUT (75 s): who closes first must be the one that sends requests, or
  # some arrive on a connection that is just being closed, and players get 502.
  idle_timeout = 60

  # The viewer is the last address in x-forwarded-for. `append` puts the caller's there, whatever the
  # caller wrote before it; `preserve` would let callers choose who they are, and `remove` leave nobody.
  # A port behind the address would be no address.
  xff_header_processing_mode = "append"
  enable_xff_client_port     = false
  drop_invalid_header_fields = true
  # Streamgate compares a page's origin to the host that was asked for.
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

  # Nodes are all alike, so a request goes where least is under way.
  load_balancing_algorithm_type = "least_outstanding_requests"

  # How long a node that goes keeps its connections. AWS's 300 s are for long requests; here the longest
  # takes 15 s (STREAMGATE_REQUEST_TIMEOUT), and every deployment waits for it.
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
    type             = local.https ? "redirect" : "forward"
    target_group_arn = local.https ? null : aws_lb_target_group.this.arn

    dynamic "redirect" {
      for_each = var.certificate_arn[*]

      content {
        port     = "443"
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
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}
