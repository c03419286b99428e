#!/usr/bin/env bash
# Builds, tests and runs Streamgate. Run it (./make.sh test) or source it (. ./make.sh test) from bash
# or zsh. When sourced, it runs in its own process and leaves the caller's shell unchanged.

if [ -n "${ZSH_VERSION-}" ]; then
  (eval 'exec bash "${${(%):-%x}:A}" "$@"')
  return
elif [ -z "${BASH_VERSION-}" ]; then
  case $0 in
    *make.sh) exec bash "$0" "$@" ;;
    *) echo "make.sh: this shell cannot source make.sh; run ./make.sh instead" >&2 && return 2 ;;
  esac
elif [ "${BASH_SOURCE[0]}" != "$0" ]; then
  (exec bash "${BASH_SOURCE[0]}" "$@")
  return
fi

set -euo pipefail
unset CDPATH

readonly JDK_NEEDED=25
readonly JAR=server/target/streamgate.jar
readonly LOG_OF=org.slf4j.simpleLogger.log
readonly JAVA_FLAGS=(-XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError)

# Where a JDK usually is; checks/test-make.sh puts folders of its own here.
JDK_FOLDERS=${MAKE_JDK_FOLDERS-"/usr/lib/jvm/* /opt/* /Library/Java/JavaVirtualMachines/*/Contents/Home
  $HOME/.sdkman/candidates/java/* $HOME/.jdks/*"}

help() {
  cat << 'END'
usage: ./make.sh <command>      or, sourced from bash or zsh:  . ./make.sh <command>

  run            start the server; compiles it first if the sources have changed
  dev            start the server, and restart it within seconds of each source change
  test           run the quick tests; --all: run everything, and fail if a program is missing;
                 --only <job>: run one job of --all; <class>: run the JUnit tests with that name
  package        build the jar and print its path
  bench [part]   run all benchmarks, or one part, and write bench/RESULTS.md; against <jar>: compare
                 with another build; events <jar>: measure what events cost, with a build from before them;
                 cost: measure what DynamoDB charges; jmh: pass options to JMH
  mutants [part] run the mutation tests of all parts, or of one: lease, memory, sqlite, journal
                 or dynamodb
  format         format the Java sources
  help           print this help

AWS commands take [profile] [environment]; the defaults are the profile in .env, and dev:

  up             from nothing to a URL: all that is needed of the commands below, asking once; -y: do not ask
  tf-bootstrap   create the bucket for Terraform's state, once per account
  tf-init        prepare Terraform for the environment
  tf-accounts    create a test account in your organization; -var email=...
  tf-validate    check the Terraform files; needs no account
  tf-plan        show the planned changes and what they cost per month
  tf-apply       show the planned changes, ask, and apply them; -y: do not ask
  tf-destroy     show what will be deleted, ask, and delete it
  tf-test        test the Terraform files; needs no account
  image          build the image of this commit, and push it
  deploy         build, push and run the image, check that it works, and roll back if it does not
END
}

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")"
  local command=${1:-help}
  [ $# -eq 0 ] || shift
  case $command in
    run | dev | class-path)
      # shellcheck source=scripts/run.sh
      . scripts/run.sh
      "${command//-/_}" "$@"
      ;;
    test)
      # shellcheck source=scripts/tests.sh
      . scripts/tests.sh
      run_tests "$@"
      ;;
    package) package && echo "$PWD/$JAR" ;;
    bench) bench "$@" ;;
    mutants) mutants "$@" ;;
    format) maven spotless:apply ;;
    tf-*) exec scripts/infra.sh "${command#tf-}" "$@" ;;
    up | image | deploy) exec "scripts/$command.sh" "$@" ;;
    help | -h | --help) help ;;
    *)
      echo "make.sh: unknown command '$command'" >&2
      help >&2
      return 2
      ;;
  esac
}

bench() {
  maven -pl bench -am -Dmaven.test.skip=true package
  case ${1-} in
    cost) run_bench cost.Cost "${@:2}" ;;
    jmh) exec "$JAVA_HOME/bin/java" -jar bench/target/bench.jar "${@:2}" ;;
    *) run_bench http.Http "$@" ;;
  esac
}

# Runs the benchmark program $1 with the JVM flags of the server.
run_bench() {
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED \
    -cp bench/target/bench.jar "io.streamgate.bench.$1" "${@:2}"
}

# scripts/mutants.py reads PIT's reports. It fails if a mutant survives without an explanation, or if PIT
# found nothing to change in a part.
mutants() {
  local part goals=()
  [ $# -gt 0 ] || set -- lease memory sqlite journal dynamodb
  for part in "$@"; do
    goals+=("org.pitest:pitest-maven:mutationCoverage@$part")
  done
  rm -rf server/target/mutants
  maven -Pmutants -pl server -Dspotless.check.skip=true test-compile "${goals[@]}"
  exec scripts/mutants.py "$@"
}

# Maven compiles sources that are newer than their classes. A source that is saved during the build may be
# missing from its class and yet be older than it, so the classes are deleted then.
package() {
  local began=server/target/package-began
  echo "Building $JAR (the first build downloads the dependencies)" >&2
  mkdir -p "${began%/*}"
  touch "$began"
  maven -pl server -am -Dmaven.test.skip=true -Dspotless.check.skip=true package || return 1
  if sources_newer_than "$began"; then rm -rf server/target/classes; fi
}

# Checks every file that goes into the server. LICENSE may be a link: with -H, find uses the age of its target.
sources_newer_than() {
  [ -n "$(find -H pom.xml server/pom.xml server/src/main docs/problems docs/api console LICENSE -newer "$1")" ]
}

maven() {
  find_jdk
  command -v mvn > /dev/null ||
    fail 1 "Maven is missing: install Maven 3.8 or later (apt-get install maven, brew install maven)"
  # Logs warnings, because -Werror would otherwise fail without a message. Silenced are shade, which warns of
  # each file that two libraries share, the bill of materials, which warns of its own schema, and the JDK's
  # warnings about the libraries of Maven 3.8.
  # Maven runs for seconds, so the optimizing compiler would cost more CPU time than it saves. No collector is chosen
  # here: the JVM refuses two, and MAVEN_OPTS may name one.
  local jvm='-XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'
  MAVEN_OPTS="$jvm ${MAVEN_OPTS-}" \
    mvn --batch-mode --no-transfer-progress -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -D$LOG_OF.org.apache.maven.plugins.shade=error -D$LOG_OF.com.networknt=error "$@"
}

# Sets JAVA_HOME to the first suitable JDK: JAVA_HOME itself, the java on the PATH, or the oldest one in the
# usual folders, because a JDK newer than the project knows adds warnings.
find_jdk() {
  local home best=
  for home in "${JAVA_HOME-}" "$(home_of_java_on_path)"; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  for home in $JDK_FOLDERS; do
    if is_jdk "$home" && { [ -z "$best" ] || [ "$(version_of "$home")" -lt "$(version_of "$best")" ]; }; then
      best=$home
    fi
  done
  [ -n "$best" ] || fail 1 "no JDK $JDK_NEEDED or later in JAVA_HOME, on the PATH or in the usual folders.
Install one (https://adoptium.net, or: apt-get install openjdk-$JDK_NEEDED-jdk, brew install openjdk@$JDK_NEEDED,
sdk install java $JDK_NEEDED-tem), or set JAVA_HOME to its folder."
  export JAVA_HOME=$best
}

is_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(version_of "$1")" -ge "$JDK_NEEDED" ]
}

# Prints the feature release of the JDK in folder $1, such as 25, or 0 if it is unknown.
version_of() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null) || true
  echo "${version:-0}"
}

home_of_java_on_path() {
  command -v java > /dev/null || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

fail() {
  echo "make.sh: $2" >&2
  exit "$1"
}

# On one line, so that editing this file while it runs has no effect.
main "$@"; exit
