# shellcheck shell=bash
# What `make.sh run` and `make.sh dev` do; make.sh sources it. They serve from classes and make no jar, so that
# every jar is a whole one: that of `make.sh package`.

readonly CLASS_PATH=server/target/class-path
readonly RUN=server/target/run
readonly DEV=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 scripts/dev/Dev.java)

run() {
  find_jdk
  is_built || attended build || exit
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED \
    -cp "$RUN/classes:$RUN/resources:$(cat "$CLASS_PATH")" io.streamgate.Main "$@"
}

# Dev has a folder of its own, so that a change takes no classes from under a server that run has started.
# With one of the two compilers of the JVM the server starts sooner, and is slower under load.
dev() {
  find_jdk
  exec "$JAVA_HOME/bin/java" "${DEV[@]}" serve server/target/dev \
    "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1
}

is_built() {
  [ -f "$RUN/built" ] && ! sources_newer_than "$RUN/built" && has_libraries
}

# The stamp is as old as the start of the build: what is saved during a build may be missing from it.
build() {
  echo "Building the server (the first time, Maven downloads what it needs)" >&2
  mkdir -p "$RUN" && touch "$RUN/began" && class_path &&
    "$JAVA_HOME/bin/java" "${DEV[@]}" build "$RUN" && mv "$RUN/began" "$RUN/built"
}

# Writes down where the libraries are that the server needs, unless that is known. The command
# `class-path` is for Dev.java.
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

# Runs a command beside this script, in a process group of its own, and waits for it: a signal ends both at
# once. Bash acts on a signal only after a command in the foreground has ended.
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
