#!/usr/bin/env bash
# Starts the image with the very environment that infra's task definition gives it, as it was applied on the
# simulator, against a DynamoDB of this machine. Runs the apply first where it has not been run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly APPLIED=infra/verify/target/task.env

[ -s "$APPLIED" ] || checks/verify-infra.sh
environment=$(mktemp)
trap 'rm -f "$environment"' EXIT
{
  cat "$APPLIED"
  # An emulator takes any credentials, but a request has to be signed.
  printf '%s\n' AWS_ENDPOINT_URL=http://127.0.0.1:8000 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
} > "$environment"
checks/image-check.sh "$environment"
