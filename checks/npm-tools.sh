# shellcheck shell=bash
# Sourced by checks that run programs on node. The caller is in the project's folder.

# Exits if one of these programs is not installed.
need_programs() {
  local program
  for program; do
    command -v "$program" > /dev/null || { echo "${0##*/}: install $program first" >&2 && exit 1; }
  done
}

# Copies the programs of checks/$1 to target/tools/$1 and installs their npm packages there, because node looks for
# packages next to a program. Downloads only if the lock file has changed. Sets tools to the folder.
install_npm_tools() {
  tools=target/tools/$1
  mkdir -p "$tools"
  if ! cmp -s "checks/$1/package-lock.json" "$tools/node_modules/lock"; then
    cp "checks/$1"/{package.json,package-lock.json,.npmrc} "$tools/"
    npm --prefix "$tools" ci > "$tools/npm.txt" 2>&1 || { cat "$tools/npm.txt" >&2 && exit 1; }
    cp "$tools/package-lock.json" "$tools/node_modules/lock"
  fi
  cp "checks/$1"/*.mjs "$tools/"
}
