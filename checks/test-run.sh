# shellcheck shell=bash
# shellcheck disable=SC2016,SC2154 # the tests print scripts; checks/shell-test.sh sets $work and $shell
# Tests `make.sh run` and `make.sh dev` with a real JDK on a small project; checks/test-make.sh sources them.

# Creates a small project. Its server prints a word from a class and one from a page, and runs until it is killed. Its
# Maven resolves no libraries. $project/pids lists all programs that make.sh starts.
small_project() {
  project=$work/small
  rm -rf "$project"
  mkdir -p "$project/bin" "$project/docs/problems" "$project/docs/api" "$project/scripts" \
    "$project/server/src/main/resources" "$project/server/src/main/java/io/streamgate"
  cp make.sh "$project/"
  cp -R scripts/run.sh scripts/dev "$project/scripts/"
  touch "$project/pom.xml" "$project/server/pom.xml" "$project/LICENSE" "$project/docs/api/openapi.yaml" \
    "$project/docs/api/admin.yaml" "$project/docs/api/plans.schema.json" \
    "$project/server/src/main/resources/own.txt"
  echo page1 > "$project/docs/problems/one.md"
  save_class Extra 'final class Extra {}'
  save_class Word 'final class Word { static final String WORD = "word1"; }'
  save_class Main 'import java.net.URL;
    public final class Main {
      public static void main(String[] arguments) throws Exception {
        String page = new String(url("/problems/one.md").openStream().readAllBytes()).strip();
        boolean whole = url("/own.txt") != null && url("/openapi.yaml") != null && url("/META-INF/LICENSE") != null
            && url("/admin.yaml") != null && url("/plans.schema.json") != null;
        String extra = url("/io/streamgate/Extra.class") == null ? "no extra" : "extra";
        System.out.println("hosts " + System.getenv("STREAMGATE_ALLOWED_HOSTS"));
        System.out.println("serves " + Word.WORD + ", " + page + ", " + extra + (whole ? "" : ", not all"));
        Thread.sleep(60_000);
      }
      static URL url(String name) { return Main.class.getResource(name); }
    }'
  use_maven 'for argument; do case $argument in -Dmdep.outputFile=*) : > "${argument#*=}" ;; esac; done'
  use_jdk
}

save_class() {
  echo "package io.streamgate; $2" > "$project/server/src/main/java/io/streamgate/$1.java"
}

# Installs a Maven that records its start and its arguments, and runs $1.
use_maven() {
  printf '#!/bin/sh\necho $$ >> pids\necho "$@" >> maven\n%s\n' "$1" > "$project/bin/mvn"
  chmod +x "$project/bin/mvn"
}

# Installs the JDK that make.sh finds on this machine, with a java that records each start.
use_jdk() {
  local real
  printf '#!/bin/sh\necho "$JAVA_HOME"\n' > "$work/mvn"
  chmod +x "$work/mvn"
  real=${real_jdk:=$(PATH=$work:$PATH ./make.sh format)}
  mkdir -p "$project/jdk/bin"
  cp "$real/release" "$project/jdk/"
  printf '#!/bin/sh\necho $$ >> pids\nexec "%s/bin/java" "$@"\n' "$real" > "$project/jdk/bin/java"
  chmod +x "$project/jdk/bin/java"
  ln -s "$real/bin/javac" "$project/jdk/bin/javac"
}

# Starts a command of make.sh in the small project in its own process, $making. Without -m, the process would ignore
# SIGINT.
start_make() {
  rm -f "$project/pids"
  set -m
  JAVA_HOME=$project/jdk PATH=$project/bin:$PATH "$shell" -c 'exec "$@"' - "$project/make.sh" "$1" \
    > "$project/log" 2>&1 < /dev/null &
  making=$!
  set +m
}

# Repeats a command until it succeeds, for up to a minute.
await() {
  local try
  for ((try = 0; try < 600; try++)); do
    if "$@"; then return; fi
    sleep 0.1
  done
  expect "within a minute: $*" yes "no: $(cat "$project/log")"
}

logs() {
  grep -q -e "$1" "$project/log"
}

has_started() {
  [ -e "$project/pids" ] && [ "$(grep -c . "$project/pids")" -ge "$1" ]
}

is_gone() {
  ! kill -0 "$1" 2> /dev/null
}

expect_maven_runs() {
  expect "$1" "$2" "$(grep -c dependency:build-classpath "$project/maven")"
}

# Sends signal $1 to make.sh, which must exit immediately with status $2, together with all processes that it started.
expect_end() {
  local began=$SECONDS code=0 pid
  kill "-$1" "$making"
  wait "$making" 2> /dev/null || code=$?
  expect "SIG$1 ends make.sh with status $2" "$2" "$code"
  while read -r pid; do
    await is_gone "$pid"
  done < "$project/pids"
  expect "SIG$1 ends make.sh and its processes immediately" yes "$([ $((SECONDS - began)) -le 20 ] && echo yes)"
}

