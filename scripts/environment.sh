# shellcheck shell=bash
# Sourced by what works on AWS: which environment a command is for, with which profile, and where its
# Terraform is. The caller is in the project's folder.

# shellcheck source=scripts/providers.sh
. scripts/providers.sh

# Reads [profile] [environment] from the front of the arguments, and leaves the others in rest. An
# argument that is empty or - stands for one that was not given.
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
    fail 2 "there is no environment '$environment', but: $(environments)
The order is [profile] [environment] [options]; - stands for the profile of .env."
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

# The profile that was named wins over keys in the process's environment, which would win over it.
choose_profile() {
  profile_setting=dev_aws_profile
  [ "$environment" != prod ] || profile_setting=prod_aws_profile
  profile=${1:-$(setting "$profile_setting")}
  [ -n "$profile" ] || return 0
  export AWS_PROFILE=$profile
  unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}

# The region is the environment's own, whatever the profile or the machine would have.
choose_region() {
  local region
  region=$(sed -n 's/^region *= *"\(.*\)".*/\1/p' "infra/env/$environment.tfvars")
  [ -n "$region" ] || fail 1 "infra/env/$environment.tfvars sets no region"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region
}

# Where providers come from: a folder at hand, else the registry, each of them once for all environments.
choose_providers() {
  find_providers
  if [ -n "${TF_CLI_CONFIG_FILE-}" ] && [ ! -f "$TF_CLI_CONFIG_FILE" ]; then unset TF_CLI_CONFIG_FILE; fi
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
  if [ -z "${TF_PLUGIN_DIR-}" ] && [ -z "${TF_PLUGIN_CACHE_DIR-}" ]; then
    export TF_PLUGIN_CACHE_DIR=$PWD/infra/.terraform/providers
    mkdir -p "$TF_PLUGIN_CACHE_DIR"
  fi
}

# A value of the process's environment, else of .env, by the rules of .env.example.
setting() {
  local value=${!1-}
  if [ -z "$value" ] && [ -f .env ]; then
    value=$(sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" .env | tail -n 1 | tr -d '\r' |
      sed -e 's/^"\([^"]*\)".*/\1/; t' -e "s/^'\([^']*\)'.*/\1/; t" \
        -e 's/[[:space:]]*#.*//; s/[[:space:]]*$//')
  fi
  echo "$value"
}

# Terraform in the folder $1. Each environment has data of its own, so that a plan for one can't meet
# the state of another.
terraform_in() {
  local folder=$1 data=$2
  shift 2
  need terraform "install Terraform 1.10 or later: https://developer.hashicorp.com/terraform/install"
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

# Reads the outputs of what is applied. That the state cannot be read is a failure, and not that there
# are none.
read_outputs() {
  outputs=$(infra output -json) || fail 1 "the state of $environment cannot be read"
}

# The output $1, of those that were read; nothing where it is null or absent.
output() {
  echo "$outputs" | python3 scripts/plan.py output "$1"
}

account() {
  need_aws
  aws sts get-caller-identity --query Account --output text ||
    fail 1 "AWS does not know who you are${profile:+ with the profile $profile}. Name a profile:
  . ./make.sh tf-init my-profile $environment
or set it in .env, as $profile_setting. \`aws configure sso\` makes one."
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

# Whether repository $1 (its URL) has an image with the tag $2; that it cannot be asked is a failure.
image_exists() {
  local answer
  need_aws
  if answer=$(aws ecr describe-images --repository-name "${1#*/}" --image-ids "imageTag=$2" 2>&1); then
    return 0
  fi
  case $answer in
    *ImageNotFoundException*) return 1 ;;
    *) fail 1 "the repository cannot be asked: $answer" ;;
  esac
}
