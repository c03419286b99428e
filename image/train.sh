#!/usr/bin/env bash
# A step in the build of the image: runs the server, and has the JVM write the AOT cache of the run.
#
# The store is a table that does not answer, and starts are admitted uncounted: that takes the
# requests through the HTTP server, the limiter and the AWS SDK, whose start takes longest. The
# memory and sqlite stores add so few classes that a run of theirs starts them no faster.
set -euo pipefail

readonly HOME_FOLDER=/opt/streamgate
readonly CACHE=$HOME_FOLDER/streamgate.aot
readonly PATIENCE=60 # seconds

main() {
  log=$(mktemp)
  server=
  trap stop EXIT
  start
  wait_until_ready
  request 201 POST "$public/api/v1/stream" -d '{"video_name": "Alien", "device_id": "tv"}'
  local stream
  stream=$public/api/v1/streams/$(grep -o '"stream_id":"[^"]*' <<< "$answer" | cut -d '"' -f 4)
  request 201 POST "$public/api/v1/stream" -d '{"video_name": "Brazil", "attributes": {"row": "3"}}'
  request 400 POST "$public/api/v1/stream" -d '{"video_name": 3}'
  request 200 POST "$stream/heartbeat" -d '{}'
  request 503 GET "$public/api/v1/streams"
  request 503 DELETE "$stream"
  request 200 GET "$public/health/live"
  request 200 GET "$public/problems/stream-limit-reached"
  request 200 GET "$management/metrics"
  finish
}

# Settings of nobody's: they are gone when this step ends.
start() {
  env HOST=127.0.0.1 PORT=0 STREAMGATE_MANAGEMENT_PORT=0 STREAMGATE_LOG=json \
    DYNAMO_TABLE_NAME=training AWS_REGION=us-east-1 AWS_ENDPOINT_URL=http://127.0.0.1:9 \
    AWS_ACCESS_KEY_ID=training AWS_SECRET_ACCESS_KEY=training \
    STREAMGATE_ON_STORE_FAILURE=admit STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.6S \
    "$HOME_FOLDER/runtime/bin/java" "@$HOME_FOLDER/java.options" \
    "-XX:AOTCacheOutput=$CACHE" -jar "$HOME_FOLDER/streamgate.jar" > "$log" 2>&1 &
  server=$!
}

# The ports are free ones: the build may share a network with others.
wait_until_ready() {
  local deadline=$((SECONDS + PATIENCE))
  until grep -q '"streamgate is ready"' "$log"; do
    kill -0 "$server" 2> /dev/null || fail "the server ends at its start"
    [ $SECONDS -lt $deadline ] || fail "the server is not ready after $PATIENCE s"
    sleep 0.1
  done
  public=http://127.0.0.1:$(logged port)
  management=http://127.0.0.1:$(logged management_port)
}

logged() {
  sed -n 's/.*{"'"$1"'":"\([0-9]*\)"}.*"streamgate is ready".*/\1/p' "$log"
}

# The status that must come, the method, the address, and more for curl. Leaves the body in $answer.
request() {
  local expected=$1 method=$2 address=$3 status
  answer=$(curl --silent --max-time 20 --write-out '\n%{http_code}' --request "$method" "${@:4}" \
    --header 'content-type: application/json' --header 'x-forwarded-for: 203.0.113.7' \
    "$address") || true
  status=${answer##*$'\n'}
  [ "$status" = "$expected" ] || fail "$method $address is answered $status, not $expected: $answer"
}

# The JVM writes the cache when it is told to stop, in a process of its own, and ends after that.
finish() {
  local status=0
  kill -TERM "$server"
  wait "$server" || status=$?
  server=
  [ $status -eq 0 ] || fail "the server stops with status $status"
  [ -s "$CACHE" ] || fail "the JVM wrote no AOT cache"
  chmod 0644 "$CACHE"
  echo "AOT cache: $(stat --format=%s "$CACHE") bytes"
}

stop() {
  [ -z "$server" ] || kill -KILL "$server" 2> /dev/null || true
  rm -f "$log"
}

fail() {
  cat "$log" >&2
  echo "train.sh: $1" >&2
  exit 1
}

main
