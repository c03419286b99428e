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

  # What streams cause (docs/COST.md). A written heartbeat costs a unit; from a lease of 150 s two in three are read.
  stream_hours = var.estimated_streams * local.hours
  past_half    = contains(["PT150S", "PT2M30S", "PT180S", "PT3M"], lookup(var.settings, "STREAMGATE_LEASE", ""))
  table_units  = local.assumed.units_per_stream_hour[local.past_half ? "past_half" : "every_heartbeat"]
  table_on_demand = local.prices == null ? null : local.stream_hours / 1e6 * (
    local.table_units.write * local.prices.table_write_million
    + local.table_units.read * local.prices.table_read_million
  )

  # Capacity for the average of a second, at the target use and within the bounds.
  table_capacity = var.table_provisioned == null ? null : {
    write = min(var.table_provisioned.write_max, max(var.table_provisioned.write_min, ceil(
      var.estimated_streams * local.table_units.write / 3600 * 100 / var.table_provisioned.target
    )))
    read = min(var.table_provisioned.read_max, max(var.table_provisioned.read_min, ceil(
      var.estimated_streams * local.table_units.read / 3600 * 100 / var.table_provisioned.target
    )))
  }
  table_provisioned = local.prices == null || local.table_capacity == null ? null : local.hours * (
    local.table_capacity.write * local.prices.table_write_capacity_hour
    + local.table_capacity.read * local.prices.table_read_capacity_hour
  )

  firewall = local.prices == null || !var.waf_enabled ? 0 : (
    local.prices.waf_month
    + local.stream_hours * local.assumed.requests_per_stream_hour / 1e6 * local.prices.waf_requests_million
  )

  # Prices of where the players are, taken to be near the region. AWS's free tier is not subtracted.
  cdn_requests = local.stream_hours * local.assumed.requests_per_stream_hour
  cdn = local.prices == null || !var.cloudfront_enabled ? 0 : (
    local.cdn_requests / 1e6 * local.prices.cdn_requests_million
    + local.cdn_requests * local.assumed.response_kb / 1e6 * local.prices.cdn_traffic_gb
  )

  # Each kept connection has a record in each direction every 10 minutes. The load balancer's and the tasks' own are the
  # first gigabyte.
  flow_logs = local.prices == null || !var.flow_logs_enabled ? 0 : local.prices.log_gb * (
    local.assumed.flow_log_gb
    + local.stream_hours * local.assumed.flow_records_per_stream_hour * local.assumed.flow_record_bytes / 1e9
  )

  # Billed by the sample: each task has so many series at each interval.
  metrics_of_task = local.prices == null || var.collector == null ? 0 : (
    local.assumed.series_per_task * local.hours * 3600 / var.collector.interval_seconds
    / 1e7 * local.prices.metric_samples_10_million
  )

  # The load balancer has an address in each of its zones.
  load_balancer_zones = (
    var.existing_vpc == null ? var.zone_count : try(length(var.existing_vpc.public_subnet_ids), 0)
  )

  estimate_parts = local.prices == null ? null : {
    for size, tasks in local.estimated_tasks : size => {
      tasks_on_demand = local.tasks_on_demand[size] * local.task_month
      tasks_on_spot = (
        (tasks - local.tasks_on_demand[size]) * local.task_month * local.assumed.spot_share
      )
      load_balancer = local.hours * (
        local.prices.load_balancer_hour
        + max(local.assumed.lcu, var.estimated_streams / local.assumed.streams_per_lcu) * local.prices.lcu_hour
      )
      # One for the load balancer in each zone, and one for each task that has one.
      public_ipv4 = local.hours * local.prices.public_ipv4_hour * (
        local.load_balancer_zones + (var.network == "public-ip" ? tasks : 0)
      )
      interface_endpoints = (
        !local.endpoints ? 0 : local.hours * module.network.interface_endpoints * local.prices.interface_endpoint_hour
        + local.assumed.log_gb * local.prices.interface_endpoint_gb
      )
      table     = var.table_provisioned == null ? local.table_on_demand : local.table_provisioned
      firewall  = local.firewall
      cdn       = local.cdn
      flow_logs = local.flow_logs
      metrics   = tasks * local.metrics_of_task
      log       = local.assumed.log_gb * local.prices.log_gb
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
    not_included = (
      var.estimated_streams == 0 ? "streams (set estimated_streams), traffic, taxes, dashboards and alarms"
      : "storage of the table, traffic, taxes, dashboards and alarms"
    )
    prices = "${local.price_list.as_of}: ${local.price_list.source}"
  }
}
