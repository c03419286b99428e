#!/usr/bin/env bash
# Checks the workflows of GitHub and the buildspec of CodeBuild: their form, the rules of
# scripts/workflows/rules.mjs, and the shell scripts in them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly TOOLS=target/tools/workflows

for tool in node npm shellcheck; do
  command -v $tool > /dev/null || { echo "check-workflows.sh: install $tool first" >&2 && exit 1; }
done
mkdir -p $TOOLS
if ! cmp -s scripts/workflows/package-lock.json $TOOLS/node_modules/lock; then
  cp scripts/workflows/{package.json,package-lock.json,.npmrc} $TOOLS/
  npm --prefix $TOOLS ci > $TOOLS/npm.txt 2>&1 || { cat $TOOLS/npm.txt >&2 && exit 1; }
  cp $TOOLS/package-lock.json $TOOLS/node_modules/lock
fi
cp scripts/workflows/*.mjs $TOOLS/
node --test --test-reporter=dot $TOOLS/rules.test.mjs > $TOOLS/test.txt 2>&1 ||
  { cat $TOOLS/test.txt >&2 && exit 1; }
# It warns that it does not look whether a glob of the workflow finds a file
for workflow in .github/workflows/*.yml; do
  $TOOLS/node_modules/.bin/action-validator "$workflow" 2> $TOOLS/validator.txt ||
    { cat $TOOLS/validator.txt >&2 && exit 1; }
done
node $TOOLS/lint.mjs buildspec.yml .github/workflows/*.yml
