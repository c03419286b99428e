#!/usr/bin/env python3
"""Compares the mutants that PIT found with the explained ones.

usage: scripts/mutants.py [part ...]    after PIT has run on these parts, or on all parts;
                                        ./make.sh mutants does both

A mutant is a small change of a compiled class: a removed call, a negated condition. If no test fails, the mutant
survives: a test is missing, the code is unnecessary, or the change makes no difference. Mutants of the last kind are
explained in server/src/test/mutants.txt. The script prints the figures of each part, then the faults:
- a mutant survived without an explanation;
- the number of surviving mutants differs from the number explained;
- a part of server/pom.xml has no mutants, or one of its patterns matches no class, for example because a class
  was moved and is no longer tested.
"""

import collections
import fnmatch
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
REPORTS = ROOT / "server/target/mutants"
POM = ROOT / "server/pom.xml"
SOURCES = ROOT / "server/src/main/java"
TESTS = ROOT / "server/src/test/java"
EXPLAINED = ROOT / "server/src/test/mutants.txt"

# Identifies a mutant by properties that do not change when lines are added above it.
Mutant = collections.namedtuple("Mutant", "type method change code")
KILLED, TIMED_OUT = "KILLED", "TIMED_OUT"

# PIT's configuration of one part: patterns of the classes to change, and of the tests to run.
Part = collections.namedtuple("Part", "targets tests")


def as_line(mutant):
    return " | ".join((f"{mutant.type}.{mutant.method}", mutant.change, mutant.code))


def found(report, code_of):
    """The mutants of a report, each with its status. code_of returns the code at a package, file and line."""
    for one in xml.etree.ElementTree.fromstring(report):
        package, _, name = one.findtext("mutatedClass").rpartition(".")
        # a lambda counts as part of its enclosing method
        method = re.sub(r"^lambda\$(.*)\$\d+$", r"\1", one.findtext("mutatedMethod"))
        change = re.sub(r" for \S+$", "", one.findtext("description"))
        change = re.sub(r"\S+/", "", change)
        code = code_of(package, one.findtext("sourceFile"), int(one.findtext("lineNumber")))
        yield Mutant(f"{package}.{name.replace('$', '.')}".removeprefix("io.streamgate."), method, change, code), \
            one.get("status")


def explained(text):
    """The number of explained mutants of each kind. The prefix "2 x" means two."""
    counts = collections.Counter()
    for line in text.splitlines():
        if not line.startswith("- "):
            continue
        number, kind = re.fullmatch(r"- (?:(\d+) x )?(.*)", line).groups()
        place, change, code = kind.split(" | ", 2)
        counts[Mutant(*place.rsplit(".", 1), change, code)] += int(number or 1)
    return counts


def faults(mutants, reasons):
    """One sentence per fault. Types without mutants in these reports are skipped."""
    survived, slow = collections.Counter(), collections.Counter()
    for mutant, status in mutants:
        if status == TIMED_OUT:
            slow[mutant] += 1
        elif status != KILLED:
            survived[mutant] += 1
    types = {mutant.type for mutant, _ in mutants}
    for mutant in sorted(survived.keys() - reasons.keys()):
        yield f"survived without an explanation: {as_line(mutant)}"
    for mutant, count in sorted(reasons.items()):
        # on a busy machine, PIT may report a mutant that makes no difference as timed out
        matches = survived[mutant] <= count <= survived[mutant] + slow[mutant]
        if mutant.type in types and not matches:
            yield f"{count} explained, {survived[mutant]} survived: {as_line(mutant)}"


def parts(pom):
    """The parts that the pom configures for PIT, by name."""
    names = {"": "http://maven.apache.org/POM/4.0.0"}
    plugins = [plugin for plugin in xml.etree.ElementTree.fromstring(pom).iterfind(".//plugin", names)
               if plugin.findtext("artifactId", "", names) == "pitest-maven"]
    return {one.findtext("id", "", names): Part(*(
        [param.text for param in one.iterfind(f"configuration/{kind}/param", names)]
        for kind in ("targetClasses", "targetTests")))
        for plugin in plugins for one in plugin.iterfind("executions/execution", names)}


def classes(folder):
    """The names of the top-level classes below the folder."""
    return [".".join(path.relative_to(folder).with_suffix("").parts)
            for path in sorted(folder.rglob("*.java")) if path.stem not in ("package-info", "module-info")]


def stale(name, part, sources, tests):
    """One sentence per pattern of a part that matches nothing. As in PIT, a star also matches dots."""
    for kind, patterns, known in (("class", part.targets, sources), ("test", part.tests, tests)):
        for pattern in patterns:
            if not fnmatch.filter(known, pattern):
                yield f"part {name}: no {kind} matches {pattern}; correct the pattern in server/pom.xml"


def code_of(package, file, line):
    path = SOURCES / package.replace(".", "/") / file
    return path.read_text().splitlines()[line - 1].strip()


def main(names):
    known = parts(POM.read_text())
    wrong, every = [], []
    for name in names or known:
        if name not in known:
            wrong.append(f"unknown part {name}; server/pom.xml has {', '.join(known)}")
            continue
        wrong += stale(name, known[name], classes(SOURCES), classes(TESTS))
        report = REPORTS / name / "mutations.xml"
        mutants = list(found(report.read_text(), code_of)) if report.exists() else []
        statuses = collections.Counter(status for _, status in mutants)
        survived = len(mutants) - statuses[KILLED] - statuses[TIMED_OUT]
        print(f"{name}: {len(mutants)} mutants, {statuses[KILLED]} killed, "
              f"{statuses[TIMED_OUT]} timed out, {survived} survived")
        if not mutants:
            wrong.append(f"part {name} has no mutants: PIT did not run on it, or found nothing to change")
        every += mutants
    wrong += faults(every, explained(EXPLAINED.read_text()))
    for fault in wrong:
        print(fault)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
