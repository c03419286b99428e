#!/usr/bin/env bash
# Prints what GitHub's workflows need to know of an environment before they have a runner, as lines for $GITHUB_OUTPUT.
#
# usage: scripts/runner.sh <environment>
#
# region  the region in infra/env/<environment>.tfvars
# runner  the runner that builds images for the tasks' architecture without emulation
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

file=infra/env/${1:?usage: scripts/runner.sh <environment>}.tfvars
[ -f "$file" ] || { echo "runner.sh: there is no $file" >&2 && exit 1; }

value_of() {
  sed -n "s/^$1 *= *\"\(.*\)\".*/\1/p" "$file"
}

region=$(value_of region)
[ -n "$region" ] || { echo "runner.sh: $file does not set region" >&2 && exit 1; }
echo "region=$region"
case $(value_of architecture) in
  ARM64) echo runner=ubuntu-24.04-arm ;;
  *) echo runner=ubuntu-24.04 ;;
esac
