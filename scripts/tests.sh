# shellcheck shell=bash
# `make.sh test`; sourced by make.sh.
#
#   test               the quick tests: the server's JUnit tests and the shell scripts
#   test --all         all tests and checks; fails if a program is missing. .ci/run runs this.
#   test --only job    one job of --all, as a pipeline runs it
#   test --jobs        lists the names of the jobs, one per line
#   test Pattern       the JUnit tests with that name in server and verification, with Maven options: RaceTest,
#                      'LeaseSet*', SimulationTest -Dstreamgate.simulation.seed=42

# shellcheck source=scripts/rows.sh
. scripts/rows.sh

readonly BEGAN=server/target/tests-began FAILED=server/target/failed-checks OUTPUTS=server/target/check-outputs

# One line per check: its job; the row of `test --all` that runs it; the required programs; the fact that it checks;
# the command. `jar` means the server's jar, and `pydantic` a python3 with checks/clients/requirements.txt. Each job is also
# a job of .github/workflows/ci.yml; checks/workflows checks this. Row 0 runs first and alone, because it contains the
# tests in real time. The other rows run in parallel. Only row 1 compiles and tests with Maven, because two runs would
# write to the same folders.
checks() {
  cat << 'END'
unit|0||Error Prone finds no mistakes in any source, and the server's tests pass|junit_unit
unit|0|shellcheck|shellcheck finds no mistakes in the shell scripts|check_shell
unit|0||the jar is built|package
e2e|0|jar|server processes keep their promises in real time|junit_slow e2e
engines|0|node,npm,jar|the store keeps its promises on every DynamoDB engine; tokens of a real Keycloak work|junit_slow engine
engines|0|node,npm|slots are released in real time on a table, too|checks/test-stores.sh ReleaseTest dynalite
engines|1|node,npm|the HTTP tests pass on every store|checks/test-stores.sh
model|1||simulations, models and races find the planted bugs and no others|junit_slow model race
infra|1|terraform|the Terraform files are formatted and valid, and pass their tests|AWS_PROFILE=no-such-profile scripts/infra.sh test
model|4|mvn|the protocol of the DynamoDB item keeps its promises|checks/check-spec.sh
tools|4|bash|make.sh test reports tests that fail, are missing or did not run|checks/test-tests.sh bash
tools|4|bash|make.sh works when sourced from bash|checks/test-make.sh bash
tools|4|zsh|make.sh works when sourced from zsh|checks/test-make.sh zsh
tools|4|bash|make.sh works on AWS when sourced from bash|checks/test-make-aws.sh bash
tools|4|zsh|make.sh works on AWS when sourced from zsh|checks/test-make-aws.sh zsh
tools|4|bash|make.sh's AWS commands say what comes next|checks/test-make-next.sh bash
tools|4|python3|make.sh deploy waits until ECS has completed the deployment|checks/test-rollout.sh
tools|4|python3|scripts/mutants.py reports surviving mutants that are not explained|checks/test-mutants.py
tools|4|python3|every alert of ops/ has a runbook page and a test, and every panel queries documented metrics|checks/test-monitoring.py
tools|4|python3|scripts/plan.py distinguishes deployments from infrastructure changes|checks/test-plan.py
tools|4|node,npm,shellcheck|the workflows follow their rules|checks/check-workflows.sh
infra|2|terraform,moto_server,aws|Terraform builds the infrastructure that the files describe|checks/verify-infra.sh
deployment|3|terraform,moto_server,aws|deployments roll out, wait for infrastructure changes, and roll back|checks/test-deploy.sh
deployment|4|terraform,moto_server,aws|the workflows deploy, plan and apply, with keys and with roles|checks/test-workflows.sh
image|2|buildah,mmdebstrap|the image starts as an ECS task, serves, stops and runs no stale code|checks/image-check.sh
documents|4|python3,curl,sqlite3,aws,mvn,jar|the commands in the documents work as shown|checks/try-documents.py
clients|4|node,npm|docs/api/openapi.yaml has no faults, and a mock server gives usable examples|checks/check-api.sh
clients|4|node,npm,mvn,jar|clients generated for Java and TypeScript work|checks/check-clients.sh java typescript
clients|4|pydantic,mvn,jar|a client generated for Python works|checks/check-clients.sh python
documents|4|python3,nginx,haproxy,caddy,jar|proxies set up as in docs/PROXIES.md work|checks/try-proxies.py
documents|4|python3,promtool,prometheus,mvn,jar|the alerts and the dashboard of ops/ work on a real Prometheus|checks/try-monitoring.py
documents|4|chromium,node,npm,jar|the pages work in a browser, also from other origins|checks/test-pages.sh
END
}

