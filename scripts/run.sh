# shellcheck shell=bash
# `make.sh run` and `make.sh dev`; sourced by make.sh. They start the server from classes and build no jar. Every jar
# is therefore a complete one, built by `make.sh package`.

readonly CLASS_PATH=server/target/class-path
readonly RUN=server/target/run
readonly DEV=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 scripts/dev/Dev.java)

run() {
  find_jdk
  only_local_hosts
  is_built || attended build || exit
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED \
    -cp "$RUN/classes:$RUN/resources:$(cat "$CLASS_PATH")" io.streamgate.Main "$@"
}

# dev has its own folder, so that it does not replace the classes of a server started by run.
# With only one of the JVM's two compilers the server starts sooner, but is slower under load.
dev() {
  find_jdk
  only_local_hosts
  exec "$JAVA_HOME/bin/java" "${DEV[@]}" serve server/target/dev \
    "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1
}

# Without this, a page in the developer's browser could let its own name resolve to this machine and use the server
# as a part of that page (DNS rebinding).
only_local_hosts() {
  local line
  [ -z "${STREAMGATE_ALLOWED_HOSTS-}" ] || return 0
  if [ -f .env ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      if [[ $line =~ ^\ *STREAMGATE_ALLOWED_HOSTS\ *=\ *[^\ #] ]]; then return 0; fi
    done < .env
  fi
  export STREAMGATE_ALLOWED_HOSTS=localhost
}

is_built() {
  [ -f "$RUN/built" ] && ! sources_newer_than "$RUN/built" && has_libraries
}

# The stamp has the time at which the build started, because a source saved during the build may be missing from it.
build() {
  echo "Building the server (the first build downloads the dependencies)" >&2
  mkdir -p "$RUN" && touch "$RUN/began" && class_path &&
    "$JAVA_HOME/bin/java" "${DEV[@]}" build "$RUN" && mv "$RUN/began" "$RUN/built"
}

# Resolves the server's libraries and writes their paths to a file, unless the file is up to date. Dev.java calls
# the command `class-path`.
class_path() {
  local began=$CLASS_PATH.began
  if has_libraries && [ -z "$(find pom.xml server/pom.xml -newer "$CLASS_PATH")" ]; then return; fi
  mkdir -p "${CLASS_PATH%/*}"
  rm -f "$CLASS_PATH"
  touch "$began"
  maven -pl server dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$PWD/$CLASS_PATH" &&
    touch -r "$began" "$CLASS_PATH"
}

has_libraries() {
  local libraries library IFS=:
  [ -f "$CLASS_PATH" ] || return 1
  libraries=$(cat "$CLASS_PATH")
  for library in $libraries; do
    [ -f "$library" ] || return 1
  done
}

# Runs a command in its own process group in the background and waits for it, so that a signal ends both
# immediately. Bash handles a signal only after a foreground command has ended.
attended() {
  local status=0
  set -m
  "$@" < /dev/null &
  set +m
  trap 'kill -- "-$(jobs -p)" 2> /dev/null && wait' EXIT
  trap 'exit 130' INT
  trap 'exit 143' HUP TERM
  wait $! || status=$?
  trap - EXIT HUP INT TERM
  return $status
}
