#!/usr/bin/env bash
# A step of the image build: adds the jar, the native libraries and the scripts to /opt/streamgate, which already
# contains the Java runtime.
#
# usage: image/assemble.sh <jar>
set -euo pipefail

readonly HOME_FOLDER=/opt/streamgate

main() {
  local jar=$1 here
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  jar=$(realpath "$jar")
  mkdir -p "$HOME_FOLDER/bin" "$HOME_FOLDER/lib"
  install --mode=0755 "$here/health.sh" "$HOME_FOLDER/bin/health"
  install --mode=0644 "$here/java.options" "$HOME_FOLDER/java.options"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cd "$work"
  jar --extract --file "$jar"
  install_native_libraries
  install --mode=0644 META-INF/sbom/application.cdx.json "$HOME_FOLDER/streamgate.cdx.json"
  pack
}

# Moves the native libraries for this platform beside the jar and deletes the others. This halves the jar,
# and /tmp need not be executable.
install_native_libraries() {
  local crt sqlite
  case $(uname -m) in
    x86_64) crt=linux/x86_64/glibc sqlite=Linux/x86_64 ;;
    aarch64) crt=linux/armv8/glibc sqlite=Linux/aarch64 ;;
    *) fail "unsupported architecture: $(uname -m)" ;;
  esac
  install --mode=0644 -t "$HOME_FOLDER/lib" \
    "$crt/libaws-crt-jni.so" "org/sqlite/native/$sqlite/libsqlitejdbc.so"
  find . \( -name '*.so' -o -name '*.dylib' -o -name '*.dll' \) -delete
}

pack() {
  mv META-INF/MANIFEST.MF "$work.manifest"
  jar --create --file "$HOME_FOLDER/streamgate.jar" --manifest "$work.manifest" .
  rm "$work.manifest"
}

fail() {
  echo "assemble.sh: $1" >&2
  exit 1
}

main "$@"
