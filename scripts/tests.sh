# shellcheck shell=bash
# What `make.sh test` runs; make.sh sources it.
#
#   test               the quick tests: the server's JUnit tests and the shell scripts
#   test --all         everything; a program that is absent is a failure. .ci/run is this.
#   test --only job    one job of everything, as a pipeline runs it
#   test --jobs        the names of the jobs, one a line
#   test Pattern       the JUnit tests of that name in server and verification, with Maven's own options: RaceTest,
#                      'LeaseSet*', SimulationTest -Dstreamgate.simulation.seed=42

readonly BEGAN=server/target/tests-began

# Everything, one line each: the job it belongs to; the row of `test --all` that runs it; the programs it needs; what it
# shows; the command. Row 0 runs first and alone, since it has the tests in real time; 1 and 2 run beside each other.
# `jar` stands for the jar of the server. Each job is a job of .github/workflows/ci.yml too, which checks/workflows holds.
checks() {
  cat << 'END'
unit|0||the sources are free of Error Prone's faults, and the server's tests pass|junit_unit
unit|0|shellcheck|the shell scripts are free of known mistakes|check_shell
unit|0||the jar is built|package
e2e|0|jar|processes keep their promises, in real time|junit_slow e2e
engines|0|node,npm|the store keeps its promises on every engine of DynamoDB|junit_slow engine
engines|0|node,npm|slots are released on a table as elsewhere, in real time|checks/test-stores.sh ReleaseTest dynalite
engines|1|node,npm|what holds over HTTP holds on every store|checks/test-stores.sh
model|1||simulations, models and races find what they should, and no more|junit_slow model race
model|2|mvn|the protocol of the DynamoDB item keeps its promises|checks/check-spec.sh
tools|2|bash|what fails, is absent or did not run is told by the tests|checks/test-tests.sh bash
tools|2|bash|make.sh works when sourced from bash|checks/test-make.sh bash
tools|2|zsh|make.sh works when sourced from zsh|checks/test-make.sh zsh
tools|2|bash|make.sh works on AWS when sourced from bash|checks/test-make-aws.sh bash
tools|2|zsh|make.sh works on AWS when sourced from zsh|checks/test-make-aws.sh zsh
tools|2|python3|a mutant that no test notices is told from one that is explained|checks/test-mutants.py
tools|2|python3|a deployment is told from a change of infrastructure|checks/test-plan.py
tools|2|node,npm,shellcheck|the workflows are free of known mistakes|checks/check-workflows.sh
infra|2|terraform|the files of infra have their format, are valid and pass their tests|scripts/infra.sh test
infra|2|terraform,moto_server|what infra builds is what was asked for|checks/verify-infra.sh
image|2|buildah,mmdebstrap|the image starts as a task, serves, stops and runs no stale code|checks/image-check.sh
documents|2|python3,curl,sqlite3,aws,mvn,jar|every command of the documents does what it shows|checks/try-documents.py
documents|2|chromium,node,npm,jar|the pages are read and tried in a browser, also from other origins|checks/test-pages.sh
deployment|1|terraform,moto_server,aws,jar|a deployment rolls, waits and goes back|checks/test-deploy.sh
END
}

run_tests() {
  case ${1-} in
    '') quick ;;
    --all) everything ;;
    --only) one_job "${2-}" ;;
    --jobs) checks | awk -F '|' '!seen[$1]++ { print $1 }' ;;
    -*) fail 2 "test knows --all, --only and --jobs, not '$1'" ;;
    *) tests_named "$@" ;;
  esac
}

# Of everything this is what needs nothing but a JDK and Maven, without Error Prone's look at the tests.
quick() {
  local status=0 began tested
  everywhere=false
  begin
  junit -pl server test || status=1
  server_tests_ran || status=1
  began=$(cat "$BEGAN" 2> /dev/null || echo "$SECONDS")
  tested=$SECONDS
  checks | grep check_shell | run_checks || status=1
  report_absent || status=1
  echo "Left to test --all:"
  checks | grep -v '^unit|' | awk -F '|' '{ print "  " $4 }'
  echo "make.sh: $began s to build, $((tested - began)) s for the tests, $((SECONDS - tested)) s for the checks"
  return $status
}

everything() {
  local status=0
  everywhere=true
  begin
  rm -f "$JAR"
  checks | awk -F '|' '$2 == 0' | run_checks || status=1
  start_beside
  checks | awk -F '|' '$2 == 1' | run_checks || status=1
  finish_beside || status=1
  report_absent || status=1
  echo "make.sh: $SECONDS s for everything"
  return $status
}

one_job() {
  local status=0
  everywhere=true
  begin
  checks | grep -q "^$1|" || fail 2 "there is no job '$1', but: $(run_tests --jobs | tr '\n' ' ')"
  if [ -n "$(checks | awk -F '|' -v job="$1" '$1 == job && $3 ~ /jar/')" ]; then package; fi
  checks | grep "^$1|" | run_checks || status=1
  report_absent || status=1
  return $status
}

