#!/usr/bin/env bash
# Tests that scripts/tests.sh reports failures, missing programs and tests that did not run. Maven is a fake that writes
# the given reports.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/shell-test.sh
. checks/shell-test.sh

# Creates a project with two test classes in server. Its Maven exits with status $1 and reports on the classes in the
# other arguments.
project() {
  local status=$1 name report
  shift
  project=$work/project
  rm -rf "$project"
  mkdir -p "$project/scripts" "$project/server/src/test/java/a/b" "$project/verification/src/test/java/c" "$work/bin"
  cp make.sh "$project/"
  cp scripts/tests.sh scripts/rows.sh "$project/scripts/"
  for name in FirstTest SecondTest; do echo "final class $name {}" > "$project/server/src/test/java/a/b/$name.java"; done
  echo 'abstract class SharedTest {}' > "$project/server/src/test/java/a/b/SharedTest.java"
  printf '@Tag("e2e")\nfinal class SlowTest {}' > "$project/verification/src/test/java/c/SlowTest.java"
  {
    echo '#!/bin/bash'
    for name; do
      report=$project/server/target/surefire-reports/TEST-$name.xml
      [ "${name%%.*}" != c ] || report=$project/verification/target/failsafe-reports/e2e/TEST-$name.xml
      echo "mkdir -p ${report%/*} && touch $report"
    done
    echo "mkdir -p $project/server/target && touch $project/server/target/streamgate.jar"
    echo "echo ' T E S T S'; echo 'Maven exits with $status'; exit $status"
  } > "$work/bin/mvn"
  chmod +x "$work/bin/mvn"
  cp "$work/bin/mvn" "$work/bin/shellcheck"
  printf '#!/bin/sh\n' > "$work/bin/shellcheck"
}

in_project() {
  in_shell "cd $project; PATH=$work/bin:\$PATH; $1"
}

aRunOfAllClassesPasses() {
  project 0 a.b.FirstTest a.b.SecondTest
  in_project './make.sh test'
  expect 'the run passes' 0 "$status"
  expect 'the durations are printed' '*make.sh: * s to build, * s for the tests, * s for the checks' "$output"
  expect 'the remaining checks are listed' '*Run by test --all only:*processes keep their promises*' "$output"
}

failingTestsFailTheRun() {
  project 1 a.b.FirstTest a.b.SecondTest
  in_project './make.sh test'
  expect 'the run fails' 1 "$status"
}

classThatDidNotRunFailsTheRunAndIsNamed() {
  project 0 a.b.FirstTest
  in_project './make.sh test'
  expect 'the run fails' 1 "$status"
  expect 'the class is named' '*these test classes did not run:*  a.b.SecondTest*' "$output"
  expect 'classes that ran are not listed' '' "$(grep -e FirstTest -e SharedTest <<< "$output" || true)"
  project 1
  in_project './make.sh test'
  expect 'if no class ran, the build failed, and its error is not followed by a list' \
    '1 *no test of server ran*' "$status ${output/*these test classes*/a list}"
}

# In this project, every check fails whose program exists.
checksThatFailAreListedAtTheEnd() {
  project 1
  in_project './make.sh test --all'
  expect 'the run fails' 1 "$status"
  expect 'the end of their output is repeated' \
    '*make.sh: the last lines of junit_unit:*  Maven exits with 1*These checks failed:*' "$output"
  expect 'all checks that failed are listed' '*These checks failed:*  junit_unit*  checks/check-spec.sh*' "$output"
}

slowClassThatDidNotRunFailsItsJob() {
  project 0 c.SlowTest
  in_project './make.sh test --only e2e'
  expect 'the job passes if the class ran' 0 "$status"
  project 0 c.OtherTest
  in_project './make.sh test --only e2e'
  expect 'the job fails if the class did not run' 1 "$status"
  expect 'the class is named' '*  c.SlowTest*' "$output"
}

missingProgramIsReportedAndFailsAJob() {
  project 0 a.b.FirstTest a.b.SecondTest
  rm "$work/bin/shellcheck"
  mkdir -p "$work/less"
  local tool
  for tool in bash cat sed awk grep find sort tee mkdir rm touch dirname cut tr env java sh; do
    ln -sf "$(command -v $tool)" "$work/less/$tool"
  done
  in_shell "cd $project; export JAVA_HOME=${JAVA_HOME-}; PATH=$work/bin:$work/less; ./make.sh test"
  expect 'the quick tests pass' 0 "$status"
  expect 'the skipped check is listed' \
    '*Skipped*shellcheck *shellcheck finds no mistakes in the shell scripts*' "$output"
  in_shell "cd $project; export JAVA_HOME=${JAVA_HOME-}; PATH=$work/bin:$work/less; ./make.sh test --only unit"
  expect 'a job fails' 1 "$status"
  expect 'the message says what to do' '*no check may be skipped here: install the programs above*' "$output"
}

unknownJobsAndOptionsAreErrors() {
  project 0
  in_project './make.sh test --only nothing'
  expect 'an unknown job is an error' "2 *unknown job 'nothing'; the jobs are: unit e2e *" "$status $output"
  in_project './make.sh test --some'
  expect 'an unknown option is an error' "2 *unknown option '--some'; test accepts --all, --only and --jobs*" "$status $output"
  in_project './make.sh test NoSuchTest'
  expect 'a pattern without a test is an error' "1 *no test matches 'NoSuchTest'*" "$status $output"
}

aRunOfAllClassesPasses
failingTestsFailTheRun
classThatDidNotRunFailsTheRunAndIsNamed
checksThatFailAreListedAtTheEnd
slowClassThatDidNotRunFailsItsJob
missingProgramIsReportedAndFailsAJob
unknownJobsAndOptionsAreErrors
[ "$failures" -eq 0 ]
