output "web_acl_name" {
  description = "The firewall, under whose name CloudWatch has its metrics; null without one."
  value       = one(module.edge[*].web_acl_name)
}