run_tests() {
  case ${1-} in
    '') quick ;;
    --all) run_all ;;
    --only) one_job "${2-}" ;;
    --jobs) checks | awk -F '|' '!seen[$1]++ { print $1 }' ;;
    -*) fail 2 "unknown option '$1'; test accepts --all, --only and --jobs" ;;
    *) tests_named "$@" ;;
  esac
}

# The checks that need only a JDK and Maven, without Error Prone on the tests.
quick() {
  local status=0 began tested
  begin
  junit -pl server test || status=1
  server_tests_ran || status=1
  began=$(cat "$BEGAN" 2> /dev/null || echo "$SECONDS")
  tested=$SECONDS
  checks | grep check_shell | run_checks || status=1
  report_skipped || true
  echo "Run by test --all only:"
  checks | grep -v '^unit|' | awk -F '|' '{ print "  " $4 }'
  echo "make.sh: $began s to build, $((tested - began)) s for the tests, $((SECONDS - tested)) s for the checks"
  return $status
}

run_all() {
  local status=0
  begin
  rm -f "$JAR"
  run_row 0 || status=1
  start_other_rows 2 3 4
  run_row 1 || status=1
  finish_other_rows || status=1
  fail_if_skipped || status=1
  report_failed || status=1
  echo "make.sh: $SECONDS s in total"
  return $status
}

one_job() {
  local status=0
  begin
  checks | grep -q "^$1|" || fail 2 "unknown job '$1'; the jobs are: $(run_tests --jobs | tr '\n' ' ')"
  if [ -n "$(checks | awk -F '|' -v job="$1" '$1 == job && $3 ~ /jar/')" ]; then package; fi
  checks | grep "^$1|" | run_checks || status=1
  fail_if_skipped || status=1
  return $status
}

begin() {
  find_jdk
  mkdir -p server/target
  rm -f ./*/target/absent-tools.txt "$FAILED"
}

# In verification, Failsafe's goals run without their phase, which would build the jar first.
tests_named() {
  local status=0
  begin
  rm -rf server/target/surefire-reports verification/target/failsafe-reports
  maven_tests -pl server,verification "-Dtest=$1" "-Dit.test=$1" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dfailsafe.failIfNoSpecifiedTests=false "${@:2}" test failsafe:integration-test failsafe:verify || status=1
  report_skipped || true
  [ -n "$(find ./*/target/*-reports -name 'TEST-*.xml' 2> /dev/null)" ] || fail 1 "no test matches '$1'"
  return $status
}

# Runs Maven, and prints the output of the tests.
maven_tests() {
  maven "-D$LOG_OF.org.apache.maven.plugin.surefire=info" "-D$LOG_OF.org.apache.maven.plugin.failsafe=info" "$@"
}

# Runs Maven with the quick tests. Writes the time at which they start to $BEGAN.
junit() {
  rm -rf "$BEGAN" server/target/surefire-reports
  maven_tests "$@" |
    while IFS= read -r line; do
      case $line in *' T E S T S'*) [ -s "$BEGAN" ] || echo "$SECONDS" > "$BEGAN" ;; esac
      printf '%s\n' "$line"
    done
}

# Error Prone has not checked test classes that were compiled for the quick tests.
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

# Runs the tests of verification that have these tags.
junit_slow() {
  local tag status=0 reports=verification/target/failsafe-reports/$1
  rm -rf "$reports"
  maven_tests -pl server,verification -Dspotless.check.skip=true \
    -Dstreamgate.test.all=true "-Dstreamgate.test.jar=$PWD/$JAR" "-Dgroups=$(IFS='|' && echo "$*")" "-Dtests.run=$1" \
    test-compile failsafe:integration-test failsafe:verify || status=1
  for tag; do
    every_class_ran "$reports" verification/src/test/java "^@Tag(\"$tag\")" || status=1
  done
  return $status
}

# Checks that folder $1 has a report of each test class below $2 whose source has a line matching $3. A run that was
# aborted, or that skipped tests because of a wrong pattern, must not pass.
every_class_ran() {
  local source class missing=()
  [ -n "$(find "$1" -name 'TEST-*.xml' 2> /dev/null)" ] || {
    echo "make.sh: no test of ${2%%/*} ran" >&2
    return 1
  }
  while IFS= read -r source; do
    class=${source#"$2"/}
    class=${class%.java}
    [ -f "$1/TEST-${class//\//.}.xml" ] || missing+=("${class//\//.}")
  done < <(find "$2" -name '*Test.java' -exec grep -q -e "$3" {} \; ! -exec grep -q 'abstract class' {} \; -print |
    sort)
  [ ${#missing[@]} -eq 0 ] || {
    printf 'make.sh: these test classes did not run:\n' >&2
    printf '  %s\n' "${missing[@]}" >&2
    return 1
  }
}

check_shell() {
  shellcheck -x make.sh .ci/install .ci/run scripts/*.sh checks/*.sh image/*.sh
}
