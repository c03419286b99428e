#!/usr/bin/env bash
# Builds a running service from an empty account and deploys to it, with the real terraform, aws and Streamgate. AWS is
# simulated, and images are not really built.
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
  remove_credentials
  start_simulator
  start_entrance
  # shellcheck disable=SC2119 # without further files
  copy_project

  emptyAccountBecomesARunningService
  [ "$failures" -eq 0 ] || fail "there is no running service; skipping the deployments"
  missingImageIsRefused
  pendingInfrastructureChangesStopTheDeployment
  brokenImageIsRolledBack
  rollbackByEcsIsReportedAsFailure
  existingImageCanBeDeployedAndApplyKeepsIt
  protectedEnvironmentIsNotDestroyed
  upGoesFromNothingToAUrl
  [ "$failures" -eq 0 ] || fail "$failures checks failed"
  echo "deploy: an empty account became a running service, and deployments worked"
}

emptyAccountBecomesARunningService() {
  run ./make.sh tf-init
  expect 'without a bucket, the message names tf-bootstrap' '*the bucket * does not exist*tf-bootstrap*' "$status $output"
  run ./make.sh tf-bootstrap - dev -y
  expect 'the bucket is created' '0 *Next: . ./make.sh tf-init' "$status $output"
  run ./make.sh tf-init
  expect 'Terraform is ready' '0 *Terraform is ready for dev*' "$status $output"
  run ./make.sh tf-apply - dev -y
  expect 'everything is created, and its cost is shown' '0 *per month in USD: [1-9]*Apply complete*' "$status $output"
  expect 'no task runs yet' 0 "$(service desiredCount)"
  run ./make.sh deploy - dev --url "$url"
  expect 'the first image is deployed' "0 *dev runs $head at $url" "$status $output"
  expect 'a task runs' 1 "$(service runningCount)"
  expect 'the task runs the image' "*/streamgate-dev:$head" "$(image)"
  expect 'a stream was started and ended' '*"active":0,*"status":"ended",*"smoke test"*' \
    "$(curl -s "$url/api/v1/streams")"
}

missingImageIsRefused() {
  run ./make.sh deploy - dev --tag absent --url "$url"
  expect 'a missing image is refused' '1 *has no image with the tag absent' "$status $output"
}

pendingInfrastructureChangesStopTheDeployment() {
  put-image waits
  sed -i.bak 's/^log_retention_days .*/log_retention_days = 14/' infra/env/dev.tfvars
  run ./make.sh deploy - dev --tag waits --url "$url"
  expect 'the deployment is refused' \
    '3 *aws_cloudwatch_log_group.tasks: update*Apply them by hand first:*tf-apply' "$status $output"
  expect 'the service still runs the same image' "*:$head" "$(image)"
  mv infra/env/dev.tfvars.bak infra/env/dev.tfvars
}

brokenImageIsRolledBack() {
  put-image broken
  run ./make.sh deploy - dev --tag broken --url "$url"
  expect 'the failed start is reported' '*a start failed with: this image is broken*503*' "$output"
  expect 'the deployment is rolled back' '1 *broken does not work; rolled back to '"$head" "$status $output"
  expect 'the service runs the previous image' "*:$head" "$(image)"
  expect "Terraform's output is the previous image" "$head" "$(terraform_output image_tag)"
}

# Simulates ECS's circuit breaker: it restores the previous task definition, and the service is stable again.
rollbackByEcsIsReportedAsFailure() {
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
  expect 'a rollback by ECS is not a success' \
    "1 *the service runs *:$head*unstartable does not work*" "$status $output"
}

existingImageCanBeDeployedAndApplyKeepsIt() {
  put-image named
  run ./make.sh deploy - dev --tag named --url "$url"
  expect 'an existing image is deployed' '0 *dev runs named at*' "$status $output"
  run ./make.sh tf-apply - dev -y
  expect 'there are no changes' '0 *no changes to apply*' "$status $output"
  run ./make.sh tf-apply - dev -y -var log_retention_days=14 -var deletion_protection=true
  expect 'the service still runs the same image' '0 *:named' "$status $(image)"
}

protectedEnvironmentIsNotDestroyed() {
  run ./make.sh tf-destroy - dev -y
  expect 'protected resources are listed' \
    '1 *aws_dynamodb_table*tf-apply -var deletion_protection=false*' "$status $output"
  expect 'the service runs' '*:named' "$(image)"
  run ./make.sh tf-apply - dev -y -var deletion_protection=false
  run ./make.sh tf-destroy - dev -y
  expect 'the environment is destroyed, including its images' '0 *dev is destroyed*' "$status $output"
  expect 'no table is left' None "$(aws dynamodb list-tables --query 'TableNames[0]' --output text)"
}

# The bucket of the state is there; the rest is not.
upGoesFromNothingToAUrl() {
  local began=$SECONDS
  status=0
  output=$(./make.sh up - dev --url "$url" <<< yes 2>&1 3>&-) || status=$?
  echo "deploy: up took $((SECONDS - began)) s"
  expect 'up ends with the URL' "0 *dev runs $head at $url" "$status $output"
  expect 'up asks once' 1 "$(grep -c 'Type yes' <<< "$output")"
  expect 'a task runs' 1 "$(service runningCount)"
}

run() {
  status=0
  echo "deploy: $* ($SECONDS s)"
  output=$("$@" 2>&1 < /dev/null 3>&-) || status=$?
}

expect() {
  # shellcheck disable=SC2053 # $2 is a pattern
  if [[ $3 != $2 ]]; then
    printf 'deploy: %s\n  expected: %s\n  actual:   %s\n' "$1" "$2" "$3" >&2
    failures=$((failures + 1))
  fi
}

fail() {
  echo "test-deploy.sh: $1" >&2
  exit 1
}

# On one line, so that editing this file while it runs has no effect.
main; exit