runBuildsAndServesWithoutAJar() {
  small_project
  start_make run
  await logs 'serves word1, page1, extra$'
  expect_end INT 130
  expect 'there is no jar' '' "$(find "$project" -name '*.jar')"
}

runAllowsLocalHostsOnlyUnlessToldOtherwise() {
  small_project
  start_make run
  await logs '^hosts localhost$'
  expect_end INT 130
  echo 'STREAMGATE_ALLOWED_HOSTS=tv.example' > "$project/.env"
  start_make run
  await logs '^hosts null$' # the server reads .env
  expect_end INT 130
  STREAMGATE_ALLOWED_HOSTS='*' start_make run
  await logs '^hosts \*$'
  expect_end INT 130
}

runBuildsAfterChanges() {
  local saved
  rm -rf "$work/project"
  built_project
  fake_jdk "$work/new" 25.0.1
  for saved in nothing docs/problems/new.md docs/api/openapi.yaml docs/api/plans.schema.json LICENSE server/src/main/new.java \
    nothing; do
    [ "$saved" = nothing ] || touch "$work/project/$saved"
    in_shell "export PATH=$(path_of) JAVA_HOME=$work/new; $work/project/make.sh run"
    expect "run builds after a change of $saved" "$([ "$saved" = nothing ] && echo no || echo yes)" \
      "$([[ $output = *'Building the server'* ]] && echo yes || echo no)"
  done
}

runResolvesMissingLibraries() {
  built_project
  fake_jdk "$work/new" 25.0.1
  echo "$work/gone.jar" > "$work/project/server/target/class-path"
  in_shell "export PATH=$(path_of) JAVA_HOME=$work/new; $work/project/make.sh run"
  expect 'run needs Maven to resolve them' '*Maven is missing*' "$output"
}

devServesEachChangeAndKeepsServingAfterAFailedBuild() {
  local server
  small_project
  start_make dev
  await logs 'serves word1, page1, extra$'
  save_class Word 'final class Word { static final String WORD = "word2"; }'
  await logs 'serves word2, page1, extra$'
  echo page2 > "$project/docs/problems/one.md"
  await logs 'serves word2, page2, extra$'
  server=$(tail -n 1 "$project/pids")
  save_class Word 'final class Word { static final String WORD = 3; }'
  await logs 'Word.java:1: error: incompatible types'
  await logs 'build failed; waiting for the next change'
  expect 'the old server keeps running' alive "$(is_gone "$server" || echo alive)"
  rm "$project/server/src/main/java/io/streamgate/Extra.java"
  save_class Word 'final class Word { static final String WORD = "word4"; }'
  await logs 'serves word4, page2, no extra$'
  await is_gone "$server"
  expect_maven_runs 'Maven resolves the libraries once' 1
  server=$(tail -n 1 "$project/pids")
  touch "$project/server/pom.xml"
  await is_gone "$server"
  expect_maven_runs 'Maven resolves the libraries again after a change of a pom' 2
  expect_end TERM 143
}

signalStopsMavenImmediately() {
  local case
  for case in run:TERM:143 run:INT:130 dev:TERM:143; do
    small_project
    use_maven 'sleep 60 & echo $! >> pids; wait'
    start_make "${case%%:*}"
    await has_started "$([ "${case%%:*}" = run ] && echo 2 || echo 3)"
    case=${case#*:}
    expect_end "${case%:*}" "${case#*:}"
  done
}

signalStopsTheCompilerImmediately() {
  local command number types=''
  small_project
  for ((number = 1; number <= 40; number++)); do
    types+=" var a$number = two(a$((number - 1))); var b$number = two(b$((number - 1)));"
  done
  # The compiler must compare two types whose length is 2 to the power of 40.
  save_class Slow "final class Slow { record Two<A, B>(A a, B b) {} static <T> Two<T, T> two(T t) {
    return new Two<>(t, t); } void slow() { var a0 = 1; var b0 = 1; $types a40 = b40; } }"
  for command in run dev; do
    rm -f "$project/server/target/class-path"
    start_make "$command"
    await has_started 2
    sleep 3
    expect "$command compiles" '' "$(grep -e serves -e error "$project/log" || true)"
    expect_end TERM 143
  done
}

# The tests above cover the destinations of the resources.
devCopiesTheResourcesOfThePom() {
  expect 'scripts/dev/Build.java has the resources of server/pom.xml: change both' \
    'src/main/resources ../docs/problems problems ../docs/api openapi.yaml admin.yaml plans.schema.json .. LICENSE META-INF ' \
    "$(sed -n '/<resources>/,/<\/resources>/s/.*<[a-zA-Z]*>\(.*\)<\/.*/\1/p' server/pom.xml | tr '\n' ' ')"
}

runBuildsAndServesWithoutAJar
runAllowsLocalHostsOnlyUnlessToldOtherwise
runBuildsAfterChanges
runResolvesMissingLibraries
devServesEachChangeAndKeepsServingAfterAFailedBuild
signalStopsMavenImmediately
signalStopsTheCompilerImmediately
devCopiesTheResourcesOfThePom
