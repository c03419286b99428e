#!/usr/bin/env bash
# Tests make.sh from a shell: checks/test-make.sh bash, checks/test-make.sh zsh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=checks/shell-test.sh
. checks/shell-test.sh

# Creates a folder $1 that looks like a JDK of version $2; its java and javac only print that version.
fake_jdk() {
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" > "$1/release"
  printf '#!/bin/sh\necho "    java.home = %s"\necho "ran java %s with $*"\n' "$1" "$2" > "$1/bin/java"
  cp "$1/bin/java" "$1/bin/javac"
  chmod +x "$1/bin/java" "$1/bin/javac"
}

# Creates a project that looks built, so that run only starts it.
built_project() {
  local project=$work/project
  mkdir -p "$project/scripts" "$project/server/src/main" "$project/docs/problems" "$project/docs/api" "$project/console" \
    "$project/server/target/run"
  cp make.sh "$project/"
  cp scripts/run.sh "$project/scripts/"
  touch "$project/pom.xml" "$project/server/pom.xml" "$project/LICENSE"
  touch "$project/server/target/class-path" "$project/server/target/run/built"
}

# Prints a PATH that contains only these programs.
path_of() {
  mkdir -p "$work/path"
  local tool
  for tool in bash dirname find sed sleep cp mv rm mkdir touch cat sort "$@"; do
    ln -sf "$(command -v "$tool")" "$work/path/$tool"
  done
  echo "$work/path"
}

helpIsTheDefaultAndListsEveryCommand() {
  local command
  in_shell '. ./make.sh'
  expect 'help is the default' 0 "$status"
  for command in run dev test package bench mutants format help; do
    expect "help lists $command" "*  $command *" "$output"
  done
}

unknownCommandGivesStatus2WithoutExitingTheShell() {
  in_shell '. ./make.sh no-such-command; echo "status $?"'
  expect 'the shell continues after an unknown command' 0 "$status"
  expect 'the message names the command' "*unknown command 'no-such-command'*" "$output"
  expect 'the message lists the commands' '*  package *' "$output"
  expect 'the status is 2' '*status 2' "$output"
  in_shell './make.sh no-such-command'
  expect 'the status is also 2 if make.sh is executed' 2 "$status"
}

# Prints a function for the shell under test that lists everything that a sourced script could change.
shell_state() {
  if [ "$shell" = bash ]; then
    echo 'state() { set -o; shopt; typeset -f; trap; pwd; alias
      compgen -v | grep -v -e ^BASH -e ^PIPESTATUS -e ^_$; }'
  else
    # shellcheck disable=SC2016 # for zsh to expand
    echo 'state() { setopt; typeset -f; trap; pwd; alias; print -l ${(ko)parameters}; }'
  fi
}

sourcingDoesNotChangeTheShell() {
  in_shell "$(shell_state)
    command=
    state > $work/first; state > $work/before
    for command in help no-such-command; do . ./make.sh \$command > /dev/null 2>&1; done
    state > $work/after"
  expect 'the state can be read' '' "$output"
  expect 'options, functions, traps, variables and folder are unchanged' '' \
    "$(diff "$work/before" "$work/after" || true)"
  expect 'the state contains the function that prints it' '*state ()*' "$(cat "$work/after")"
}

sourcingWorksWithStrictOptionsAndFromAnyFolder() {
  in_shell "set -eu; cd /; . '$PWD/make.sh' help > /dev/null; echo alive in \$PWD"
  expect 'the shell continues in the same folder' 'alive in /' "$output"
}

oldJdkIsRejectedWithInstructions() {
  built_project
  fake_jdk "$work/old" 17.0.15
  in_shell "export PATH=$(path_of) JAVA_HOME=$work/old MAKE_JDK_FOLDERS=$work/old
    . $work/project/make.sh package; echo \"status \$?\""
  expect 'the message names the required JDK' '*no JDK 25 or later in JAVA_HOME*' "$output"
  expect 'the message says how to install it' '*apt-get install openjdk-25-jdk*' "$output"
  expect 'the status is 1' '*status 1' "$output"
}

missingMavenIsReportedWithInstructions() {
  built_project
  fake_jdk "$work/new" 25.0.1
  in_shell "export PATH=$(path_of) JAVA_HOME=$work/new; $work/project/make.sh package"
  expect 'the message names Maven' '*Maven is missing: install Maven 3.8 or later*' "$output"
  expect 'the status is 1' 1 "$status"
}

oldestSuitableJdkInTheUsualFoldersIsUsed() {
  built_project
  fake_jdk "$work/jdks/17" 17.0.15
  fake_jdk "$work/jdks/26" 26
  fake_jdk "$work/jdks/25" 25.0.1
  fake_jdk "$work/jdks/9" 9
  in_shell "export PATH=$(path_of) JAVA_HOME=$work/jdks/17 MAKE_JDK_FOLDERS='$work/jdks/*'
    . $work/project/make.sh run"
  expect 'Java 25 runs the classes' \
    'ran java 25.0.1 with -XX:+UseSerialGC*-cp server/target/run/classes:*:* io.streamgate.Main' \
    "${output##*$'\n'}"
}

signalReachesTheServerAndItsStatusIsKept() {
  built_project
  fake_jdk "$work/waiting" 25.0.1
  cat > "$work/waiting/bin/java" << END
#!/bin/sh
case \$1 in -Xshow*) exit ;; esac
trap 'echo stopping; exit 7' TERM
touch $work/started
for tick in 1 2 3 4 5 6 7 8 9 10; do sleep 1; done
END
  in_shell "export PATH=$(path_of sh) JAVA_HOME=$work/waiting
    $work/project/make.sh run & server=\$!
    for tick in 1 2 3 4 5 6 7 8 9 10; do [ -f $work/started ] || sleep 1; done
    kill -TERM \$server; wait \$server"
  rm -f "$work/started"
  expect 'SIGTERM stops the server, whose status is kept' 'stopping 7' "$output $status"
}

helpIsTheDefaultAndListsEveryCommand
unknownCommandGivesStatus2WithoutExitingTheShell
sourcingDoesNotChangeTheShell
sourcingWorksWithStrictOptionsAndFromAnyFolder
oldJdkIsRejectedWithInstructions
missingMavenIsReportedWithInstructions
oldestSuitableJdkInTheUsualFoldersIsUsed
signalReachesTheServerAndItsStatusIsKept
# shellcheck source=checks/test-run.sh
. checks/test-run.sh
[ "$failures" -eq 0 ]
