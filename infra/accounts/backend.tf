# make.sh tf-accounts passes the arguments to init.
terraform {
  backend "s3" {}
}
