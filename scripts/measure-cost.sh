#!/usr/bin/env bash
# Runs ./make.sh bench cost against dynalite, an in-memory DynamoDB in JavaScript that needs no account. The arguments
# are leases, as for make.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly SOURCES=verification/engines/dynalite
readonly INSTALLED=server/target/engines/dynalite

command -v npm > /dev/null || { echo "measure-cost.sh: install node and npm first" >&2 && exit 1; }
mkdir -p "$INSTALLED"
cp "$SOURCES"/{package.json,package-lock.json,.npmrc,server.js} "$INSTALLED"
[ -d "$INSTALLED/node_modules" ] || (cd "$INSTALLED" && npm ci > /dev/null)

# dynalite exits when its standard input closes, which happens at the latest when this script exits.
coproc dynalite { exec node "$INSTALLED/server.js"; }
IFS=' ' read -r _ port <&"${dynalite[0]}"

AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_REGION=us-east-1 \
  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local ./make.sh bench cost "$@"
