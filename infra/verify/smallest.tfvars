# No optional parts, on top of env/dev.tfvars.
scaling            = "step"
scheduled_scalings = []
hosted_zone_id     = null
certificate_arn    = null
domain_name        = null
github_repository  = null
github_plan_role   = false
pipeline           = null
waf_enabled        = false
dashboard_enabled  = false
alarms_enabled     = false
