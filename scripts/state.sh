# shellcheck shell=bash
# Sourced by scripts/infra.sh: the bucket of Terraform's state, and a Terraform that uses it. infra.sh sets the variables.
# shellcheck disable=SC2154

bootstrap() {
  choose_bucket
  if bucket_exists; then
    echo "The bucket $bucket exists already. Next: $(command_line tf-init)"
    return
  fi
  create_bucket
  echo "Next: $(command_line tf-init)"
}

init() {
  choose_bucket
  bucket_exists || create_missing_bucket
  initialise infra "$environment" -reconfigure \
    "-backend-config=env/$environment.s3.tfbackend" "-backend-config=bucket=$bucket" ${rest[@]+"${rest[@]}"}
  echo "Terraform is ready for $environment; its state is in $bucket. Next: $(command_line tf-apply)"
}

# Offers to create the bucket if somebody can answer.
create_missing_bucket() {
  local rest=() # the options are those of init
  [ "$yes" = true ] || [ -t 0 ] || fail 1 "the bucket $bucket for Terraform's state does not exist.
Create it once for this account:   $(command_line tf-bootstrap)
or use another bucket:             TF_STATE_BUCKET=... in .env or in the environment"
  echo "The bucket $bucket for Terraform's state does not exist yet. This creates it:"
  create_bucket
}

create_bucket() {
  initialise infra/bootstrap bootstrap -reconfigure "-backend-config=path=$bucket.tfstate"
  terraform_in infra/bootstrap bootstrap plan -input=false \
    -var "bucket=$bucket" -var "region=$AWS_REGION" "-out=$work/plan" ${rest[@]+"${rest[@]}"}
  confirm "Create the bucket $bucket?" yes
  terraform_in infra/bootstrap bootstrap apply -input=false "$work/plan"
}

# Uses TF_STATE_BUCKET, or a name that contains the account's number, because bucket names are globally unique.
choose_bucket() {
  owner=
  bucket=$(setting TF_STATE_BUCKET)
  if [ -z "$bucket" ]; then
    owner=$(account)
    bucket=streamgate-terraform-$owner
  fi
}

# Everybody can guess the usual name and take it first, so its owner must be this account. A caller that may only use the
# state in another bucket gets 403 if the bucket exists.
bucket_exists() {
  local answer
  need_aws
  answer=$(aws s3api head-bucket --bucket "$bucket" ${owner:+--expected-bucket-owner "$owner"} 2>&1) && return 0
  case $answer in
    *'(404)'*) return 1 ;;
    *'(403)'*)
      [ -z "$owner" ] || fail 1 "the bucket $bucket is not one of this account, or you may not list it.
Use another bucket: TF_STATE_BUCKET=... in .env or in the environment"
      ;;
    *) fail 1 "cannot check whether the bucket $bucket exists: $answer" ;;
  esac
}

# With a profile of the organization's management account. The state is in the bucket of that account.
accounts() {
  local status=0
  choose_bucket
  bucket_exists || create_missing_bucket
  initialise infra/accounts accounts -reconfigure "-backend-config=bucket=$bucket" \
    -backend-config=key=streamgate/accounts/terraform.tfstate "-backend-config=region=$AWS_REGION" \
    -backend-config=encrypt=true -backend-config=use_lockfile=true
  terraform_in infra/accounts accounts plan -input=false -detailed-exitcode "-out=$work/plan" \
    ${rest[@]+"${rest[@]}"} || status=$?
  case $status in
    0) echo "There are no changes to apply." && return ;;
    "$PLAN_HAS_CHANGES") ;;
    *) exit 1 ;;
  esac
  confirm "Apply this to the organization?" yes
  terraform_in infra/accounts accounts apply -input=false "$work/plan"
}
