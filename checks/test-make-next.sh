#!/usr/bin/env bash
# Tests what make.sh's AWS commands say at their end: checks/test-make-next.sh bash. terraform and aws are fakes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/shell-test.sh
. checks/shell-test.sh
# shellcheck source=checks/fake-account.sh
. checks/fake-account.sh

new_environment() {
  new_project
  touch "$work/state/bucket"
  in_project '. make.sh tf-init'
}

eachCommandPrintsTheNextOne() {
  new_environment
  expect 'after tf-init' '*Next: . ./make.sh tf-apply' "$output"
  in_project '. make.sh tf-plan'
  expect 'after tf-plan' '*Next: . ./make.sh tf-apply' "$output"
  in_project '. make.sh tf-apply my-profile dev -y'
  expect 'after the first tf-apply' '*Next: . ./make.sh deploy my-profile' "$output"
  echo '{"image_tag": {"value": "abc"}, "url": {"value": "http://streams.test"}}' > "$work/state/output"
  in_project '. make.sh tf-apply - dev -y'
  expect 'after a later tf-apply' '*dev runs abc at http://streams.test' "$output"
  echo 0 > "$work/state/plan"
  in_project '. make.sh tf-apply - dev -y'
  expect 'without changes' '*no changes to apply*dev runs abc at http://streams.test' "$output"
}

variablesThatADeploymentRevertsAreNamed() {
  new_environment
  in_project '. make.sh tf-apply - dev -y -var min_tasks=6 -var=scaling=step -parallelism=3'
  expect 'both forms are named, and nothing else' \
    '*would revert what -var has set: min_tasks scaling.*infra/env/dev.tfvars*' "$output"
  in_project '. make.sh tf-apply - dev -y -var image_tag=abc'
  expect 'the image is what a deployment sets' '' "$(grep revert <<< "$output" || true)"
}

eachCommandPrintsTheNextOne
variablesThatADeploymentRevertsAreNamed
[ "$failures" -eq 0 ]
