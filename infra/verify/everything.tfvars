# Everything that is optional, beside env/prod.tfvars. certificate_arn and state_bucket are passed by the test.
domain_name = "streams.example.com"

settings = { STREAMGATE_LIMIT = "3" }

scheduled_scalings = [
  { name = "evening", schedule = "cron(0 18 * * ? *)", timezone = "Europe/Berlin", min_tasks = 6, max_tasks = 9 },
  { name = "night", schedule = "cron(0 1 * * ? *)", timezone = "Europe/Berlin", min_tasks = 3, max_tasks = 9 },
]
