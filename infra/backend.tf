# The other arguments are in env/<environment>.s3.tfbackend. The bucket's name is passed to init, because it
# depends on the account. infra/bootstrap creates the bucket.
terraform {
  backend "s3" {}
}
