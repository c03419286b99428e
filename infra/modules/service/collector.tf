# The AWS Distro for OpenTelemetry in each task. It reads the management port by the loopback interface, so that nothing else
# must reach that port.

locals {
  # arn:aws:aps:<region>:<account>:workspace/<id>
  workspace_id = var.collector == null ? null : split("/", var.collector.workspace_arn)[1]

  collector_config = var.collector == null ? null : {
    receivers = {
      prometheus = {
        config = {
          global = { scrape_interval = "${var.collector.interval_seconds}s" }
          scrape_configs = [{
            # The alerts of ops/ expect this name.
            job_name       = local.container
            static_configs = [{ targets = ["127.0.0.1:${local.management_port}"] }]
          }]
        }
      }
    }
    processors = {
      memory_limiter = {
        check_interval         = "1s"
        limit_percentage       = 75
        spike_limit_percentage = 25
      }
      # All tasks scrape the same address, so their label `instance` is the task.
      resourcedetection = { detectors = ["ecs"] }
      resource = {
        attributes = [{ key = "service.instance.id", from_attribute = "aws.ecs.task.arn", action = "upsert" }]
      }
    }
    exporters = {
      prometheusremotewrite = {
        endpoint = join("/", [
          "https://aps-workspaces.${var.region}.${data.aws_partition.current.dns_suffix}/workspaces",
          "${local.workspace_id}/api/v1/remote_write",
        ])
        auth        = { authenticator = "sigv4auth" }
        target_info = { enabled = false }
      }
    }
    extensions = { sigv4auth = { region = var.region, service = "aps" } }
    service = {
      extensions = ["sigv4auth"]
      pipelines = {
        metrics = {
          receivers  = ["prometheus"]
          processors = ["memory_limiter", "resourcedetection", "resource"]
          exporters  = ["prometheusremotewrite"]
        }
      }
    }
  }

  collector_containers = var.collector == null ? [] : [{
    # The provider sorts containers by name: Streamgate stays the first.
    name  = "${local.container}-collector"
    image = var.collector.image
    # Streams go on without metrics. ECS starts it again.
    essential     = false
    restartPolicy = { enabled = true, restartAttemptPeriod = 60 }
    memory        = var.collector.memory

    readonlyRootFilesystem = true
    linuxParameters        = { capabilities = { drop = ["ALL"] } }

    # JSON is YAML.
    environment = [{ name = "AOT_CONFIG_CONTENT", value = jsonencode(local.collector_config) }]

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.tasks.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "collector"
        mode                  = "non-blocking"
        max-buffer-size       = "1m"
      }
    }

    mountPoints    = []
    portMappings   = []
    systemControls = []
    volumesFrom    = []
  }]
}
