#!/usr/bin/env bash
# Takes an empty account, which is a simulator, to a running service, and deploys to it, with the real
# terraform, aws and Streamgate. What is not real: AWS, and the building of images.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly SERVER_SECONDS=300 # the first start builds
failures=0
work=$(mktemp -d)
children=()

main() {
  trap clean_up EXIT
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

# Each environment has its own keys, profile and endpoint dropped: nothing here can reach an account.
leave_every_account() {
  local name
  while read -r name; do
    unset "$name"
  done < <(compgen -e | grep -e '^AWS_' -e '^STREAMGATE_' -e '^TF_VAR' || true)
  unset TF_STATE_BUCKET dev_aws_profile prod_aws_profile
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_EC2_METADATA_DISABLED=true
  export AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER='' NO_PROXY=127.0.0.1
}

start_simulator() {
  mkfifo "$work/simulator.in"
  python3 infra/verify/moto_aws.py < "$work/simulator.in" > "$work/simulator.port" 2> "$work/simulator.log" &
  children+=($!)
  exec 3> "$work/simulator.in" # it ends when we do
  wait_for 30 test -s "$work/simulator.port" || fail "no simulator: $(cat "$work/simulator.log")"
  AWS_ENDPOINT_URL=http://127.0.0.1:$(head -n 1 "$work/simulator.port")
  export AWS_ENDPOINT_URL
}

# The real server stands for the tasks behind the load balancer, since the simulator starts none.
start_streamgate() {
  PORT=0 HOST=127.0.0.1 STREAMGATE_STORE=memory STREAMGATE_MANAGEMENT_PORT=0 STREAMGATE_LOG=json \
    ./make.sh run < /dev/null > "$work/streamgate.log" 2>&1 &
  children+=($!)
  wait_for $SERVER_SECONDS grep -q 'streamgate is ready' "$work/streamgate.log" ||
    fail "Streamgate did not start: $(cat "$work/streamgate.log")"
  behind=$(sed -n 's/.*{"port":"\([0-9]*\)"}.*streamgate is ready.*/\1/p' "$work/streamgate.log")
  behind=http://127.0.0.1:$behind
}

start_entrance() {
  scripts/simulated-entrance.py "$behind" > "$work/entrance.port" 2> "$work/entrance.log" &
  children+=($!)
  wait_for 30 test -s "$work/entrance.port" || fail "no entrance: $(cat "$work/entrance.log")"
  url=http://127.0.0.1:$(cat "$work/entrance.port")
}

# A repository of its own, so that a commit names the image; the engine builds nothing, and pushes a
# manifest under the tag that it is given.
copy_project() {
  project=$work/project
  mkdir -p "$project" "$work/tools"
  tar -c --exclude=.terraform --exclude='*.tfstate*' --exclude=__pycache__ make.sh scripts infra .gitignore |
    tar -x -C "$project"
  cd "$project"
  git init -q
  commit 'The first'
  cat > "$work/tools/docker" << 'END'
#!/usr/bin/env bash
set -euo pipefail
case $1 in
  login) cat > /dev/null ;;
  push) "${0%/*}/put-image" "${2##*:}" ;;
esac
END
  cat > "$work/tools/put-image" << 'END'
#!/usr/bin/env bash
digest=$(echo "$1" | sha256sum | cut -d ' ' -f 1)
aws ecr put-image --repository-name streamgate-dev --image-tag "$1" > /dev/null \
  --image-manifest '{"schemaVersion": 2,
  "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
  "config": {"digest": "sha256:'"$digest"'", "size": 1}, "layers": []}'
END
  chmod +x "$work"/tools/*
  export IMAGE_ENGINE=docker PATH=$work/tools:$PATH
}

commit() {
  git add --all
  git -c user.name=test -c user.email=test@localhost commit -q --allow-empty -m "$1"
  head=$(git rev-parse HEAD)
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

service() {
  aws ecs describe-services --cluster streamgate-dev --services streamgate-dev \
    --query "services[0].$1" --output text
}

image() {
  aws ecs describe-task-definition --task-definition "$(service taskDefinition)" \
    --query 'taskDefinition.containerDefinitions[0].image' --output text
}

terraform_output() {
  TF_DATA_DIR=$PWD/infra/.terraform/dev terraform -chdir=infra output -raw "$1"
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

wait_for() {
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.2
  done
}

# shellcheck disable=SC2317 # the trap runs it
clean_up() {
  local child
  [ ! -s "$work/entrance.log" ] || grep -v '" [1-5][0-9][0-9] -$' "$work/entrance.log" >&2 || true
  for child in ${children[@]+"${children[@]}"}; do
    kill "$child" 2> /dev/null || true
    wait "$child" 2> /dev/null || true
  done
  rm -rf "$work"
}

fail() {
  echo "test-deploy.sh: $1" >&2
  exit 1
}

# On one line: an edit of this file while it runs changes nothing.
main; exit
