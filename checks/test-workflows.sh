#!/usr/bin/env bash
# Runs the jobs of GitHub's workflows, and buildspec.yml, on a simulated account: with keys, with roles, and without
# either. checks/workflow_runs/README.md lists what stands for the actions and programs.
#
# usage: checks/test-workflows.sh [test module, class or test]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/simulated-account.sh
. checks/simulated-account.sh

main() {
  local tests=$PWD/checks/workflow_runs
  trap end_account EXIT
  for tool in aws curl git python3 terraform; do
    command -v $tool > /dev/null || fail "install $tool first"
  done
  start_streamgate
  remove_credentials
  start_simulator
  start_entrance
  copy_project .github .ci .dockerignore buildspec.yml Dockerfile checks/clients
  create_service > "$work/created.txt" 2>&1 || fail "there is no service: $(cat "$work/created.txt")"
  mkdir "$work/jobs"
  PYTHONDONTWRITEBYTECODE=1 WORKFLOWS_PROJECT=$project WORKFLOWS_FOLDER=$work/jobs WORKFLOWS_TOOLS=$work/tools \
    WORKFLOWS_ENTRANCE=$url python3 "$tests/main.py" "$@"
  echo "workflows: all jobs ran, with keys and with roles ($SECONDS s)"
}

# By hand, as in docs/DEPLOYING.md: the roles of GitHub and of the pipeline, and a service that runs an image.
create_service() {
  git branch -q -M main
  cat >> infra/env/dev.tfvars << 'END'
github_repository = "example/streamgate"
github_plan_role  = true
github_infra_role = true
pipeline = {
  connection_arn = "arn:aws:codeconnections:eu-central-1:123456789012:connection/12345678-abcd-abcd-abcd-123456789012"
  repository     = "example/streamgate"
}
END
  commit 'Let GitHub and the pipeline deploy'
  aws s3api create-bucket --bucket streamgate-terraform-123456789012 \
    --create-bucket-configuration LocationConstraint=eu-central-1 &&
    ./make.sh tf-init < /dev/null 3>&- &&
    ./make.sh tf-apply - dev -y -var "image_tag=$head" < /dev/null 3>&- &&
    put-image "$head"
}

fail() {
  echo "test-workflows.sh: $1" >&2
  exit 1
}

# On one line, so that editing this file while it runs has no effect.
main "$@"; exit
