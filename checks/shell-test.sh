# shellcheck shell=bash
# Sourced by tests of make.sh, whose first argument is the shell under test.

shell=${1:-bash}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
if ! command -v "$shell" > /dev/null; then
  echo "${0##*/}: install $shell first" >&2
  exit 1
fi

# Runs script $1 in the shell under test, with nobody to answer questions. Sets output and status.
in_shell() {
  local flags=(--norc --noprofile)
  [ "$shell" = bash ] || flags=(-f)
  # shellcheck disable=SC2034
  status=0
  # shellcheck disable=SC2034 # for the test that sources this
  output=$("$shell" "${flags[@]}" -c "$1" 2>&1 < /dev/null) || status=$?
}

expect() {
  local fact=$1 expected=$2 actual=$3
  # shellcheck disable=SC2053 # $expected is a pattern
  if [[ $actual != $expected ]]; then
    printf 'make.sh in %s: %s\n  expected: %s\n  actual:   %s\n' \
      "$shell" "$fact" "$expected" "$actual" >&2
    failures=$((failures + 1))
  fi
}
