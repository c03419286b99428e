#!/usr/bin/env bash
# A step of the image build: runs the server once, so that the JVM writes the AOT cache.
#
# The store is a table that does not respond, and starts are admitted uncounted. The requests therefore exercise
# the HTTP server, the limiter and the AWS SDK, which takes longest to start. The memory and sqlite stores add
# only a few classes: a run on one of them would not make its startup faster.
set -euo pipefail

readonly HOME_FOLDER=/opt/streamgate
readonly CACHE=$HOME_FOLDER/streamgate.aot
readonly READY_SECONDS=60

main() {
  log=$(mktemp)
  server=
  trap stop EXIT
  start
  wait_until_ready
  request 201 POST "$public/api/v1/stream" -d '{"video_name": "Alien", "device_id": "tv"}'
  local stream
  stream=$public/api/v1/streams/$(grep -o '"stream_id":"[^"]*' <<< "$response" | cut -d '"' -f 4)
  request 201 POST "$public/api/v1/stream" -d '{"video_name": "Brazil", "attributes": {"row": "3"}}'
  request 400 POST "$public/api/v1/stream" -d '{"video_name": 3}'
  request 200 POST "$stream/heartbeat" -d '{}'
  request 503 GET "$public/api/v1/streams"
  request 503 DELETE "$stream"
  request 200 GET "$public/health/live"
  request 200 GET "$public/problems/stream-limit-reached"
  request 200 GET "$management/metrics"
  write_cache
}

# The settings are for this run only; the image does not contain them.
start() {
  env HOST=127.0.0.1 PORT=0 STREAMGATE_MANAGEMENT_PORT=0 STREAMGATE_LOG=json \
    DYNAMO_TABLE_NAME=training AWS_REGION=us-east-1 AWS_ENDPOINT_URL=http://127.0.0.1:9 \
    AWS_ACCESS_KEY_ID=training AWS_SECRET_ACCESS_KEY=training \
    STREAMGATE_ON_STORE_FAILURE=admit STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT0.6S \
    "$HOME_FOLDER/runtime/bin/java" "@$HOME_FOLDER/java.options" \
    "-XX:AOTCacheOutput=$CACHE" -jar "$HOME_FOLDER/streamgate.jar" > "$log" 2>&1 &
  server=$!
}

# Reads the ports from the log: the server picks free ones, because the build may share the host's network.
wait_until_ready() {
  local deadline=$((SECONDS + READY_SECONDS))
  until grep -q '"streamgate is ready"' "$log"; do
    kill -0 "$server" 2> /dev/null || fail "the server exited during startup"
    [ $SECONDS -lt $deadline ] || fail "the server is not ready after $READY_SECONDS s"
    sleep 0.1
  done
  public=http://127.0.0.1:$(logged port)
  management=http://127.0.0.1:$(logged management_port)
}

logged() {
  sed -n 's/.*{"'"$1"'":"\([0-9]*\)"}.*"streamgate is ready".*/\1/p' "$log"
}

# Sends a request and fails unless the response has the expected status. Stores the response in $response.
# usage: request <expected status> <method> <url> [curl option...]
request() {
  local expected=$1 method=$2 url=$3 status
  response=$(curl --silent --max-time 20 --write-out '\n%{http_code}' --request "$method" "${@:4}" \
    --header 'content-type: application/json' --header 'x-forwarded-for: 203.0.113.7' \
    "$url") || true
  status=${response##*$'\n'}
  [ "$status" = "$expected" ] || fail "$method $url returned $status instead of $expected: $response"
}

# On SIGTERM, the JVM starts a second process that writes the cache, and exits when it is written.
write_cache() {
  local status=0
  kill -TERM "$server"
  wait "$server" || status=$?
  server=
  [ $status -eq 0 ] || fail "the server exited with status $status"
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