begin() {
  find_jdk
  mkdir -p server/target
  rm -f ./*/target/absent-tools.txt
}

# Of verification, Failsafe's goals run without the phase that they are bound to: that would make the jar first.
tests_named() {
  local status=0
  everywhere=false
  begin
  rm -rf server/target/surefire-reports verification/target/failsafe-reports
  maven "-D$LOG_OF.org.apache.maven.plugin.surefire=info" "-D$LOG_OF.org.apache.maven.plugin.failsafe=info" \
    -pl server,verification "-Dtest=$1" "-Dit.test=$1" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false "${@:2}" test failsafe:integration-test failsafe:verify || status=1
  report_absent || status=1
  [ -n "$(find ./*/target/*-reports -name 'TEST-*.xml' 2> /dev/null)" ] || fail 1 "no test is named '$1'"
  return $status
}

# Maven, where it says what the tests say. When they begin is left in $BEGAN.
junit() {
  rm -rf "$BEGAN" server/target/surefire-reports
  maven "-D$LOG_OF.org.apache.maven.plugin.surefire=info" "-D$LOG_OF.org.apache.maven.plugin.failsafe=info" "$@" |
    while IFS= read -r line; do
      case $line in *' T E S T S'*) [ -s "$BEGAN" ] || echo "$SECONDS" > "$BEGAN" ;; esac
      printf '%s\n' "$line"
    done
}

# What was compiled for the quick tests has not been looked at by Error Prone.
junit_unit() {
  local status=0
  rm -rf server/target/test-classes verification/target/test-classes bench/target/surefire-reports
  junit -Dstreamgate.test.all=true test || status=1
  server_tests_ran || status=1
  every_class_ran bench/target/surefire-reports bench/src/test/java '' || status=1
  return $status
}

server_tests_ran() {
  every_class_ran server/target/surefire-reports server/src/test/java ''
}

# The tests of verification with these tags.
junit_slow() {
  local tag status=0 reports=verification/target/failsafe-reports/$1
  rm -rf "$reports"
  maven "-D$LOG_OF.org.apache.maven.plugin.failsafe=info" -pl server,verification -Dspotless.check.skip=true \
    -Dstreamgate.test.all=true "-Dstreamgate.test.jar=$PWD/$JAR" "-Dgroups=$(IFS='|' && echo "$*")" "-Dtests.run=$1" \
    test-compile failsafe:integration-test failsafe:verify || status=1
  for tag; do
    every_class_ran "$reports" verification/src/test/java "^@Tag(\"$tag\")" || status=1
  done
  return $status
}

# Whether $1 has a report of each test class below $2 whose source has a line like $3: a run that was broken off, or
# that a wrong pattern made smaller, must not pass.
every_class_ran() {
  local source class missing=()
  while IFS= read -r source; do
    class=${source#"$2"/}
    class=${class%.java}
    [ -f "$1/TEST-${class//\//.}.xml" ] || missing+=("${class//\//.}")
  done < <(find "$2" -name '*Test.java' -exec grep -q -e "$3" {} \; ! -exec grep -q 'abstract class' {} \; -print | sort)
  [ ${#missing[@]} -eq 0 ] || {
    printf 'make.sh: these test classes did not run:\n' >&2
    printf '  %s\n' "${missing[@]}" >&2
    return 1
  }
}

check_shell() {
  shellcheck -x make.sh .ci/install .ci/run scripts/*.sh checks/*.sh image/*.sh
}

# Starts the checks of the second row, in a process group of its own that is stopped as one: a test that is
# broken off leaves nothing running.
start_beside() {
  said_beside=$(mktemp)
  set -m
  checks | awk -F '|' '$2 == 2' | run_checks > "$said_beside" 2>&1 &
  beside=$!
  set +m
  trap stop_beside EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# Waits for them, and prints what they said.
finish_beside() {
  local status=0
  wait "$beside" || status=1
  trap - EXIT INT TERM
  cat "$said_beside"
  rm -f "$said_beside"
  return $status
}

# shellcheck disable=SC2317 # the trap calls it
stop_beside() {
  kill -- "-$beside" 2> /dev/null || true
  rm -f "$said_beside"
}

# Runs the lines on its input. Each is a process of its own, so that one that ends does not end the others.
run_checks() {
  local tools absent purpose command started status=0
  while IFS='|' read -r _ _ tools purpose command; do
    absent=$(absent_of "$tools")
    if [ -n "$absent" ]; then
      echo "$absent|$purpose" >> server/target/absent-tools.txt
    else
      started=$SECONDS
      (eval "$command") < /dev/null || { status=1 && echo "make.sh: failed: $command" >&2; }
      echo "make.sh: $((SECONDS - started)) s: $purpose"
    fi
  done
  return $status
}

# The first of the programs, separated by commas, that is not there.
absent_of() {
  local tool
  for tool in ${1//,/ }; do
    if [ "$tool" = jar ]; then
      [ -f "$JAR" ] || { echo "the jar" && return; }
    else
      command -v "$tool" > /dev/null || { echo "$tool" && return; }
    fi
  done
}

report_absent() {
  local found
  found=$(cat ./*/target/absent-tools.txt 2> /dev/null | sort -u || true)
  [ -n "$found" ] || return 0
  echo "Left out, because the program is not installed, or may not do its work here:"
  while IFS='|' read -r tool purpose; do
    printf '  %-12s %s\n' "$tool" "$purpose"
  done <<< "$found"
  if [ "$everywhere" = true ]; then
    echo "make.sh: nothing may be left out here: install the programs above, and let them work" >&2
    return 1
  fi
}
