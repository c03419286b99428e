locals {
  container = "streamgate"
  port      = 8080

  management_port       = 9090
  management_is_reached = length(var.management_access.cidrs) + length(var.management_access.security_group_ids) > 0

  # Validation rejects settings with these names, so the precedence of merge() does not matter.
  environment = merge(var.settings, length(var.management_access.allowed_hosts) == 0 ? {} : {
    STREAMGATE_MANAGEMENT_ALLOWED_HOSTS = join(",", sort(var.management_access.allowed_hosts))
    }, {
    AWS_REGION                 = var.region
    DYNAMO_TABLE_NAME          = var.table_name
    HOST                       = "0.0.0.0"
    PORT                       = tostring(local.port)
    STREAMGATE_DRAIN_DELAY     = "PT15S"
    STREAMGATE_ENVIRONMENT     = var.environment == "prod" ? "prod" : "dev"
    STREAMGATE_LOG             = "json"
    STREAMGATE_MANAGEMENT_HOST = local.management_is_reached ? "0.0.0.0" : "127.0.0.1"
    STREAMGATE_MANAGEMENT_PORT = tostring(local.management_port)
    # The load balancer, which appends the address of its caller, and the proxies in front of it.
    STREAMGATE_TRUSTED_PROXIES = tostring(1 + var.proxies_in_front)
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

  # Replaced revisions stay active: the circuit breaker and a rollback need them, and AWS does not start tasks of
  # an inactive revision. Revisions are free; `destroy` leaves them behind.
  skip_destroy = true

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }

  # The JVM writes files for tools such as jcmd to /tmp. Fargate gives this volume the owner and mode of the
  # image's VOLUME /tmp, which is world-writable.
  volume {
    name = "tmp"
  }

  container_definitions = jsonencode(concat([{
    name      = local.container
    image     = "${var.repository_url}:${local.has_image ? var.image_tag : "none"}"
    essential = true
    # The JVM takes its share of this, or of the whole task.
    memory = var.collector == null ? null : var.memory - var.collector.memory

    user                   = "10001:10001"
    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"] } }

    portMappings = [
      for port in concat([local.port], local.management_is_reached ? [local.management_port] : []) :
      { containerPort = port, hostPort = port, protocol = "tcp" }
    ]
    mountPoints = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    environment = [for name, value in local.environment : { name = name, value = value }]
    # ECS reads them when it starts a task, as the execution role.
    secrets = length(var.secrets) == 0 ? null : [
      for name, arn in var.secrets : { name = name, valueFrom = arn }
    ]

    healthCheck = {
      command     = ["CMD", "/opt/streamgate/bin/health"]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 30
    }

    # 15 s of serving: the load balancer needs up to 13 s to see that the task is not ready (lb.tf), which is all the
    # notice that it has if AWS reclaims a Spot task. Then up to 9 s to finish running requests, and some reserve
    # before ECS kills the task.
    stopTimeout = 30

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.tasks.name
        awslogs-region        = var.region
        awslogs-stream-prefix = local.container
        # Logging must not block players if log lines cannot be delivered.
        mode            = "non-blocking"
        max-buffer-size = "4m"
      }
    }

    systemControls = []
    volumesFrom    = []
  }], local.collector_containers))
}
