output "name" {
  description = "The name that everything of this environment has."
  value       = local.name
}

output "region" {
  description = "The region that everything is in."
  value       = var.region
}

output "url" {
  description = "Where Streamgate answers."
  value       = module.service.url
}

output "try" {
  description = "A command that starts a stream: 201 three times from one address, then 409."
  value = join(" ", [
    "curl -si ${module.service.url}/api/v1/stream -H 'content-type: application/json'",
    "-d '{\"video_name\": \"Alien\"}'",
  ])
}

output "alb_dns_name" {
  description = "The load balancer's own name: with a certificate, what domain_name has to point at."
  value       = module.service.alb_dns_name
}

output "image_tag" {
  description = "The tag of the image that the task definition names; null before the first one."
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
  description = "The task definition, with its revision, that the service runs."
  value       = module.service.task_definition_arn
}

output "min_tasks" {
  description = "How many tasks the service has at least, once there is an image."
  value       = var.min_tasks
}

output "log_group_name" {
  description = "The log group of the tasks."
  value       = module.service.log_group_name
}

output "image_platform" {
  description = "What an image has to be built for, as a container engine names it."
  value       = var.architecture == "ARM64" ? "linux/arm64" : "linux/amd64"
}
