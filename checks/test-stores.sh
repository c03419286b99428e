#!/usr/bin/env bash
# Runs the HTTP tests of the memory store on the other stores, unchanged. Needs the programs of `make.sh test --all`.
# Skips the tests of slow connections, which are closed before a request reaches the store.
#
# usage: checks/test-stores.sh [tests] [engine]
#
# For example StartTest dynalite. The default is all tests on all engines.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly OVER_HTTP=${1:-io/streamgate/http/**/*Test,!SlowClientTest}

# One line each: the store, its engine, and the tests. The tests come from the server's test jar; verification
# brings the engines.
runs() {
  cat << END
sqlite||$OVER_HTTP
dynamodb|dynalite|$OVER_HTTP
dynamodb|dynamodb-local|$OVER_HTTP
END
}

main() {
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  local store engine tests failures=0
  while IFS='|' read -r store engine tests; do
    [ "${1:-$engine}" = "$engine" ] || continue
    check "$store" "$engine" "$tests" || failures=$((failures + 1))
  done < <(runs)
  [ $failures -eq 0 ] || fail "$failures stores fail tests that the memory store passes"
}

check() {
  local name="$1${2:+ on $2}" run="http-on-${2:-$1}" started=$SECONDS
  if ! mvn --batch-mode --no-transfer-progress -pl server,verification -Dspotless.check.skip=true \
    test-compile failsafe:integration-test failsafe:verify "-Dit.test=$3" -Dfailsafe.failIfNoSpecifiedTests=false \
    -DdependenciesToScan=io.streamgate:streamgate-server:test-jar "-Dtests.run=$run" \
    -Dstreamgate.test.all=true "-Dstreamgate.test.store=$1" ${2:+"-Dstreamgate.test.engine=$2"} \
    > "$log" 2>&1 < /dev/null; then
    cat "$log" >&2
    echo "stores: $name: failed" >&2
    return 1
  fi
  echo "stores: $name: $(sed -n 's/^.*\(Tests run: [1-9][0-9]*, .*\)$/\1/p' "$log" | tail -1)" \
    "($((SECONDS - started)) s)"
}

fail() {
  echo "test-stores.sh: $1" >&2
  exit 1
}

main "${2-}"
