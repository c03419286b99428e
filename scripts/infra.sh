#!/usr/bin/env bash
# Terraform for one environment: what `make.sh tf-...` runs.
#
# usage: scripts/infra.sh <command> [profile] [environment] [-y] [Terraform's own options]
#
# bootstrap  the bucket that keeps Terraform's state, once for each AWS account
# init       makes Terraform ready for an environment: its state, providers and modules
# validate   checks the files; needs neither an account nor a bucket
# plan       shows what would change, and what it costs a month; --save <file>: keeps the plan
# apply      the same, asks, and changes exactly that; -y: without asking; --saved <file>: a plan that
#            was kept; --image-only: ends with 3, and changes nothing, where more would change than a
#            deployment may
# destroy    shows what would go, asks, and removes it
# test       the format, the files and their tests; needs no account
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

readonly PLAN_CHANGES_SOMETHING=2
readonly INFRASTRUCTURE_WAITS=3
readonly LOCK_TIMEOUT=-lock-timeout=5m # a deployment, or somebody else, may be at it

main() {
  local name=${1:-}
  [ $# -eq 0 ] || shift
  case $name in
    bootstrap | init | validate | plan | apply | destroy | test) ;;
    *) fail 2 "there is no command 'tf-$name'; ./make.sh help lists them" ;;
  esac
  read_arguments "$@"
  take_options
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  case $name in
    bootstrap) bootstrap ;;
    init) init ;;
    validate) validate ;;
    plan) plan ;;
    apply) apply ;;
    destroy) destroy ;;
    test) run_tests ;;
  esac
}

# Takes what is not Terraform's out of the arguments.
take_options() {
  local others=()
  yes=false image_only=false saved=''
  set -- ${rest[@]+"${rest[@]}"}
  while [ $# -gt 0 ]; do
    case $1 in
      -y) yes=true ;;
      --image-only) image_only=true ;;
      --save | --saved)
        [ $# -gt 1 ] || fail 2 "$1 wants a file"
        saved=$2
        shift
        ;;
      *) others+=("$1") ;;
    esac
    shift
  done
  rest=(${others[@]+"${others[@]}"})
}

bootstrap() {
  choose_bucket
  if bucket_exists; then
    echo "The bucket $bucket is there already. Next: $(words tf-init)"
    return
  fi
  initialise infra/bootstrap bootstrap -reconfigure "-backend-config=path=$bucket.tfstate"
  terraform_in infra/bootstrap bootstrap plan -input=false \
    -var "bucket=$bucket" -var "region=$AWS_REGION" "-out=$work/plan" ${rest[@]+"${rest[@]}"}
  confirm "Make the bucket $bucket?" yes
  terraform_in infra/bootstrap bootstrap apply -input=false "$work/plan"
  echo "Next: $(words tf-init)"
}

init() {
  choose_bucket
  bucket_exists || fail 1 "there is no bucket $bucket for Terraform's state.
Make it once for this account:   $(words tf-bootstrap)
or name the one you have:        TF_STATE_BUCKET=... in .env or in the environment"
  initialise infra "$environment" -reconfigure \
    "-backend-config=env/$environment.s3.tfbackend" "-backend-config=bucket=$bucket" ${rest[@]+"${rest[@]}"}
  echo "Terraform is ready for $environment, its state in $bucket. Next: $(words tf-apply)"
}

validate() {
  local root
  for root in infra infra/bootstrap infra/accounts; do
    initialise "$root" "validate-${root##*/}" -backend=false > "$work/init.txt" 2>&1 ||
      fail 1 "$root cannot be initialised: $(cat "$work/init.txt")"
    terraform_in "$root" "validate-${root##*/}" validate > "$work/validate.txt" 2>&1 ||
      fail 1 "$root is not valid: $(cat "$work/validate.txt")"
    echo "$root is valid"
  done
}

plan() {
  make_plan ${rest[@]+"${rest[@]}"} || [ $? -eq "$PLAN_CHANGES_SOMETHING" ]
  say_estimate
  [ -z "$saved" ] || cp "$work/plan" "$saved"
}

apply() {
  local status=0
  if [ -n "$saved" ]; then
    status=$PLAN_CHANGES_SOMETHING
    show_saved
  else
    make_plan ${rest[@]+"${rest[@]}"} || status=$?
  fi
  say_estimate
  if [ "$status" -eq 0 ]; then
    echo "There is nothing to change."
    return
  fi
  [ "$image_only" = false ] || refuse_infrastructure
  confirm "Apply this to $environment?" yes
  infra apply -input=false "$LOCK_TIMEOUT" "$work/plan"
}

