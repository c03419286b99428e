# shellcheck shell=bash
# Sourced by the scripts for AWS: reads the environment and the profile of a command, and runs its Terraform. The
# caller is in the project's folder.

# shellcheck source=scripts/providers.sh
. scripts/providers.sh

# Reads [profile] [environment] from the front of the arguments and leaves the others in rest. An empty argument
# or - means the default.
read_arguments() {
  local given_profile=
  environment=
  if is_word "$@"; then
    given_profile=${1#-}
    shift
    if is_word "$@"; then
      environment=${1#-}
      shift
    fi
  fi
  environment=${environment:-dev}
  rest=("$@")
  [ -f "infra/env/$environment.tfvars" ] ||
    fail 2 "unknown environment '$environment'; the environments are: $(environments)
The arguments are [profile] [environment] [options]; - means the profile in .env."
  choose_profile "$given_profile"
  choose_region
  choose_providers
}

environments() {
  local file
  for file in infra/env/*.tfvars; do basename "$file" .tfvars; done | paste -sd ' ' -
}

is_word() {
  [ $# -gt 0 ] && { [ -z "$1" ] || [ "$1" = - ] || [ "${1#-}" = "$1" ]; }
}

# A named profile overrides keys in the environment, which the AWS CLI would otherwise prefer.
choose_profile() {
  profile_setting=dev_aws_profile
  [ "$environment" != prod ] || profile_setting=prod_aws_profile
  profile=${1:-$(setting "$profile_setting")}
  [ -n "$profile" ] || return 0
  export AWS_PROFILE=$profile
  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}

# The region comes from the environment's file, not from the profile or the machine.
choose_region() {
  local region
  region=$(sed -n 's/^region *= *"\(.*\)".*/\1/p' "infra/env/$environment.tfvars")
  [ -n "$region" ] || fail 1 "infra/env/$environment.tfvars does not set region"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
}

# Takes providers from a local folder, otherwise from the registry, and downloads each once for all environments.
choose_providers() {
  find_providers
  if [ -n "${TF_CLI_CONFIG_FILE-}" ] && [ ! -f "$TF_CLI_CONFIG_FILE" ]; then unset TF_CLI_CONFIG_FILE; fi
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
  if [ -z "${TF_PLUGIN_DIR-}" ] && [ -z "${TF_PLUGIN_CACHE_DIR-}" ]; then
    export TF_PLUGIN_CACHE_DIR=$PWD/infra/.terraform/providers
    mkdir -p "$TF_PLUGIN_CACHE_DIR"
  fi
}

# Prints a setting from the environment, otherwise from .env, by the rules of .env.example.
setting() {
  local value=${!1-}
  if [ -z "$value" ] && [ -f .env ]; then
    value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" .env | tail -n 1 | tr -d '\r' |
      sed -e 's/^"\([^"]*\)".*/\1/; t' -e "s/^'\([^']*\)'.*/\1/; t" \
        -e 's/[[:space:]]*#.*//; s/[[:space:]]*$//')
  fi
  echo "$value"
}

# Runs Terraform in the folder $1. Each environment has its own data folder, so that a plan for one environment never
# uses the state of another.
terraform_in() {
  local folder=$1 data=$2
  shift 2
  need terraform "install Terraform 1.11 or later: https://developer.hashicorp.com/terraform/install"
  TF_DATA_DIR=$PWD/infra/.terraform/$data terraform "-chdir=$folder" "$@"
}

initialise() {
  local folder=$1 data=$2
  shift 2
  [ -z "${TF_PLUGIN_DIR-}" ] || set -- "$@" "-plugin-dir=$TF_PLUGIN_DIR"
  terraform_in "$folder" "$data" init -input=false -lockfile=readonly "$@"
}

infra() {
  terraform_in infra "$environment" "$@"
}

# Reads Terraform's outputs. Fails if the state cannot be read, rather than treating it as empty.
read_outputs() {
  outputs=$(infra output -json) || fail 1 "cannot read the state of $environment"
}

# Prints output $1, or nothing if it is null or missing. Call read_outputs first.
output() {
  echo "$outputs" | python3 scripts/plan.py output "$1"
}

account() {
  need_aws
  aws sts get-caller-identity --query Account --output text ||
    fail 1 "AWS does not accept your credentials${profile:+ (profile $profile)}. Name a profile:
  . ./make.sh tf-init my-profile $environment
or set it in .env as $profile_setting. \`aws configure sso\` creates a profile."
}

need_aws() {
  need aws "install the AWS CLI, https://aws.amazon.com/cli"
}

need() {
  command -v "$1" > /dev/null || fail 1 "$1 is missing: $2"
}

fail() {
  echo "make.sh: $2" >&2
  exit "$1"
}

# Checks whether repository $1 (its URL) has an image with the tag $2. Fails if the repository cannot be queried.
image_exists() {
  local answer
  need_aws
  if answer=$(aws ecr describe-images --repository-name "${1#*/}" --image-ids "imageTag=$2" 2>&1); then
    return 0
  fi
  case $answer in
    *ImageNotFoundException*) return 1 ;;
    *) fail 1 "cannot query the repository: $answer" ;;
  esac
}
