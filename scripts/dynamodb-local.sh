#!/usr/bin/env bash
# Runs DynamoDB Local in memory on 127.0.0.1, until Ctrl-C or the end of its input. Maven downloads it the
# first time. Its licence is for holders of an AWS account: see docs/DEVELOPING.md.
#
# usage: scripts/dynamodb-local.sh [port]        the default is 8000
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../verification/engines/dynamodb-local"

port=${1:-8000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

if [ -z "$(ls lib 2> /dev/null)" ]; then mvn --batch-mode --quiet --no-transfer-progress; fi
echo "DynamoDB Local on http://localhost:$port; its data is lost when it exits"
exec env DDB_LOCAL_TELEMETRY=0 "$java" --enable-native-access=ALL-UNNAMED \
  -cp 'lib/*' LoopbackServer.java "$port"
