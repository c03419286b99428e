output "cluster_name" {
  description = "The cluster's name."
  value       = aws_ecs_cluster.this.name
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = aws_ecs_cluster.this.arn
}

output "service_name" {
  description = "The service's name."
  value       = aws_ecs_service.this.name
}

output "service_arn" {
  description = "The service's ARN."
  value       = aws_ecs_service.this.id
}

output "task_family" {
  description = "The family of the task definitions."
  value       = aws_ecs_task_definition.this.family
}

output "task_definition_arn" {
  description = "The task definition with its revision."
  value       = aws_ecs_task_definition.this.arn
}

output "task_role_arn" {
  description = "The role of Streamgate itself."
  value       = aws_iam_role.task.arn
}

output "execution_role_arn" {
  description = "Role with which ECS pulls images, reads secrets and writes logs."
  value       = aws_iam_role.execution.arn
}

output "alb_arn" {
  description = "The load balancer's ARN."
  value       = aws_lb.this.arn
}

output "alb_arn_suffix" {
  description = "Load balancer as named in CloudWatch."
  value       = aws_lb.this.arn_suffix
}

output "alb_dns_name" {
  description = "DNS name of the load balancer."
  value       = aws_lb.this.dns_name
}

output "origin_dns_name" {
  description = "DNS name of the load balancer for a CDN, once it lets that in."
  value       = aws_lb.this.dns_name

  depends_on = [aws_lb_listener_rule.cdn, aws_vpc_security_group_ingress_rule.alb_prefix_lists]
}

output "target_group_arn" {
  description = "The target group's ARN."
  value       = aws_lb_target_group.this.arn
}

output "target_group_arn_suffix" {
  description = "Target group as named in CloudWatch."
  value       = aws_lb_target_group.this.arn_suffix
}

output "url" {
  description = "URL of Streamgate."
  value       = local.https ? "https://${var.domain_name}" : "http://${aws_lb.this.dns_name}"
}

output "log_group_name" {
  description = "The log group's name."
  value       = aws_cloudwatch_log_group.tasks.name
}

output "log_group_arn" {
  description = "The log group's ARN."
  value       = aws_cloudwatch_log_group.tasks.arn
}
