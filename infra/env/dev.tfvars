environment = "dev"
region      = "eu-central-1"

# Small, cheap, and easy to destroy.
network             = "public-ip"
deletion_protection = false
cpu                 = 256
memory              = 512
min_tasks           = 1
max_tasks           = 3
log_retention_days  = 7

# The first task on demand, most of the others on Spot.
capacity = {
  fargate      = { base = 1, weight = 1 }
  fargate_spot = { base = 0, weight = 4 }
}
