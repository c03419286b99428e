output "bucket" {
  description = "Bucket of the state. Pass it to every init: -backend-config=bucket=<this>."
  value       = aws_s3_bucket.state.bucket
}

output "region" {
  description = "The region of the bucket."
  value       = var.region
}
