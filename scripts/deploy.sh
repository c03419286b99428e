#!/usr/bin/env bash
# Deploys the commit that is checked out: image, task definition, service, and a look whether it works.
#
# usage: scripts/deploy.sh [profile] [environment] [--tag <tag>] [--url <url>] [--dirty]
#
# --tag    an image that is in the repository already, instead of this commit's: so one rolls back, too
# --url    where to try it, where that is not the address that Terraform knows
# --dirty  builds what is not committed, too
#
# Nothing but the image may change: where infrastructure would as well, it ends with 3 before anything
# has changed. Where the new image does not work, the previous one is put back, and it ends with 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

readonly INFRASTRUCTURE_WAITS=3
readonly TASKS_SECONDS=${DEPLOY_TASKS_SECONDS:-300}
readonly READY_SECONDS=${DEPLOY_READY_SECONDS:-60}

main() {
  tag='' url=''
  read_arguments "$@"
  read_options ${rest[@]+"${rest[@]}"}
  need curl "install curl"
  scripts/infra.sh init "$profile" "$environment"
  read_outputs
  cluster=$(output cluster_name)
  service=$(output service_name)
  url=${url:-$(output url)}
  previous=$(output image_tag)
  repository=$(output repository_url)
  choose_image
  local status=0
  roll_to "$tag" || status=$?
  case $status in
    0) say "$environment runs $tag at $url" ;;
    "$INFRASTRUCTURE_WAITS") exit "$INFRASTRUCTURE_WAITS" ;;
    *) roll_back ;;
  esac
}

read_options() {
  dirty=
  while [ $# -gt 0 ]; do
    case $1 in
      --tag | --url)
        [ $# -gt 1 ] || fail 2 "$1 wants a value"
        if [ "$1" = --tag ]; then tag=$2; else url=$2; fi
        shift
        ;;
      --dirty) dirty=--dirty ;;
      *) fail 2 "deploy knows --tag, --url and --dirty, not '$1'" ;;
    esac
    shift
  done
}

choose_image() {
  if [ -z "$tag" ]; then
    tag=$(scripts/image.sh "$profile" "$environment" ${dirty:+"$dirty"})
  else
    [ -n "$repository" ] || fail 1 "$environment has no repository yet: run . ./make.sh tf-apply"
    image_exists "$repository" "$tag" || fail 1 "$repository has no image $tag"
  fi
}

# Its commands are chained, for it is called where a failing command does not end the script.
roll_to() {
  say "$environment goes from ${previous:-no image} to $1"
  scripts/infra.sh apply "$profile" "$environment" -y --image-only -var "image_tag=$1" || return $?
  wait_until_it_runs "$1" && try_it
}

roll_back() {
  [ -n "$previous" ] || fail 1 "the first image does not work, and there is none to go back to"
  [ "$previous" != "$tag" ] || fail 1 "$tag does not work, and it is what ran before"
  say "$tag does not work: back to $previous"
  local failed=$tag
  roll_to "$previous" ||
    fail 1 "$failed does not work, and going back to $previous failed as well: look at the service"
  fail 1 "$failed does not work; $previous runs again"
}

# The service is stable when no deployment is under way: also where ECS went back to the image before.
wait_until_it_runs() {
  local deadline=$((SECONDS + TASKS_SECONDS)) definition image
  until [ "$(of_service desiredCount)" -gt 0 ]; do
    [ $SECONDS -lt $deadline ] || { say "the service wants no task" && return 1; }
    sleep 5
  done
  aws ecs wait services-stable --cluster "$cluster" --services "$service" || return 1
  definition=$(of_service taskDefinition) &&
    image=$(aws ecs describe-task-definition --task-definition "$definition" \
      --query 'taskDefinition.containerDefinitions[0].image' --output text) || return 1
  [ "$image" = "$repository:$1" ] || { say "the service runs $image" && return 1; }
}

of_service() {
  aws ecs describe-services --cluster "$cluster" --services "$service" \
    --query "services[0].$1" --output text
}

# It answers that it is ready, starts a stream and ends it. A start that is refused since this
# address watches as many as it may was decided by the store, and is as good.
try_it() {
  local deadline=$((SECONDS + READY_SECONDS)) answer
  until answer=$(ask GET /health/ready) && [ "$(status_of "$answer")" = 200 ]; do
    [ $SECONDS -lt $deadline ] || { say "$url is not ready: $answer" && return 1; }
    sleep 2
  done
  answer=$(ask POST /api/v1/stream -H 'content-type: application/json' \
    -d '{"video_name": "smoke test"}') || return 1
  case $(status_of "$answer") in
    201) end_it "$answer" ;;
    409) say "a start was refused, by the rules" ;;
    *) say "a start is answered $answer" && return 1 ;;
  esac
}

end_it() {
  local id ended
  id=$(echo "$1" | sed -n 's/.*"stream_id": *"\([^"]*\)".*/\1/p')
  ended=$(ask DELETE "/api/v1/streams/$id") || return 1
  [ "$(status_of "$ended")" = 204 ] || { say "the end of the stream is answered $ended" && return 1; }
}

# The answer, and its status on the last line.
ask() {
  curl --silent --show-error --max-time 10 --write-out '\n%{http_code}\n' \
    --request "$1" "$url$2" "${@:3}" 2>&1
}

status_of() {
  echo "$1" | tail -n 1
}

say() {
  echo "deploy: $1" >&2
}

main "$@"
