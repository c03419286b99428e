#!/usr/bin/env bash
# Generates clients from docs/api/openapi.yaml with OpenAPI Generator, compiles them, and drives each through the life
# of some streams on a server that it starts.
# usage: check-clients.sh <java | typescript | python>...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/npm-tools.sh
. checks/npm-tools.sh

readonly CLIENTS=target/clients LIBRARIES=target/tools/clients
readonly JAR=$PWD/server/target/streamgate.jar
readonly DRIVE_SECONDS=60
# Most of these programs' time is the compilation of code that runs once
readonly JVM=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)

main() {
  jdk=${JAVA_HOME:+$JAVA_HOME/bin/}
  work=$(mktemp -d)
  trap 'stop_server; rm -rf "$work"' EXIT
  generate "$@"
  start_server
  local language
  for language; do
    "drive_$language" || fail "the $language client failed"
  done
}

generate() {
  install_generator
  local configurations=() language
  for language; do
    rm -rf "${CLIENTS:?}/$language"
    configurations+=("checks/clients/$language.yaml")
  done
  quietly "${jdk}java" "${JVM[@]}" -jar "$LIBRARIES"/generator/openapi-generator-cli-*.jar batch --fail-fast \
    "${configurations[@]}"
}

# Downloads OpenAPI Generator and the Java client's libraries, only if their versions have changed.
install_generator() {
  ! cmp -s checks/clients/pom.xml "$LIBRARIES/pom.xml" || return 0
  rm -rf "${LIBRARIES:?}"
  quietly mvn --batch-mode --quiet --file checks/clients/pom.xml "-Dtools=$PWD/$LIBRARIES" initialize
  cp checks/clients/pom.xml "$LIBRARIES/"
}

drive_java() {
  local client=$CLIENTS/java
  mkdir -p "$client/classes"
  find "$client/src/main/java" -name '*.java' > "$work/sources.txt"
  quietly "${jdk}javac" "${JVM[@]/#/-J}" -proc:none -d "$client/classes" -cp "$LIBRARIES/libraries/*" \
    "@$work/sources.txt" checks/clients/Drive.java
  timeout $DRIVE_SECONDS "${jdk}java" "${JVM[@]}" -cp "$client/classes:$LIBRARIES/libraries/*" Drive "$origin"
}

drive_typescript() {
  local client=$CLIENTS/typescript
  need_programs node npm
  install_npm_tools api
  cp checks/clients/drive.ts "$client/"
  echo '{"type": "module"}' > "$client/package.json"
  quietly "$tools/node_modules/.bin/tsc" --strict --module nodenext --target es2024 --types '' --outDir "$client/js" \
    "$client/index.ts" "$client/drive.ts"
  timeout $DRIVE_SECONDS node "$client/js/drive.js" "$origin"
}

drive_python() {
  local python
  python=$(checks/clients/find-python.sh) || exit 1
  PYTHONPATH=$CLIENTS/python PYTHONDONTWRITEBYTECODE=1 \
    timeout $DRIVE_SECONDS "$python" -W error checks/clients/drive.py "$origin"
}

# Starts the server, for a few minutes at most, on free ports of 127.0.0.1, with the memory store. Sets origin.
start_server() {
  local port='' waited
  : > "$work/server.txt" # the server may be slow to create it
  # an empty folder, because a .env would be read
  (cd "$work" && exec timeout --kill-after=20 300 env -i "PATH=$PATH" HOST=127.0.0.1 PORT=0 STREAMGATE_STORE=memory \
    STREAMGATE_MANAGEMENT_PORT=0 STREAMGATE_LOG=json "${jdk}java" "${JVM[@]}" -jar "$JAR") > "$work/server.txt" 2>&1 &
  server=$!
  for ((waited = 0; waited < 300; waited++)); do
    port=$(sed -n '/"streamgate is ready"/s/.*{"port":"\([0-9]*\)"}.*/\1/p' "$work/server.txt")
    [ -z "$port" ] || break
    kill -0 "$server" 2> /dev/null || break
    sleep 0.1
  done
  [ -n "$port" ] || { cat "$work/server.txt" >&2 && fail "the server did not start"; }
  origin=http://127.0.0.1:$port
}

stop_server() {
  [ -z "${server-}" ] || kill "$server" 2> /dev/null || true
  [ -z "${server-}" ] || wait "$server" || true
}

# Runs a command, and prints its output if it fails.
quietly() {
  "$@" > "$work/output.txt" 2>&1 < /dev/null || { cat "$work/output.txt" >&2 && fail "failed: $1"; }
}

fail() {
  echo "check-clients.sh: $1" >&2
  exit 1
}

main "$@"
