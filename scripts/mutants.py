#!/usr/bin/env python3
"""Holds what PIT found against the mutants that are explained.

usage: scripts/mutants.py [part ...]    after PIT has run on these parts, or on all of them;
                                        ./make.sh mutants does both

A mutant is a small change of a compiled class: a call left out, a condition turned round. One that no
test notices is a test that is missing, code that is not needed, or a change that makes no difference;
the last kind stands in server/src/test/mutants.txt with its reason. Each line that this prints before
its figures is a fault:
- a mutant was not noticed, and is not explained;
- an explanation fits no mutant that goes unnoticed, or another number of them;
- a part of server/pom.xml has no mutants, or one of its patterns matches no class: a class was moved,
  and nobody changes it any more.
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

# A mutant by what stays the same when lines are added above it.
Mutant = collections.namedtuple("Mutant", "type method change code")
NOTICED, SLOW = "KILLED", "TIMED_OUT"

# What PIT is told of one part: patterns of the classes to change, and of the tests to run.
Part = collections.namedtuple("Part", "targets tests")


def spelled(mutant):
    return " | ".join((f"{mutant.type}.{mutant.method}", mutant.change, mutant.code))


def found(report, code_of):
    """The mutants of a report, each with its status. code_of: of a package, a file and a line."""
    for one in xml.etree.ElementTree.fromstring(report):
        package, _, name = one.findtext("mutatedClass").rpartition(".")
        # a lambda belongs to the method it stands in
        method = re.sub(r"^lambda\$(.*)\$\d+$", r"\1", one.findtext("mutatedMethod"))
        change = re.sub(r" for \S+$", "", one.findtext("description"))
        change = re.sub(r"\S+/", "", change)
        code = code_of(package, one.findtext("sourceFile"), int(one.findtext("lineNumber")))
        yield Mutant(f"{package}.{name.replace('$', '.')}".removeprefix("io.streamgate."), method, change, code), \
            one.get("status")


def explained(text):
    """How many mutants of each kind are explained: "2 x" before one says that there are two."""
    counts = collections.Counter()
    for line in text.splitlines():
        if not line.startswith("- "):
            continue
        number, kind = re.fullmatch(r"- (?:(\d+) x )?(.*)", line).groups()
        place, change, code = kind.split(" | ", 2)
        counts[Mutant(*place.rsplit(".", 1), change, code)] += int(number or 1)
    return counts


def faults(mutants, reasons):
    """What is wrong, a sentence each. Of a type that has no mutants here, nothing is known."""
    unnoticed, slow = collections.Counter(), collections.Counter()
    for mutant, status in mutants:
        if status == SLOW:
            slow[mutant] += 1
        elif status != NOTICED:
            unnoticed[mutant] += 1
    types = {mutant.type for mutant, _ in mutants}
    for mutant in sorted(unnoticed.keys() - reasons.keys()):
        yield f"no test notices, and nothing explains: {spelled(mutant)}"
    for mutant, count in sorted(reasons.items()):
        # on a machine that is busy, one that changes nothing may be taken for one that hangs
        enough = unnoticed[mutant] <= count <= unnoticed[mutant] + slow[mutant]
        if mutant.type in types and not enough:
            yield f"{count} explained, {unnoticed[mutant]} unnoticed: {spelled(mutant)}"


def parts(pom):
    """The parts that the pom has PIT change, by name."""
    names = {"": "http://maven.apache.org/POM/4.0.0"}
    plugins = [plugin for plugin in xml.etree.ElementTree.fromstring(pom).iterfind(".//plugin", names)
               if plugin.findtext("artifactId", "", names) == "pitest-maven"]
    return {one.findtext("id", "", names): Part(*(
        [param.text for param in one.iterfind(f"configuration/{kind}/param", names)]
        for kind in ("targetClasses", "targetTests")))
        for plugin in plugins for one in plugin.iterfind("executions/execution", names)}


def classes(folder):
    """The names of the classes that have a source of their own below the folder."""
    return [".".join(path.relative_to(folder).with_suffix("").parts)
            for path in sorted(folder.rglob("*.java")) if path.stem not in ("package-info", "module-info")]


def stale(name, part, sources, tests):
    """What is wrong with a part's patterns, a sentence each. A star stands for dots too, as in PIT."""
    for kind, patterns, there in (("class", part.targets, sources), ("test", part.tests, tests)):
        for pattern in patterns:
            if not fnmatch.filter(there, pattern):
                yield f"no {kind} matches {pattern} of part {name}: correct the pattern in server/pom.xml"


def code_of(package, file, line):
    path = SOURCES / package.replace(".", "/") / file
    return path.read_text().splitlines()[line - 1].strip()


def main(names):
    there = parts(POM.read_text())
    wrong, every = [], []
    for name in names or there:
        if name not in there:
            wrong.append(f"server/pom.xml has no part {name}, but {', '.join(there)}")
            continue
        wrong += stale(name, there[name], classes(SOURCES), classes(TESTS))
        report = REPORTS / name / "mutations.xml"
        mutants = list(found(report.read_text(), code_of)) if report.exists() else []
        statuses = collections.Counter(status for _, status in mutants)
        unnoticed = len(mutants) - statuses[NOTICED] - statuses[SLOW]
        print(f"{name}: {len(mutants)} mutants, {statuses[NOTICED]} killed, "
              f"{statuses[SLOW]} timed out, {unnoticed} unnoticed")
        if not mutants:
            wrong.append(f"part {name} has no mutants: PIT did not run on it, or changed nothing")
        every += mutants
    wrong += faults(every, explained(EXPLAINED.read_text()))
    for fault in wrong:
        print(fault)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
