# The rest is in env/<environment>.s3.tfbackend; the bucket's name is passed at init, since it
# differs by account. infra/bootstrap makes the bucket.
terraform {
  backend "s3" {}
}
