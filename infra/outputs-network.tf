output "vpc_id" {
  description = "The VPC."
  value       = module.network.vpc_id
}

output "flow_log_group_name" {
  description = "Log group of the VPC's flow log; null without one."
  value       = module.network.flow_log_group_name
}
