output "bucket" {
  description = "The bucket for the state, to be passed to every init as -backend-config=bucket=<this>."
  value       = aws_s3_bucket.state.bucket
}

output "region" {
  description = "The region of the bucket."
  value       = var.region
}
