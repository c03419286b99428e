#!/usr/bin/env python3
"""Holds what PIT found against the mutants that are explained.

usage: scripts/mutants.py    after PIT has run, which ./make.sh mutants sees to

A mutant is a small change of a compiled class: a call left out, a condition turned round. One that no
test notices is a test that is missing, code that is not needed, or a change that makes no difference;
the last kind stands in server/src/test/mutants.txt with its reason. Each line that this prints before
its figures is a fault:
- a mutant was not noticed, and is not explained;
- an explanation fits no mutant that goes unnoticed, or another number of them.
"""

import collections
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
REPORTS = ROOT / "server/target/mutants"
SOURCES = ROOT / "server/src/main/java"
EXPLAINED = ROOT / "server/src/test/mutants.txt"

# A mutant by what stays the same when lines are added above it.
Mutant = collections.namedtuple("Mutant", "type method change code")
NOTICED, SLOW = "KILLED", "TIMED_OUT"


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


def code_of(package, file, line):
    path = SOURCES / package.replace(".", "/") / file
    return path.read_text().splitlines()[line - 1].strip()


def main():
    every = []
    for report in sorted(REPORTS.glob("*/mutations.xml")):
        mutants = list(found(report.read_text(), code_of))
        statuses = collections.Counter(status for _, status in mutants)
        unnoticed = len(mutants) - statuses[NOTICED] - statuses[SLOW]
        print(f"{report.parent.name}: {len(mutants)} mutants, {statuses[NOTICED]} killed, "
              f"{statuses[SLOW]} timed out, {unnoticed} unnoticed")
        every += mutants
    wrong = list(faults(every, explained(EXPLAINED.read_text())))
    for fault in wrong:
        print(fault)
    return 1 if wrong or not every else 0


if __name__ == "__main__":
    sys.exit(main())
