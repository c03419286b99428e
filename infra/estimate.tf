# Estimated cost of a month at the minimum and the maximum of tasks: arithmetic on prices.json, not a quote.
locals {
  price_list = jsondecode(file("${path.module}/prices.json"))
  prices     = lookup(local.price_list.regions, var.region, null)
  hours      = local.price_list.hours_a_month
  assumed    = local.price_list.assumed

  # ECS distributes the tasks above the bases by weight. Halves count as on demand.
  share_on_demand = var.capacity.fargate.weight / sum(values(var.capacity)[*].weight)
  bases           = sum(values(var.capacity)[*].base)

  estimated_tasks = { at_min_tasks = var.min_tasks, at_max_tasks = var.max_tasks }
  tasks_on_demand = {
    for size, tasks in local.estimated_tasks :
    size => min(tasks, var.capacity.fargate.base) + ceil(max(tasks - local.bases, 0) * local.share_on_demand)
  }

  task_month = local.prices == null ? null : local.hours * (
    var.cpu / 1024 * local.prices.fargate_vcpu_hour[var.architecture]
    + var.memory / 1024 * local.prices.fargate_gb_hour[var.architecture]
  )

  estimate_parts = local.prices == null ? null : {
    for size, tasks in local.estimated_tasks : size => {
      tasks_on_demand = local.tasks_on_demand[size] * local.task_month
      tasks_on_spot = (
        (tasks - local.tasks_on_demand[size]) * local.task_month * local.assumed.spot_share
      )
      load_balancer = local.hours * (
        local.prices.load_balancer_hour + local.assumed.lcu * local.prices.lcu_hour
      )
      # One for the load balancer in each zone, and one for each task that has one.
      public_ipv4 = local.hours * local.prices.public_ipv4_hour * (
        var.zone_count + (var.network == "public-ip" ? tasks : 0)
      )
      interface_endpoints = (
        var.network == "public-ip" ? 0 : local.hours * var.zone_count * 3 * local.prices.interface_endpoint_hour
      )
      log = local.assumed.log_gb * local.prices.log_gb
      # Two alarms scale, and the one that rolls back watches two metrics.
      alarms = (2 + (var.rollback_5xx_percent == null ? 0 : 2)) * local.prices.alarm_month
    }
  }
}

output "monthly_estimate_usd" {
  description = "Estimated USD per month at min_tasks and at max_tasks; null if prices.json lacks the region."
  value = local.prices == null ? null : {
    at_min_tasks = {
      tasks = var.min_tasks
      parts = { for part, usd in local.estimate_parts.at_min_tasks : part => ceil(usd * 100 - 0.5) / 100 }
      total = ceil(sum(values(local.estimate_parts.at_min_tasks)) * 100 - 0.5) / 100
    }
    at_max_tasks = {
      tasks = var.max_tasks
      parts = { for part, usd in local.estimate_parts.at_max_tasks : part => ceil(usd * 100 - 0.5) / 100 }
      total = ceil(sum(values(local.estimate_parts.at_max_tasks)) * 100 - 0.5) / 100
    }
    not_included = "the table, which is paid by use (docs/COST.md), traffic, taxes, and the optional parts"
    prices       = "${local.price_list.as_of}: ${local.price_list.source}"
  }
}
