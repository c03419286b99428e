# shellcheck shell=bash
# Sourced by checks/test-make-aws.sh: a copy of the project, and programs that record their calls
# instead of using an account. shell-test.sh sets the other variables.
# shellcheck disable=SC2154

calls=$work/calls
project=$work/project

# Creates a copy of the project with nothing applied yet, and fakes on the PATH.
new_project() {
  rm -rf "$project" "$calls" "$work/state" "$work/tools"
  mkdir -p "$project/infra" "$work/state" "$work/tools"
  cp -R make.sh scripts "$project/"
  cp -R infra/env "$project/infra/"
  touch "$calls"
  fake terraform << 'END'
  for argument; do
    case $argument in -chdir=*) ;; *) break ;; esac
    shift
  done
  case $1 in
    init) mkdir -p "$TF_DATA_DIR" && touch "$TF_DATA_DIR/terraform.tfstate" ;;
    plan)
      for argument; do case $argument in -out=*) touch "${argument#-out=}" ;; esac; done
      echo 'the plan'
      case " $* " in *\ -detailed-exitcode\ *) exit "$(cat "$STATE/plan" || echo 2)" ;; esac ;;
    apply) [ -f "${*: -1}" ] && touch "$STATE/applied" ;;
    output) cat "$STATE/output" ;;
    show) cat "$STATE/show" ;;
  esac
END
  fake aws << 'END'
  case "$*" in
    'sts get-caller-identity'*) echo 123456789012 ;;
    's3api head-bucket'*)
      [ ! -f "$STATE/stranger" ] || { echo "An error occurred (403)" >&2 && exit 254; }
      [ -f "$STATE/bucket" ] || { echo "An error occurred (404)" >&2 && exit 254; } ;;
    'ecr describe-images'*) [ -f "$STATE/image" ] || { echo ImageNotFoundException >&2 && exit 254; } ;;
    'ecr get-login-password'*) echo secret ;;
  esac
END
  fake docker << 'END'
  [ "$1" != login ] || cat > /dev/null
END
  echo '{}' > "$work/state/output"
  echo '{"planned_values": {"outputs": {"monthly_estimate_usd": {"value": {"not_included": "use",
    "at_min_tasks": {"tasks": 1, "total": 41.5}, "at_max_tasks": {"tasks": 9, "total": 300}}}}}}' \
    > "$work/state/show"
}

# Creates the program $1, which records its calls and then runs the script on standard input.
fake() {
  {
    printf '#!/usr/bin/env bash\nset -euo pipefail\nSTATE=%s\n' "$work/state"
    # shellcheck disable=SC2016 # for the fake to expand
    printf 'echo "%s $* [${AWS_PROFILE-}|${AWS_ACCESS_KEY_ID-}|${AWS_REGION-}|%s] %s" >> %s\n' "$1" \
      '${TF_CLI_CONFIG_FILE-}' '${TF_DATA_DIR-}' "$calls"
    cat
  } > "$work/tools/$1"
  chmod +x "$work/tools/$1"
}

# Runs script $1 in the copy, without any AWS or Terraform variable in the environment. zsh does not find files of the
# current folder by their bare names.
in_project() {
  local script=$1
  [ "$shell" = bash ] || script=${script//. make.sh/. .\/make.sh}
  in_shell "cd $project
    unset AWS_PROFILE AWS_ACCESS_KEY_ID TF_PLUGIN_DIR TF_CLI_CONFIG_FILE TF_STATE_BUCKET TF_VAR_image_tag
    unset dev_aws_profile prod_aws_profile AWS_REGION
    export PATH=$work/tools:\$PATH
    $script"
}

called() {
  grep -e "$1" "$calls" || true
}
