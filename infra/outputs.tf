output "name" {
  description = "Name of all resources of this environment."
  value       = local.name
}

output "region" {
  description = "Region of all resources."
  value       = var.region
}

output "url" {
  description = "URL of Streamgate."
  value       = local.url
}

output "try" {
  description = "Command that starts a stream: 201 three times from one address, then 409."
  value = join(" ", [
    "curl -si ${local.url}/api/v1/stream -H 'content-type: application/json'",
    "-d '{\"video_name\": \"Alien\"}'",
  ])
}

output "alb_dns_name" {
  description = "DNS name of the load balancer. With a certificate, domain_name must point to it, if there is no CDN."
  value       = module.service.alb_dns_name
}

output "image_tag" {
  description = "Tag of the image in the task definition; null before the first image."
  value       = var.image_tag
}

output "table_name" {
  description = "The DynamoDB table."
  value       = module.data.table_name
}

output "cluster_name" {
  description = "The ECS cluster."
  value       = module.service.cluster_name
}

output "service_name" {
  description = "The ECS service."
  value       = module.service.service_name
}

output "task_definition_arn" {
  description = "Task definition of the service, with its revision."
  value       = module.service.task_definition_arn
}

output "min_tasks" {
  description = "Minimum number of tasks, once there is an image."
  value       = var.min_tasks
}

output "log_group_name" {
  description = "The log group of the tasks."
  value       = module.service.log_group_name
}

output "image_platform" {
  description = "Platform that images must be built for, as container engines name it."
  value       = var.architecture == "ARM64" ? "linux/arm64" : "linux/amd64"
}
