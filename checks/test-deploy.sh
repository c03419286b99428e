#!/usr/bin/env bash
# Takes an empty account, which is a simulator, to a running service, and deploys to it, with the real
# terraform, aws and Streamgate. What is not real: AWS, and the building of images.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/simulated-account.sh
. checks/simulated-account.sh

failures=0

main() {
  trap end_account EXIT
  for tool in aws curl git python3 terraform; do
    command -v $tool > /dev/null || fail "install $tool first"
  done
  start_streamgate
  leave_every_account
  start_simulator
  start_entrance
  copy_project

  emptyAccountBecomesARunningService
  [ "$failures" -eq 0 ] || fail "without that there is nothing to deploy to"
  newImageRunsAndIsTried
  imageOfTheRepositoryCanBeNamed
  infrastructureWaitsAndNothingChanges
  imageThatDoesNotWorkIsTakenBack
  serviceThatWentBackByItselfIsNoSuccess
  applyKeepsTheImage
  whatIsProtectedIsHeldUntilThatIsLifted
  [ "$failures" -eq 0 ] || fail "$failures facts do not hold"
  echo "deploy: an empty account was taken to a service, and deployed to"
}

emptyAccountBecomesARunningService() {
  run ./make.sh tf-init
  expect 'without a bucket it says what to do' '*there is no bucket*tf-bootstrap*' "$status $output"
  run ./make.sh tf-bootstrap - dev -y
  expect 'the bucket is made' '0 *Next: . ./make.sh tf-init' "$status $output"
  run ./make.sh tf-init
  expect 'Terraform is ready' '0 *Terraform is ready for dev*' "$status $output"
  run ./make.sh tf-apply - dev -y
  expect 'all is made, at a price that is said' '0 *USD a month: [1-9]*Apply complete*' "$status $output"
  expect 'but no task' 0 "$(service desiredCount)"
  run ./make.sh deploy - dev --url "$url"
  expect 'the first image is deployed' "0 *dev runs $head at $url" "$status $output"
  expect 'by a task' 1 "$(service runningCount)"
  expect 'that runs it' "*/streamgate-dev:$head" "$(image)"
}

newImageRunsAndIsTried() {
  commit 'The second'
  run ./make.sh deploy - dev --url "$url"
  expect 'it is deployed' "0 *dev runs $head at*" "$status $output"
  expect 'the service runs it' "*:$head" "$(image)"
  expect 'a stream was started and ended' '*"active":0,*"status":"ended",*"smoke test"*' \
    "$(curl -s "$url/api/v1/streams")"
}

imageOfTheRepositoryCanBeNamed() {
  run ./make.sh deploy - dev --tag absent --url "$url"
  expect 'one that is absent is refused' '1 *has no image absent' "$status $output"
  put-image named
  run ./make.sh deploy - dev --tag named --url "$url"
  expect 'one that is there is deployed' '0 *dev runs named at*' "$status $output"
}

infrastructureWaitsAndNothingChanges() {
  put-image waits
  sed -i.bak 's/^log_retention_days .*/log_retention_days = 14/' infra/env/dev.tfvars
  run ./make.sh deploy - dev --tag waits --url "$url"
  expect 'it is refused' \
    '3 *aws_cloudwatch_log_group.tasks: update*apply them by hand first:*tf-apply' "$status $output"
  expect 'the service runs what it ran' '*:named' "$(image)"
  mv infra/env/dev.tfvars.bak infra/env/dev.tfvars
}

imageThatDoesNotWorkIsTakenBack() {
  put-image broken
  run ./make.sh deploy - dev --tag broken --url "$url"
  expect 'the start that failed is named' '*a start is answered it starts nothing*503*' "$output"
  expect 'it went back' '1 *broken does not work; named runs again' "$status $output"
  expect 'the service runs the previous one' '*:named' "$(image)"
  expect 'Terraform knows' named "$(terraform_output image_tag)"
}

# The circuit breaker puts the previous task definition back, and the service is stable.
serviceThatWentBackByItselfIsNoSuccess() {
  put-image unstartable
  local before
  before=$(service taskDefinition)
  cat > "$work/tools/aws" << END
#!/usr/bin/env bash
if [ "\$1 \$2" = 'ecs wait' ]; then
  $(command -v aws) ecs update-service --cluster streamgate-dev --service streamgate-dev \
    --task-definition $before > /dev/null
fi
exec $(command -v aws) "\$@"
END
  chmod +x "$work/tools/aws"
  run ./make.sh deploy - dev --tag unstartable --url "$url"
  rm "$work/tools/aws"
  expect 'it is not taken for a success' \
    '1 *the service runs *:named*unstartable does not work*' "$status $output"
}

applyKeepsTheImage() {
  run ./make.sh deploy - dev --tag named --url "$url"
  run ./make.sh tf-apply - dev -y
  expect 'there is nothing to change' '0 *nothing to change*' "$status $output"
  run ./make.sh tf-apply - dev -y -var log_retention_days=14
  expect 'the service runs what it ran' '0 *:named' "$status $(image)"
}

whatIsProtectedIsHeldUntilThatIsLifted() {
  run ./make.sh tf-apply - dev -y -var deletion_protection=true
  run ./make.sh tf-destroy - dev -y
  expect 'it says what is held' \
    '1 *aws_dynamodb_table*tf-apply -var deletion_protection=false*' "$status $output"
  expect 'the service runs' '*:named' "$(image)"
  run ./make.sh tf-apply - dev -y -var deletion_protection=false
  run ./make.sh tf-destroy - dev -y
  expect 'it is destroyed, images and all' '0 *dev is gone*' "$status $output"
  expect 'no table is left' None "$(aws dynamodb list-tables --query 'TableNames[0]' --output text)"
}

run() {
  status=0
  echo "deploy: $* ($SECONDS s)"
  output=$("$@" 2>&1 < /dev/null 3>&-) || status=$?
}

expect() {
  # shellcheck disable=SC2053 # a pattern is wanted
  if [[ $3 != $2 ]]; then
    printf 'deploy: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3" >&2
    failures=$((failures + 1))
  fi
}

fail() {
  echo "test-deploy.sh: $1" >&2
  exit 1
}

# On one line: an edit of this file while it runs changes nothing.
main; exit
