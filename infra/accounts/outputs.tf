output "unit_id" {
  description = "The organizational unit."
  value       = aws_organizations_organizational_unit.this.id
}

output "account_id" {
  description = "The test account."
  value       = aws_organizations_account.test.id
}

output "role_arn" {
  description = "Role in the test account: the role_arn of a profile whose source profile is the management account."
  value       = "arn:aws:iam::${aws_organizations_account.test.id}:role/${var.role_name}"
}
