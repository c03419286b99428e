#!/usr/bin/env bash
# Checks the OpenAPI files of docs/api with Redocly and Spectral, and the examples that a mock server (Prism) gives to
# players.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/npm-tools.sh
. checks/npm-tools.sh

readonly CONTRACT=$PWD/docs/api/openapi.yaml OPERATORS=$PWD/docs/api/admin.yaml
# Redocly looks for a newer version, and reports its use
export CONTRACT REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true

# Runs a command, and prints its output if it fails.
quietly() {
  "$@" > "$tools/output.txt" 2>&1 || { cat "$tools/output.txt" >&2 && exit 1; }
}

need_programs node npm
install_npm_tools api
quietly "$tools/node_modules/.bin/redocly" lint --config checks/api/redocly.yaml "$CONTRACT" "$OPERATORS"
quietly "$tools/node_modules/.bin/spectral" lint --ruleset checks/api/spectral.yaml --fail-severity warn \
  "$CONTRACT" "$OPERATORS"
quietly timeout 120 node --test --test-reporter=spec "$tools/mock.test.mjs"
sed -n 's/^ℹ pass \([0-9]*\)$/no fault in openapi.yaml and admin.yaml; \1 tests of the mock for players passed/p' "$tools/output.txt"
