# shellcheck shell=bash
# Sourced by scripts/tests.sh: runs its checks, with the rows in parallel, and reports skipped checks.

# Starts the checks of these rows, each row in its own process group. A group is stopped as a whole, so that an
# aborted run leaves no process behind.
start_other_rows() {
  local row
  row_output=$(mktemp -d)
  other_rows=()
  # With job control each row has its own process group, and its programs do not ignore SIGINT.
  set -m
  for row; do
    run_row "$row" > "$row_output/$row" 2>&1 &
    other_rows+=($!)
  done
  set +m
  trap stop_other_rows EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# Waits for the other rows and prints their output.
finish_other_rows() {
  local status=0 row
  for row in "${other_rows[@]}"; do
    wait "$row" || status=1
  done
  trap - EXIT INT TERM
  cat "$row_output"/*
  rm -rf "$row_output"
  return $status
}

# shellcheck disable=SC2317 # the trap calls it
stop_other_rows() {
  local row
  for row in "${other_rows[@]}"; do
    kill -- "-$row" 2> /dev/null || true
  done
  rm -rf "$row_output"
}

run_row() {
  checks | awk -F '|' -v "row=$1" '$2 == row' | run_checks
}

# Runs the checks on its input. Each check runs in its own process, so that an exit does not end the others. Its output
# is also kept, for report_failed.
run_checks() {
  local tools absent purpose command status=0 TIMEFORMAT
  mkdir -p "$OUTPUTS"
  while IFS='|' read -r _ _ tools purpose command; do
    absent=$(absent_of "$tools")
    if [ -n "$absent" ]; then
      echo "$absent|$purpose" >> server/target/absent-tools.txt
    else
      TIMEFORMAT="make.sh: %0R s (CPU: %0U s user, %0S s system): $purpose"
      time (eval "$command") < /dev/null 2>&1 | tee "$(output_of "$command")" || { status=1 && failed "$command"; }
    fi
  done
  return $status
}

failed() {
  echo "make.sh: failed: $1" >&2
  echo "$1" >> "$FAILED"
}

# Prints the file that keeps the output of a check.
output_of() {
  echo "$OUTPUTS/${1//[^A-Za-z0-9]/-}.txt"
}

# Prints the first missing program of a comma-separated list.
absent_of() {
  local tool
  for tool in ${1//,/ }; do
    case $tool in
      jar) [ -f "$JAR" ] || { echo "the jar" && return; } ;;
      pydantic) checks/clients/find-python.sh > /dev/null || { echo pydantic && return; } ;;
      *) command -v "$tool" > /dev/null || { echo "$tool" && return; } ;;
    esac
  done
}

# Lists the checks and tests that were skipped. The status is 1 if there are any.
report_skipped() {
  local found
  found=$(cat ./*/target/absent-tools.txt 2> /dev/null | sort -u || true)
  [ -n "$found" ] || return 0
  echo "Skipped, because a program is missing or not permitted here:"
  while IFS='|' read -r tool purpose; do
    printf '  %-12s %s\n' "$tool" "$purpose"
  done <<< "$found"
  return 1
}

# Repeats the end of the output of each failed check, which may be far above, and lists the failed checks.
report_failed() {
  local command
  [ -s "$FAILED" ] || return 0
  while IFS= read -r command; do
    echo "make.sh: the last lines of $command:"
    tail -n 40 "$(output_of "$command")" | sed 's/^/  /'
  done < "$FAILED"
  echo "These checks failed:"
  sed 's/^/  /' "$FAILED"
  return 1
}

fail_if_skipped() {
  report_skipped && return
  echo "make.sh: no check may be skipped here: install the programs above and permit them to run" >&2
  return 1
}
