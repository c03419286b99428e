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

accountsHaveTheirStateInTheBucket() {
  new_project
  touch "$work/state/bucket"
  mkdir -p "$project/infra/accounts"
  in_project 'echo yes | . make.sh tf-accounts management dev -var email=a@example.com'
  expect 'the state is in the bucket' '*bucket=*123456789012*key=streamgate/accounts/*' "$(called 'accounts init')"
  expect 'the address is passed on' '*-var email=a@example.com *' "$(called 'accounts plan')"
  expect 'the plan that was shown is applied' '*apply -input=false */plan *' "$(called 'accounts apply')"
  in_project 'echo no | . make.sh tf-accounts management dev -var email=b@example.com; echo "status $?"'
  expect 'no cancels' '*nothing was changed*status 1' "$output"
  echo 0 > "$work/state/plan"
  in_project '. make.sh tf-accounts management dev -var email=a@example.com; echo "status $?"'
  expect 'without changes, nothing is asked' '*no changes to apply*status 0' "$output"
}

# An empty account and a commit. A deployment gets as far as the image, which the fakes cannot run.
new_commit() {
  new_project
  git -C "$project" init -q
  printf '*\n' > "$project/.git/info/exclude"
  git -C "$project" -c user.name=t -c user.email=t@t.t commit -q --allow-empty -m empty
  fake curl <<< ''
}

upAsksOnceAndDeploys() {
  new_commit
  in_project 'export IMAGE_ENGINE=docker; echo yes | . make.sh up my-profile; echo "status $?"'
  expect 'the bucket is created, and the plan is applied' '*bootstrap apply*infra init*infra plan*infra apply*' \
    "$(called '^terraform')"
  expect 'one question is asked' 1 "$(grep -c 'Type yes' <<< "$output")"
  expect 'the deployment follows' '*Next: . ./make.sh deploy my-profile*dev has no repository yet*' "$output"
  expect 'Terraform is prepared once' 1 "$(called 'infra init' | wc -l | tr -d ' ')"
}

upStopsWithoutAnAnswer() {
  new_commit
  in_project 'export IMAGE_ENGINE=docker; echo no | . make.sh up; echo "status $?"'
  expect 'no cancels' '*cancelled*status 1' "$output"
  expect 'nothing was applied but the bucket' '' "$(called 'infra apply')"
}

upChecksFirstWhatWouldFailLate() {
  new_commit
  in_project 'export IMAGE_ENGINE=no-such-engine; . make.sh up - dev -y; echo "status $?"'
  expect 'an engine is required' '*install Docker*status 1' "$output"
  touch "$project/changed"
  rm "$project/.git/info/exclude"
  in_project 'export IMAGE_ENGINE=docker; . make.sh up - dev -y; echo "status $?"'
  expect 'a commit is required' '*uncommitted changes*status 1' "$output"
  expect 'nothing was created' '' "$(called '^terraform')"
}

eachCommandPrintsTheNextOne
upAsksOnceAndDeploys
upStopsWithoutAnAnswer
upChecksFirstWhatWouldFailLate
accountsHaveTheirStateInTheBucket
variablesThatADeploymentRevertsAreNamed
[ "$failures" -eq 0 ]
