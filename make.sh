#!/usr/bin/env bash
# Builds, tests and runs Streamgate. Run it (./make.sh test) or source it (. ./make.sh test) from bash
# or zsh: sourced, it works in a process of its own and leaves the caller's shell as it was.

if [ -n "${ZSH_VERSION-}" ]; then
  (eval 'exec bash "${${(%):-%x}:A}" "$@"')
  return
elif [ -z "${BASH_VERSION-}" ]; then
  case $0 in
    *make.sh) exec bash "$0" "$@" ;;
    *) echo "make.sh: this shell cannot source it; run ./make.sh instead" >&2 && return 2 ;;
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
readonly JAVA_FLAGS=(-XX:+UseSerialGC -XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders)

# Where a JDK usually is; checks/test-make.sh puts folders of its own here.
JDK_FOLDERS=${MAKE_JDK_FOLDERS-"/usr/lib/jvm/* /opt/* /Library/Java/JavaVirtualMachines/*/Contents/Home
  $HOME/.sdkman/candidates/java/* $HOME/.jdks/*"}

help() {
  cat << 'END'
usage: ./make.sh <command>      or, sourced from bash or zsh:  . ./make.sh <command>

  run            start the server, compiling it first if the sources are newer
  dev            start it, and again within seconds whenever a source changes
  test           run the quick tests; --all: everything, with nothing left out; --only <job>: one
                 job of that; <class>: the JUnit tests of that name
  package        build the jar and print where it is
  bench [part]   measure all, or a part, into bench/RESULTS.md; cost: what DynamoDB charges;
                 jmh: its own options
  mutants [part] change the kernel and the stores in small ways (lease, memory, sqlite,
                 journal or dynamodb, or all), and say which changes no test notices
  format         bring the Java sources into their format
  help           print this

On AWS, each with [profile] [environment], which are those of .env and dev where none is named:

  tf-bootstrap   make the bucket that keeps Terraform's state, once for an account
  tf-init        make Terraform ready for the environment
  tf-validate    check the Terraform files; needs no account
  tf-plan        show what would change, and what it costs a month
  tf-apply       the same, ask, and change it; -y: without asking
  tf-destroy     show what would go, ask, and remove it
  tf-test        test the Terraform files; needs no account
  image          build the image of this commit, and push it
  deploy         the same, run it, see that it works, and go back if it does not
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
    image | deploy) exec "scripts/$command.sh" "$@" ;;
    help | -h | --help) help ;;
    *)
      echo "make.sh: there is no command '$command'" >&2
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

# Runs the program $1 of the benchmarks as the server is run.
run_bench() {
  exec "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" --enable-native-access=ALL-UNNAMED \
    -cp bench/target/bench.jar "io.streamgate.bench.$1" "${@:2}"
}

# PIT's reports are read by scripts/mutants.py, which fails on a change that nobody notices or explains,
# and on a part in which PIT finds nothing to change.
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

# Maven compiles what is newer than its class. What is saved during the build may be older and missing
# from it: then there is no class left to compare with.
package() {
  local began=server/target/package-began
  echo "Building $JAR (the first time, Maven downloads what it needs)" >&2
  mkdir -p "${began%/*}"
  touch "$began"
  maven -pl server -am -Dmaven.test.skip=true -Dspotless.check.skip=true package || return 1
  if sources_newer_than "$began"; then rm -rf server/target/classes; fi
}

# All that goes into the server. LICENSE may be a link: -H asks how old the file is.
sources_newer_than() {
  [ -n "$(find -H pom.xml server/pom.xml server/src/main docs/problems docs/api LICENSE -newer "$1")" ]
}

maven() {
  find_jdk
  command -v mvn > /dev/null ||
    fail 1 "Maven is missing: install Maven 3.8 or later (apt-get install maven, brew install maven)"
  # Quiet but for warnings, without which -Werror says nothing. Shade warns of each file that two
  # libraries share, the bill of materials of its own schema; Maven 3.8's libraries make a newer JDK warn.
  MAVEN_OPTS="${MAVEN_OPTS-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
    mvn --batch-mode --no-transfer-progress -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -D$LOG_OF.org.apache.maven.plugins.shade=error -D$LOG_OF.com.networknt=error "$@"
}

# Sets JAVA_HOME: as it is, or of the java on the PATH, or the oldest in the usual folders that will
# do, since a JDK newer than the project knows has warnings of its own.
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
sdk install java $JDK_NEEDED-tem), or set JAVA_HOME to where it is."
  export JAVA_HOME=$best
}

is_jdk() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(version_of "$1")" -ge "$JDK_NEEDED" ]
}

# The feature release of the JDK in folder $1: 25; 0 if it does not say.
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

# On one line: an edit of this file while it runs changes nothing.
main "$@"; exit
