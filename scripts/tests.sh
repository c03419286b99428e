# shellcheck shell=bash
# What `make.sh test` runs; make.sh sources it. Maven builds and runs the JUnit tests, alone: some of them go by
# deadlines that a busy machine misses. The other checks follow.

readonly ABSENT=server/target/absent-tools.txt

# What is checked besides the JUnit tests, one line each: in which of two rows, that run beside each other
# and each in this order; the programs it needs, what is left out without them, and the command. The image
# is started with what infra's check has written. JUnit tests name their own programs (Tools.require). What
# takes a minute and hangs on no Java source is left to `test --all`.
checks() {
  cat << 'END'
1|shellcheck|the shell scripts are free of known mistakes|shellcheck -x make.sh .ci/run scripts/*.sh image/*.sh
1|bash|make.sh works when sourced from bash|scripts/test-make.sh bash
1|zsh|make.sh works when sourced from zsh|scripts/test-make.sh zsh
1|python3|a mutant that no test notices is told from one that is explained|scripts/test-mutants.py
1|python3|a deployment is told from a change of infrastructure|scripts/test-plan.py
1|python3|infra's variables are described, its policies scoped, its doors closed|scripts/check-infra.py
2|bash|make.sh works on AWS when sourced from bash|scripts/test-make-aws.sh bash
2|zsh|make.sh works on AWS when sourced from zsh|scripts/test-make-aws.sh zsh
2|terraform|the files of infra have their format, are valid and pass their tests|scripts/infra.sh test
1|python3|the jar holds what its bill of materials says, under licences that are allowed|scripts/what-ships.py
1|python3|every command of the documents is executed, or something stands for it|scripts/check-documents.py
1|python3|what holds the documents finds what is planted|scripts/test-documents.py
1|python3,curl|the documents' commands do what they show|scripts/try-documents.py
1|chromium,node,npm|the pages are read and tried in a browser, also from other origins|scripts/test-pages.sh
END
  [ "$1" = true ] || return 0
  cat << 'END'
1|npm|the workflows are free of known mistakes|scripts/check-workflows.sh
1|python3|each of infra's rules is seen to be broken|scripts/test-check-infra.py
2|python3,aws,mvn|the commands of the way to a table do what they show|scripts/try-documents.py --all docs/TABLE.md
2|moto_server|what infra builds is what was asked for|scripts/verify-infra.sh
1|mvn|the protocol of the DynamoDB item keeps its promises|scripts/check-spec.sh
1|mvn|what holds over HTTP holds on every store|scripts/test-stores.sh
1|moto_server|a deployment rolls, waits and goes back|scripts/test-deploy.sh
2|buildah|the image starts as a task, serves, stops and runs no stale code|scripts/check-image-of-task.sh
END
}

run_tests() {
  local all=false status=0
  case ${1-} in
    '') ;;
    --all) all=true ;;
    *) fail 2 "test knows --all, not '$1'" ;;
  esac
  mkdir -p "${ABSENT%/*}"
  rm -f "$ABSENT"
  find_jdk
  maven "-D$LOG_OF.org.apache.maven.plugin.surefire=info" -Dstreamgate.test.all=$all verify || status=1
  echo "make.sh: $SECONDS s: the build and the JUnit tests"
  start_beside 2 $all
  run_checks 1 $all || status=1
  finish_beside || status=1
  report_absent $all || status=1
  $all || left_to_all
  return $status
}

# Starts the checks of that kind, in a process group of its own that is stopped as one: a test that is
# broken off leaves nothing running.
start_beside() {
  said_beside=$(mktemp)
  set -m
  run_checks "$@" > "$said_beside" 2>&1 &
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

run_checks() {
  local row tools absent purpose command started status=0
  while IFS='|' read -r row tools purpose command; do
    absent=$(absent_of "$tools")
    if [ "$row" != "$1" ]; then
      continue
    elif [ -n "$absent" ]; then
      echo "$absent|$purpose" >> "$ABSENT"
    else
      started=$SECONDS
      bash -c "$command" < /dev/null || { status=1 && echo "make.sh: failed: $command" >&2; }
      echo "make.sh: $((SECONDS - started)) s: $purpose"
    fi
  done < <(checks "$2")
  return $status
}

# The first of the programs, separated by commas, that is not installed.
absent_of() {
  local tool
  for tool in ${1//,/ }; do
    command -v "$tool" > /dev/null || { echo "$tool" && return; }
  done
}

report_absent() {
  [ -s "$ABSENT" ] || return 0
  echo "Left out, because the program is not installed, or may not do its work here:"
  sort -u "$ABSENT" | while IFS='|' read -r tool purpose; do
    printf '  %-12s %s\n' "$tool" "$purpose"
  done
  if [ "$1" = true ]; then
    echo "make.sh: --all leaves nothing out: install the programs above, and let them work" >&2
    return 1
  fi
}

left_to_all() {
  cat << 'END'
Left to test --all:
  DynamoDB Local, under a licence of its own: CONTRIBUTING.md
  the commands of docs/TABLE.md, on DynamoDB Local: scripts/try-documents.py --all
  the specification of the DynamoDB item: scripts/check-spec.sh
  the HTTP tests on sqlite and on a table: scripts/test-stores.sh
  the image, built and probed: scripts/check-image-of-task.sh
  the workflows of GitHub: scripts/check-workflows.sh
  what infra builds on a simulator of AWS: scripts/verify-infra.sh
  a deployment on a simulator of AWS: scripts/test-deploy.sh
END
}
