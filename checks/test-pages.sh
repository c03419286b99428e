#!/usr/bin/env bash
# Starts a server, and tests /docs, the problem pages and pages of other origins in Chromium (checks/browser).
# Screenshots are in server/target/pages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/npm-tools.sh
. checks/npm-tools.sh

need_programs chromium node npm
install_npm_tools browser
CHROMIUM=$(command -v chromium)
JAR=$PWD/server/target/streamgate.jar
CONTRACT=$PWD/docs/api/openapi.yaml
PROBLEMS=$PWD/docs/problems
SCREENSHOTS=$PWD/server/target/pages
export CHROMIUM JAR CONTRACT PROBLEMS SCREENSHOTS
timeout 900 node --test --test-reporter=spec "$tools/docs.test.mjs" "$tools/origins.test.mjs" \
  > "$tools/test.txt" 2>&1 ||
  { cat "$tools/test.txt" >&2 && exit 1; }
sed -n 's/^ℹ pass \([0-9]*\)$/\1 tests of the pages passed in a browser/p' "$tools/test.txt"
