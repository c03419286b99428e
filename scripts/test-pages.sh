#!/usr/bin/env bash
# Drives Chromium through the pages of a server that it starts: /docs, the problems', and pages of other
# origins (scripts/browser). Pictures of what it saw are in server/target/pages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly TOOLS=target/tools/browser

for tool in chromium node npm; do
  command -v $tool > /dev/null || { echo "test-pages.sh: install $tool first" >&2 && exit 1; }
done
mkdir -p $TOOLS
if ! cmp -s scripts/browser/package-lock.json $TOOLS/node_modules/lock; then
  cp scripts/browser/{package.json,package-lock.json,.npmrc} $TOOLS/
  npm --prefix $TOOLS ci > $TOOLS/npm.txt 2>&1 || { cat $TOOLS/npm.txt >&2 && exit 1; }
  cp $TOOLS/package-lock.json $TOOLS/node_modules/lock
fi
cp scripts/browser/*.mjs $TOOLS/
CHROMIUM=$(command -v chromium)
JAR=$PWD/server/target/streamgate.jar
CONTRACT=$PWD/docs/api/openapi.yaml
PROBLEMS=$PWD/docs/problems
SCREENSHOTS=$PWD/server/target/pages
export CHROMIUM JAR CONTRACT PROBLEMS SCREENSHOTS
timeout 240 node --test --test-reporter=spec $TOOLS/docs.test.mjs $TOOLS/origins.test.mjs > $TOOLS/test.txt 2>&1 ||
  { cat $TOOLS/test.txt >&2 && exit 1; }
sed -n 's/^ℹ pass \([0-9]*\)$/in a browser the pages keep \1 promises/p' $TOOLS/test.txt