destroy() {
  local held
  need_init
  held=$(infra show -json | python3 scripts/plan.py protected)
  if [ -n "$held" ]; then
    fail 1 "protected from being deleted:
  ${held//$'\n'/$'\n'  }
Lift that first, and destroy then; the data is gone after it:
  $(words tf-apply) -var deletion_protection=false
  $(words tf-destroy)"
  fi
  make_plan -destroy ${rest[@]+"${rest[@]}"} || [ $? -eq "$PLAN_CHANGES_SOMETHING" ]
  confirm "Destroy all of $environment, with every stream in its table?" "$environment"
  infra apply -input=false "$LOCK_TIMEOUT" "$work/plan"
  echo "$environment is gone. The bucket with its state, and other environments, are still there."
}

run_tests() {
  terraform_in . format fmt -check -diff -recursive infra ||
    fail 1 "the format differs as shown: terraform fmt -recursive infra"
  validate
  unset AWS_PROFILE # the tests have an account of their own, which isn't one
  terraform_in infra validate-infra test ${rest[@]+"${rest[@]}"}
}

# Puts the plan into $work/plan; the status is 0 where it changes nothing.
make_plan() {
  local status=0 tag
  need_init
  if ! names_image "$@"; then
    read_outputs
    tag=$(output image_tag) || exit 1
    [ -z "$tag" ] || set -- -var "image_tag=$tag" "$@"
  fi
  infra plan -input=false "$LOCK_TIMEOUT" -detailed-exitcode \
    "-var-file=env/$environment.tfvars" "-out=$work/plan" "$@" ||
    status=$?
  [ "$status" -ne 1 ] || exit 1
  return "$status"
}

show_saved() {
  need_init
  cp "$saved" "$work/plan"
  infra show "$work/plan"
}

# Whether the arguments say which image is to run. Where they do not, the one that runs goes on: null
# would stop every task.
names_image() {
  case " $* ${TF_VAR_image_tag:+image_tag=}" in
    *[\ =]image_tag=*) return 0 ;;
    *) return 1 ;;
  esac
}

# The first image is let change how many tasks there may be, which were none.
refuse_infrastructure() {
  local first=
  read_outputs
  [ -n "$(output image_tag)" ] || first=--first
  infra show -json "$work/plan" | python3 scripts/plan.py guard $first ||
    fail "$INFRASTRUCTURE_WAITS" "infrastructure changes wait, as listed: apply them by hand first:
  $(words tf-apply)"
}

say_estimate() {
  infra show -json "$work/plan" | python3 scripts/plan.py estimate
}

need_init() {
  [ -f "infra/.terraform/$environment/terraform.tfstate" ] ||
    fail 1 "Terraform is not ready for $environment: run $(words tf-init)"
}

# Asks $1 and goes on where the answer is $2, or where -y was given.
confirm() {
  local answer
  [ "$yes" = false ] || return 0
  printf '%s Type %s: ' "$1" "$2" >&2
  read -r answer || answer=
  [ "$answer" = "$2" ] || fail 1 "nothing was changed"
}

# TF_STATE_BUCKET, or a name that is made of the account's number: names of buckets are the world's.
choose_bucket() {
  bucket=$(setting TF_STATE_BUCKET)
  if [ -z "$bucket" ]; then
    bucket=$(account)
    bucket=streamgate-terraform-$bucket
  fi
}

# Who may use no more than the state in it is told 403 of a bucket that is there.
bucket_exists() {
  local answer
  need_aws
  answer=$(aws s3api head-bucket --bucket "$bucket" 2>&1) && return 0
  case $answer in
    *'(404)'*) return 1 ;;
    *'(403)'*) return 0 ;;
    *) fail 1 "whether there is a bucket $bucket cannot be told: $answer" ;;
  esac
}

# The command $1 as it is typed for this profile and environment.
words() {
  local typed=". ./make.sh $1"
  if [ -n "$profile" ]; then
    typed+=" $profile"
  elif [ "$environment" != dev ]; then
    typed+=" -"
  fi
  [ "$environment" = dev ] || typed+=" $environment"
  echo "$typed"
}

main "$@"
