#!/usr/bin/env bash
# Checks GitHub's workflows and CodeBuild's buildspec: their syntax, the rules of checks/workflows/rules.mjs, and the
# shell scripts in them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=checks/npm-tools.sh
. checks/npm-tools.sh

need_programs node npm shellcheck
install_npm_tools workflows
node --test --test-reporter=dot "$tools/rules.test.mjs" > "$tools/test.txt" 2>&1 ||
  { cat "$tools/test.txt" >&2 && exit 1; }
# action-validator warns that it does not check whether a workflow's globs match files
for workflow in .github/workflows/*.yml; do
  "$tools/node_modules/.bin/action-validator" "$workflow" 2> "$tools/validator.txt" ||
    { cat "$tools/validator.txt" >&2 && exit 1; }
done
node "$tools/lint.mjs" buildspec.yml .github/workflows/*.yml
