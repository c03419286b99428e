#!/usr/bin/env bash
# Checks the types of the operators' console, and tests it in Chromium against servers with the memory and the sqlite
# store (checks/browser). Screenshots are in server/target/console.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/npm-tools.sh
. checks/npm-tools.sh

need_programs chromium node npm
install_npm_tools browser
"$tools/node_modules/.bin/tsc" --allowJs --checkJs --noEmit --strict --noUnusedLocals --noUnusedParameters \
  --noImplicitReturns --target es2022 --module es2022 --lib es2023,dom,dom.iterable console/*.js
CHROMIUM=$(command -v chromium)
JAR=$PWD/server/target/streamgate.jar
SCREENSHOTS=$PWD/server/target/console
export CHROMIUM JAR SCREENSHOTS
timeout 900 node --test --test-reporter=spec "$tools"/console-*.test.mjs > "$tools/console.txt" 2>&1 ||
  { cat "$tools/console.txt" >&2 && exit 1; }
sed -n 's/^ℹ pass \([0-9]*\)$/\1 tests of the console passed in a browser/p' "$tools/console.txt"
