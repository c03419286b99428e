output "web_acl_name" {
  description = "Name of the firewall and of its metrics in CloudWatch; null without one."
  value       = one(module.edge[*].web_acl_name)
}
