#!/usr/bin/env bash
# Deploys the commit that is checked out: builds the image, updates the task definition and the service, and checks
# that it works.
#
# usage: scripts/deploy.sh [profile] [environment] [--tag <tag>] [--url <url>] [--dirty]
#
# --tag    deploys an existing image of the repository instead of this commit's, for example to roll back
# --url    the URL for the check, if it is not Terraform's output
# --dirty  includes uncommitted changes
#
# Only the image may change: if infrastructure changes are pending, the script changes nothing and exits with 3. If
# the new image does not work, the script restores the previous image and exits with 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/environment.sh
. scripts/environment.sh

readonly INFRASTRUCTURE_PENDING=3
readonly TASKS_SECONDS=${DEPLOY_TASKS_SECONDS:-300}
readonly ROLLOUT_SECONDS=${DEPLOY_ROLLOUT_SECONDS:-900}
readonly POLL_SECONDS=${DEPLOY_POLL_SECONDS:-5}
readonly READY_SECONDS=${DEPLOY_READY_SECONDS:-60}

main() {
  tag='' url=''
  read_arguments "$@"
  read_options ${rest[@]+"${rest[@]}"}
  need curl "install curl"
  [ "$init" = false ] || scripts/infra.sh init "$profile" "$environment"
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
    0)
      [ -z "$(output try)" ] || say "try it: $(output try)"
      say "$environment runs $tag at $url"
      ;;
    "$INFRASTRUCTURE_PENDING") exit "$INFRASTRUCTURE_PENDING" ;;
    *) roll_back ;;
  esac
}

read_options() {
  dirty='' init=true
  while [ $# -gt 0 ]; do
    case $1 in
      --tag | --url)
        [ $# -gt 1 ] || fail 2 "$1 needs a value"
        if [ "$1" = --tag ]; then tag=$2; else url=$2; fi
        shift
        ;;
      --dirty) dirty=--dirty ;;
      --no-init) init=false ;; # for scripts/up.sh, which has done so
      *) fail 2 "unknown option '$1'; deploy accepts --tag, --url and --dirty" ;;
    esac
    shift
  done
}

choose_image() {
  if [ -z "$tag" ]; then
    tag=$(scripts/image.sh "$profile" "$environment" ${dirty:+"$dirty"})
  else
    [ -n "$repository" ] || fail 1 "$environment has no repository yet: run . ./make.sh tf-apply"
    image_exists "$repository" "$tag" || fail 1 "$repository has no image with the tag $tag"
  fi
}

# Checks each status itself: the callers test the status of this function, and bash then ignores set -e in it.
roll_to() {
  say "updating $environment from ${previous:-no image} to $1"
  scripts/infra.sh apply "$profile" "$environment" -y --image-only -var "image_tag=$1" || return $?
  wait_until_it_runs "$1" && smoke_test
}

roll_back() {
  [ -n "$previous" ] || fail 1 "the first image does not work, and there is no previous image to roll back to"
  [ "$previous" != "$tag" ] || fail 1 "$tag does not work, and it is also the previous image"
  say "$tag does not work; rolling back to $previous"
  local failed=$tag
  roll_to "$previous" ||
    fail 1 "$failed does not work, and the rollback to $previous failed as well; check the service"
  fail 1 "$failed does not work; rolled back to $previous"
}

# The service is also stable after ECS itself has rolled back to the previous image, so the image is compared.
wait_until_it_runs() {
  local deadline=$((SECONDS + TASKS_SECONDS)) definition image
  until [ "$(of_service desiredCount)" -gt 0 ]; do
    [ $SECONDS -lt $deadline ] || { say "the desired number of tasks is still 0" && return 1; }
    sleep "$POLL_SECONDS"
  done
  aws ecs wait services-stable --cluster "$cluster" --services "$service" || return 1
  wait_for_rollout || return 1
  definition=$(of_service taskDefinition) &&
    image=$(aws ecs describe-task-definition --task-definition "$definition" \
      --query 'taskDefinition.containerDefinitions[0].image' --output text) || return 1
  [ "$image" = "$repository:$1" ] || { say "the service runs $image instead of the new image" && return 1; }
}

# ECS watches the alarm for some minutes after the service is stable, and may still roll back.
wait_for_rollout() {
  local deadline=$((SECONDS + ROLLOUT_SECONDS)) state
  until state=$(of_service "deployments[?status=='PRIMARY'] | [0].rolloutState") && [ "$state" = COMPLETED ]; do
    [ "$state" != FAILED ] || { say "ECS reports that the deployment failed" && return 1; }
    [ $SECONDS -lt $deadline ] || { say "the rollout is still $state" && return 1; }
    sleep "$POLL_SECONDS"
  done
}

of_service() {
  aws ecs describe-services --cluster "$cluster" --services "$service" \
    --query "services[0].$1" --output text
}

# Waits until the service is ready, then starts a stream and ends it. A start that is refused because this address
# has reached its limit counts as success, because the store decided it.
smoke_test() {
  local deadline=$((SECONDS + READY_SECONDS)) response
  until response=$(send GET /health/ready) && [ "$(status_of "$response")" = 200 ]; do
    [ $SECONDS -lt $deadline ] || { say "$url is not ready; the last response: $response" && return 1; }
    sleep 2
  done
  response=$(send POST /api/v1/stream -H 'content-type: application/json' \
    -d '{"video_name": "smoke test"}') || return 1
  case $(status_of "$response") in
    201) end_stream "$response" ;;
    409) say "the start was refused because the limit is reached" ;;
    *) say "a start failed with: $response" && return 1 ;;
  esac
}

end_stream() {
  local id ended
  id=$(echo "$1" | sed -n 's/.*"stream_id": *"\([^"]*\)".*/\1/p')
  ended=$(send DELETE "/api/v1/streams/$id") || return 1
  [ "$(status_of "$ended")" = 204 ] || { say "ending the stream failed with: $ended" && return 1; }
}

# Prints the response and, on the last line, its status.
send() {
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
