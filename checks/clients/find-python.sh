#!/usr/bin/env bash
# Prints the path of the first python3 that has the libraries of requirements.txt, which generated Python clients need.
# Looks on the PATH and in the usual folders. If there is none, it fails and names what it found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Prints the missing or too old libraries of a python3; nothing if it has all.
missing() {
  "$1" - requirements.txt << 'END' 2> /dev/null || echo "Python 3.9"
import re, sys
from importlib.metadata import PackageNotFoundError, version

assert sys.version_info >= (3, 9)
numbers = lambda text: [int(part) for part in re.findall(r"\d+", text)]
for line in open(sys.argv[1]):
    name, least = line.strip().split(">=")
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "0"
    if numbers(found) < numbers(least):
        print(line.strip(), end=" ")
END
}

shopt -s nullglob
mapfile -t pythons < <(type -ap python3)
for python in "${pythons[@]}" /usr/local/bin/python3 /opt/*/bin/python3 ~/.pyenv/versions/*/bin/python3; do
  [ -x "$python" ] || continue
  absent=$(missing "$python")
  if [ -z "$absent" ]; then
    echo "$python"
    exit
  fi
  echo "find-python.sh: $python lacks: $absent" >&2
done
exit 1
