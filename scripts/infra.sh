#!/usr/bin/env bash
# Runs Terraform for one environment, for `make.sh tf-...`.
#
# usage: scripts/infra.sh <command> [profile] [environment] [-y] [Terraform's own options]
#
# bootstrap  creates the bucket for Terraform's state, once per AWS account
# init       prepares Terraform for an environment: its state, providers and modules; offers to create the bucket if it
#            does not exist; -y: creates it without asking
# accounts   shows a test account to create in the organization, asks, and creates it; -var email=...: its address
# validate   checks the files; needs neither an account nor a bucket
# plan       shows the planned changes and their monthly cost; --save <file>: saves the plan
# apply      shows the planned changes, asks, and applies exactly these; -y: does not ask; --saved <file>:
#            applies a saved plan; --image-only: changes nothing and exits with 3 if the plan changes more than
#            a deployment may
# destroy    shows what will be deleted, asks, and deletes it
# test       checks the format and the files, and runs their tests; needs no account
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh
# shellcheck source=scripts/state.sh
. scripts/state.sh

readonly PLAN_HAS_CHANGES=2
readonly INFRASTRUCTURE_PENDING=3
readonly LOCK_TIMEOUT=-lock-timeout=5m # a deployment or another user may hold the lock

main() {
  local name=${1:-}
  [ $# -eq 0 ] || shift
  case $name in
    bootstrap | init | accounts | validate | plan | apply | destroy | test) ;;
    *) fail 2 "unknown command 'tf-$name'; ./make.sh help lists the commands" ;;
  esac
  read_arguments "$@"
  take_options
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  case $name in
    bootstrap) bootstrap ;;
    init) init ;;
    accounts) accounts ;;
    validate) validate ;;
    plan) plan ;;
    apply) apply ;;
    destroy) destroy ;;
    test) run_tests ;;
  esac
}

# Reads this script's own options and leaves Terraform's in rest.
take_options() {
  local others=()
  yes=false image_only=false saved=''
  set -- ${rest[@]+"${rest[@]}"}
  while [ $# -gt 0 ]; do
    case $1 in
      -y) yes=true ;;
      --image-only) image_only=true ;;
      --save | --saved)
        [ $# -gt 1 ] || fail 2 "$1 needs a file"
        saved=$2
        shift
        ;;
      *) others+=("$1") ;;
    esac
    shift
  done
  rest=(${others[@]+"${others[@]}"})
}

# Validates the root modules, with validate's options.
validate() {
  local root
  for root in infra infra/bootstrap infra/accounts; do
    initialise "$root" "validate-${root##*/}" -backend=false > "$work/init.txt" 2>&1 ||
      fail 1 "cannot initialise $root: $(cat "$work/init.txt")"
    terraform_in "$root" "validate-${root##*/}" validate "$@" > "$work/validate.txt" 2>&1 ||
      fail 1 "$root is not valid: $(cat "$work/validate.txt")"
    echo "$root is valid"
  done
}

plan() {
  make_plan ${rest[@]+"${rest[@]}"} || [ $? -eq "$PLAN_HAS_CHANGES" ]
  print_estimate
  if [ -n "$saved" ]; then
    cp "$work/plan" "$saved"
  else
    echo "Next: $(command_line tf-apply)"
  fi
}

apply() {
  local status=0
  if [ -n "$saved" ]; then
    status=$PLAN_HAS_CHANGES
    show_saved
  else
    make_plan ${rest[@]+"${rest[@]}"} || status=$?
  fi
  print_estimate
  if [ "$status" -eq 0 ]; then
    echo "There are no changes to apply."
    say_next
    return
  fi
  [ "$image_only" = false ] || refuse_infrastructure
  confirm "Apply this to $environment?" yes
  infra apply -input=false "$LOCK_TIMEOUT" "$work/plan"
  [ "$image_only" = true ] || { say_what_is_reverted && say_next; }
}

# A deployment plans with the tfvars alone.
say_what_is_reverted() {
  local variables
  variables=$(printf '%s\n' ${rest[@]+"${rest[@]}"} | sed -n 's/^--*var=//; s/^\([a-z][a-z0-9_]*\)=.*/\1/p' |
    grep -vx image_tag | paste -sd ' ' -) || true
  [ -z "$variables" ] || echo "The next deployment would revert what -var has set: $variables.
Write what is to stay into infra/env/$environment.tfvars."
}

say_next() {
  read_outputs
  if [ -z "$(output image_tag)" ]; then
    echo "Next: $(command_line deploy)"
  else
    echo "$environment runs $(output image_tag) at $(output url)"
  fi
}

destroy() {
  local protected
  need_init
  protected=$(infra show -json | python3 scripts/plan.py protected)
  if [ -n "$protected" ]; then
    fail 1 "these resources are protected from deletion:
  ${protected//$'\n'/$'\n'  }
Remove the protection first, then destroy the environment. All its data is lost then:
  $(command_line tf-apply) -var deletion_protection=false
  $(command_line tf-destroy)"
  fi
  make_plan -destroy ${rest[@]+"${rest[@]}"} || [ $? -eq "$PLAN_HAS_CHANGES" ]
  confirm "Destroy everything in $environment, including every stream in its table?" "$environment"
  infra apply -input=false "$LOCK_TIMEOUT" "$work/plan"
  echo "$environment is destroyed. The bucket with its state and the other environments still exist."
}

run_tests() {
  terraform_in . format fmt -check -diff -recursive infra ||
    fail 1 "the format differs as shown; run: terraform fmt -recursive infra"
  validate -no-tests # they run below
  unset AWS_PROFILE # the tests use a fake account
  terraform_in infra validate-infra test ${rest[@]+"${rest[@]}"}
}

# Writes the plan to $work/plan. The status is 0 if it changes nothing.
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

# Checks whether the arguments name the image to run. If they do not, the running image is kept, because null
# would stop every task.
names_image() {
  case " $* ${TF_VAR_image_tag:+image_tag=}" in
    *[\ =]image_tag=*) return 0 ;;
    *) return 1 ;;
  esac
}

# The first image may also change the number of tasks, because none ran before.
refuse_infrastructure() {
  local first=
  read_outputs
  [ -n "$(output image_tag)" ] || first=--first
  python3 scripts/plan.py guard $first < "$work/plan.json" ||
    fail "$INFRASTRUCTURE_PENDING" "the infrastructure changes listed above are pending. Apply them by hand first:
  $(command_line tf-apply)"
}

# Leaves the plan as JSON in $work/plan.json, because Terraform takes seconds to print it.
print_estimate() {
  infra show -json "$work/plan" > "$work/plan.json"
  python3 scripts/plan.py estimate < "$work/plan.json"
}

need_init() {
  [ -f "infra/.terraform/$environment/terraform.tfstate" ] ||
    fail 1 "Terraform is not ready for $environment: run $(command_line tf-init)"
}

# Asks question $1 and continues if the answer is $2 or -y was given.
confirm() {
  local answer
  [ "$yes" = false ] || return 0
  printf '%s Type %s: ' "$1" "$2" >&2
  read -r answer || answer=
  [ "$answer" = "$2" ] || fail 1 "cancelled; nothing was changed"
}

# Prints the command line of command $1 for this profile and environment.
command_line() {
  local line=". ./make.sh $1"
  if [ -n "$profile" ]; then
    line+=" $profile"
  elif [ "$environment" != dev ]; then
    line+=" -"
  fi
  [ "$environment" = dev ] || line+=" $environment"
  echo "$line"
}

main "$@"
