# shellcheck shell=bash
# Sourced by checks/test-deploy.sh and checks/test-workflows.sh: a simulated account, a server and a load balancer in
# place of those that the simulator does not run, and a copy of the project that can be deployed to the account. The
# caller defines fail.
# shellcheck disable=SC2034 # the caller uses the variables

readonly SERVER_SECONDS=300 # the first start builds
work=$(mktemp -d)
children=()

# Removes all keys, profiles and endpoints from the environment, so that nothing here can reach an account.
remove_credentials() {
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
  exec 3> "$work/simulator.in" # the simulator exits with this script
  wait_for 30 test -s "$work/simulator.port" || fail "the simulator did not start: $(cat "$work/simulator.log")"
  AWS_ENDPOINT_URL=http://127.0.0.1:$(head -n 1 "$work/simulator.port")
  export AWS_ENDPOINT_URL
}

# Starts the real server in place of the tasks behind the load balancer, because the simulator does not run tasks.
start_streamgate() {
  PORT=0 HOST=127.0.0.1 STREAMGATE_STORE=memory STREAMGATE_MANAGEMENT_PORT=0 STREAMGATE_LOG=json \
    ./make.sh run < /dev/null > "$work/streamgate.log" 2>&1 &
  children+=($!)
  wait_for $SERVER_SECONDS grep -q 'streamgate is ready' "$work/streamgate.log" ||
    fail "Streamgate did not start: $(cat "$work/streamgate.log")"
  server_url=$(sed -n 's/.*{"port":"\([0-9]*\)"}.*streamgate is ready.*/\1/p' "$work/streamgate.log")
  server_url=http://127.0.0.1:$server_url
}

start_entrance() {
  checks/simulated-entrance.py "$server_url" > "$work/entrance.port" 2> "$work/entrance.log" &
  children+=($!)
  wait_for 30 test -s "$work/entrance.port" || fail "the load balancer did not start: $(cat "$work/entrance.log")"
  url=http://127.0.0.1:$(cat "$work/entrance.port")
}

# Copies the project, with these further files, to its own git repository, so that the image is tagged with a commit of
# the test. The fake docker builds nothing, and pushes a manifest with the given tag.
copy_project() {
  project=$work/project
  mkdir -p "$project" "$work/tools"
  tar -c --exclude=.terraform --exclude='*.tfstate*' --exclude=__pycache__ make.sh scripts infra .gitignore "$@" |
    tar -x -C "$project"
  cd "$project" || return
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

wait_for() {
  local deadline=$((SECONDS + $1))
  until "${@:2}"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.2
  done
}

# shellcheck disable=SC2317 # the trap runs it
end_account() {
  local child
  [ ! -s "$work/entrance.log" ] || grep -v '" [1-5][0-9][0-9] -$' "$work/entrance.log" >&2 || true
  for child in ${children[@]+"${children[@]}"}; do
    kill "$child" 2> /dev/null || true
    wait "$child" 2> /dev/null || true
  done
  rm -rf "$work"
}
