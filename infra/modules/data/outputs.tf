output "table_name" {
  description = "The table's name."
  value       = aws_dynamodb_table.streams.name
}

output "table_arn" {
  description = "The table's ARN."
  value       = aws_dynamodb_table.streams.arn
}
