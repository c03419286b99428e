#!/usr/bin/env bash
# Applies infra/ to a simulated AWS, reads the resources back, changes them, and destroys them.
#
# usage: checks/verify-infra.sh [--task-env file] [pytest's arguments]
#
# The script starts the simulator on 127.0.0.1 and uses nothing else: no account, no credentials. It requires terraform,
# the AWS CLI, and Python with infra/verify/requirements.txt. --task-env: the file to which the container's environment
# is written, for checks/image-check.sh; the default is infra/verify/target/task.env.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/providers.sh
. scripts/providers.sh
find_providers

readonly VERIFY=infra/verify

missing=()
command -v terraform > /dev/null || missing+=("terraform 1.11 or later: https://developer.hashicorp.com/terraform/install")
command -v aws > /dev/null || missing+=("aws, the AWS CLI: https://aws.amazon.com/cli/")
if ! command -v python3 > /dev/null; then
  missing+=("python3 3.10 or later")
else
  for module in pytest boto3 moto flask; do
    python3 -c "import $module" 2> /dev/null || missing+=("$module: pip install -r $VERIFY/requirements.txt")
  done
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "verify-infra.sh: missing programs and modules:" >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 1
fi

export PYTHONDONTWRITEBYTECODE=1
started=$SECONDS
log=$(mktemp)

# On a signal, both runs stop the processes that they started (infra/verify/conftest.py).
# shellcheck disable=SC2317,SC2329  # the traps call it
stop() {
  local runs
  runs=$(jobs -p)
  # shellcheck disable=SC2086  # one word for each
  [ -z "$runs" ] || kill $runs 2> /dev/null || true
  wait || true
  rm -f "$log"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

tests() {
  exec python3 -m pytest -p no:cacheprovider --no-header -q --tb=short "$@"
}

# Three other configurations run in parallel, one after the other, because an apply mostly waits.
others=("$VERIFY/test_smallest.py" "$VERIFY/test_cdn.py" "$VERIFY/test_existing_vpc.py")
tests "${others[@]}" > "$log" 2>&1 &
smallest=$!
tests $VERIFY "${others[@]/#/--ignore=}" "$@" &
everything=$!

status=0
wait $everything || status=1
wait $smallest || status=1
cat "$log"
echo "verify-infra.sh: $([ $status = 0 ] && echo passed || echo failed) in $((SECONDS - started)) s"
exit $status
