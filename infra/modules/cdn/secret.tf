# CloudFront sends one of two secrets, and the load balancer accepts both. So a secret can be replaced while the other one
# is in use: it takes minutes until all edge locations send a new one.
resource "terraform_data" "secret" {
  for_each = toset(["a", "b"])

  # 122 random bits. Not in `input`, because Terraform copies it to `output`, which a plan that destroys it prints.
  triggers_replace = sensitive(uuid())

  lifecycle {
    ignore_changes = [triggers_replace]
  }
}

locals {
  secret_header = "x-streamgate-cdn-secret"
}
