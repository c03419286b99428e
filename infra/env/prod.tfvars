environment = "prod"
region      = "eu-central-1"

cpu                = 1024
memory             = 2048
min_tasks          = 3
max_tasks          = 9
log_retention_days = 90

# HTTPS, without which prod is refused (docs/DEPLOYING.md#https): a domain name, and its zone in Route 53.
# hosted_zone_id = "Z0123456789ABCDEFGHIJ"
# domain_name    = "streams.example.com"
#
# Or CloudFront, with or without a domain name (modules/cdn/README.md)
# cloudfront_enabled = true

# The table: a ceiling for what it may cost on demand, or capacity that costs less under steady load (docs/COST.md).
# table_ceiling     = { read = 4000, write = 2000 }
# table_provisioned = { read_min = 5, read_max = 500, write_min = 50, write_max = 1000 }

# Viewers with accounts, keys of back ends, plans, and secrets: modules/service/README.md
# settings = { STREAMGATE_BACKEND_KEYS = "checkout:<sha256 of its key>" }
# secrets  = { STREAMGATE_TOKEN_KEYS = "arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six characters>" }

# Known events: more tasks before the start, the usual number after the end.
# scheduled_scalings = [
#   { name = "friday-before", schedule = "cron(30 18 ? * FRI *)", min_tasks = 6, max_tasks = 18 },
#   { name = "friday-after", schedule = "cron(0 23 ? * FRI *)", min_tasks = 3, max_tasks = 9 },
# ]

# Monitoring and notifications: modules/observability/README.md
# dashboard_enabled = true
# alarms_enabled    = true
# alarm_emails      = ["ops@example.com"]

# Firewall and deployers: modules/edge/README.md, modules/delivery/README.md
# waf_enabled       = true
# github_repository = "owner/streamgate"
#
# Also needed if the repository is from after 2026-07-15: gh api repos/owner/streamgate --jq '.owner.id, .id'
# github_owner_id      = "1234567"
# github_repository_id = "987654321"
