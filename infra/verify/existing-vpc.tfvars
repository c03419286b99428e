# In a VPC that exists, with a key that exists, on top of env/dev.tfvars. The test creates both and passes them.
network        = "private"
ipv6           = true
alarms_enabled = true
