#!/usr/bin/env bash
# Tests that make.sh deploy waits for ECS, with fakes that record their calls; checks/test-deploy.sh uses the real
# terraform and aws, but its simulator completes every deployment at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/shell-test.sh
. checks/shell-test.sh
# shellcheck source=checks/fake-account.sh
. checks/fake-account.sh

# A service that runs the image `new` after the next apply. ECS reports the states $@ of its rollout, one per call, and
# then the last one again and again.
new_service() {
  new_project
  touch "$work/state/bucket" "$work/state/image"
  printf '%s\n' "$@" > "$work/state/rollout"
  cat > "$work/state/output" << 'END'
{"cluster_name": {"value": "dev"}, "service_name": {"value": "dev"}, "url": {"value": "http://streams.test"},
 "image_tag": {"value": "old"}, "repository_url": {"value": "registry.test/streamgate-dev"}}
END
  fake aws << 'END'
  case "$*" in
    'sts get-caller-identity'*) echo 123456789012 ;;
    *rolloutState*)
      head -n 1 "$STATE/rollout"
      [ "$(wc -l < "$STATE/rollout")" -lt 2 ] || sed -i.bak 1d "$STATE/rollout" ;;
    *desiredCount*) echo 1 ;;
    *'services[0].taskDefinition'*) echo dev:2 ;;
    'ecs describe-task-definition'*) echo registry.test/streamgate-dev:new ;;
  esac
END
  fake curl << 'END'
  case "$*" in
    *' POST '*) printf '{"stream_id": "a"}\n201\n' ;;
    *' DELETE '*) printf '\n204\n' ;;
    *) printf '\n200\n' ;;
  esac
END
}

deploy() {
  # shellcheck disable=SC2016 # for the shell under test to expand
  in_project "export DEPLOY_POLL_SECONDS=0 $1; ./make.sh deploy - dev --tag new"' || echo "status $?"'
}

deploymentWaitsUntilEcsHasCompletedIt() {
  new_service IN_PROGRESS IN_PROGRESS COMPLETED
  deploy ''
  expect 'the deployment succeeds' '*dev runs new at http://streams.test' "$output"
  expect 'ECS was asked until it had completed the deployment' 3 "$(called rolloutState | wc -l | tr -d ' ')"
}

deploymentThatEcsGivesUpIsAFailure() {
  new_service IN_PROGRESS FAILED
  deploy ''
  expect 'the deployment fails' '*ECS reports that the deployment failed*new does not work*status 1' "$output"
}

deploymentThatDoesNotEndIsAFailure() {
  new_service IN_PROGRESS
  deploy DEPLOY_ROLLOUT_SECONDS=0
  expect 'the deployment fails' '*the rollout is still IN_PROGRESS*new does not work*status 1' "$output"
}

deploymentWaitsUntilEcsHasCompletedIt
deploymentThatEcsGivesUpIsAFailure
deploymentThatDoesNotEndIsAFailure
[ "$failures" -eq 0 ]
