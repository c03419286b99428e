# In a VPC that exists, with a key and a secret that exist, on top of env/dev.tfvars. The test creates and passes them.
network        = "private"
ipv6           = true
alarms_enabled = true
