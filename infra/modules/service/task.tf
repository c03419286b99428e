locals {
  container = "streamgate"
  port      = 8080

  # Terraform refuses settings that are among these, so what merge() prefers is of no account.
  environment = merge(var.settings, {
    AWS_REGION                 = var.region
    DYNAMO_TABLE_NAME          = var.table_name
    HOST                       = "0.0.0.0"
    PORT                       = tostring(local.port)
    STREAMGATE_DRAIN_DELAY     = "PT10S"
    STREAMGATE_ENVIRONMENT     = var.environment == "prod" ? "prod" : "dev"
    STREAMGATE_LOG             = "json"
    STREAMGATE_MANAGEMENT_HOST = "127.0.0.1"
    STREAMGATE_MANAGEMENT_PORT = "9090"
    # The load balancer, which appends the address that it was called from.
    STREAMGATE_TRUSTED_PROXIES = "1"
  })
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.execution.arn

  # A revision that was replaced stays active: the circuit breaker and a rollback go back to it, and
  # AWS starts no task of an inactive one. Revisions cost nothing; `destroy` leaves them.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }

  # The JVM keeps in /tmp what tools such as jcmd need. Fargate gives this volume the owner and mode of
  # the image's VOLUME /tmp, which everybody may write to.
  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([{
    name      = local.container
    image     = "${var.repository_url}:${local.has_image ? var.image_tag : "none"}"
    essential = true

    user                   = "10001:10001"
    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"] } }

    portMappings = [{ containerPort = local.port, hostPort = local.port, protocol = "tcp" }]
    mountPoints  = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    environment  = [for name, value in local.environment : { name = name, value = value }]

    healthCheck = {
      command     = ["CMD", "/opt/streamgate/bin/health"]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 30
    }

    # 10 s in which it still serves while the load balancer learns of it, up to 9 s to finish what
    # runs, and the rest to spare. Then ECS kills it.
    stopTimeout = 30

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.tasks.name
        awslogs-region        = var.region
        awslogs-stream-prefix = local.container
        # A log that cannot be delivered must not hold up players.
        mode            = "non-blocking"
        max-buffer-size = "4m"
      }
    }

    systemControls = []
    volumesFrom    = []
  }])
}
