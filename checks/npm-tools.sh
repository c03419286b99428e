# shellcheck shell=bash
# Sourced by checks whose programs run on node. The caller is in the project's folder.

# Ends where one of these programs is not installed.
need_programs() {
  local program
  for program; do
    command -v "$program" > /dev/null || { echo "${0##*/}: install $program first" >&2 && exit 1; }
  done
}

# Puts the programs of checks/$1 into target/tools/$1, and beside them what they need from npm: node looks for that
# where a program is. Nothing is fetched again while the lock is the same. Sets tools to the folder.
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
