# All optional parts, on top of env/prod.tfvars. The test creates the hosted zone and secrets, and passes them.
domain_name = "streams.example.com"

ipv6              = true
flow_logs_enabled = true

table_ceiling = { read = 40000, write = 20000 }

settings = { STREAMGATE_LIMIT = "3" }

scheduled_scalings = [
  { name = "evening", schedule = "cron(0 18 * * ? *)", timezone = "Europe/Berlin", min_tasks = 6, max_tasks = 9 },
  { name = "night", schedule = "cron(0 1 * * ? *)", timezone = "Europe/Berlin", min_tasks = 3, max_tasks = 9 },
]

github_repository = "example/streamgate"
github_plan_role  = true

pipeline = {
  connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/12345678-abcd-abcd-abcd-123456789012"
  repository     = "example/streamgate"
}

waf_enabled        = true
dashboard_enabled  = true
alarms_enabled     = true
alarm_emails       = ["ops@example.com"]
container_insights = "enabled"
