# In a VPC that exists, with a key and a secret that exist, a VPN and a collector, on top of env/dev.tfvars. The test creates and passes them.
network        = "private"
ipv6           = true
alarms_enabled = true

management_access = { cidrs = ["10.8.0.0/16"], allowed_hosts = ["streamgate.internal"] }

collector = {
  image         = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/collector@sha256:abababababababababababababababababababababababababababababababab"
  workspace_arn = "arn:aws:aps:eu-central-1:123456789012:workspace/ws-5f6a7b8c"
}
