#!/usr/bin/env python3
"""Holds the blocks of all documents against the rules by which scripts/try-documents.py executes them.

usage: scripts/check-documents.py [folder]        the folder is the project's where none is named

- Commands are marked ```sh. A block of another kind has no line that looks like a command.
- A block without a mark is the answer to commands that are executed, so that somebody compares it; or the
  answer that a page of docs/problems shows, which a test of Java compares.
- Commands are executed, or named in scripts/documents/not-executed.txt. What a line there names is in its
  document, once; and what stands for it is run by `make.sh test --all`, or is a test of Java.
- What commands that are not executed, or stand within text, name of this project is there:
  scripts/documents/names.py. So are the settings and the metrics that a document names.
"""

import pathlib
import re
import sys

from documents import blocks
from documents.names import Names

COMMAND = re.compile(
    r"\s*(\$ |\. \./|\./\S|scripts/\S|(?:[A-Z_]+=\S+ )*(?:aws|cd|cp|curl|docker|export|git|java|kill|mv|mvn|node"
    r"|npm|pip|podman|python3|rm|sqlite3|sudo|terraform|\./make\.sh) \S)")
ANSWERED_BY_JAVA = "docs/problems/"
INLINE = re.compile(r"`((?:\. )?(?:\./)?make\.sh\s[^`]+|(?:\./)?scripts/[^`]+|mvn\s[^`]+)`")
COMPILED = "the compiler"  # what stands for a program that is only built


def faults_of_marks(found, table):
    """Blocks in the order of one document."""
    before = None
    for block in found:
        if block.mark != blocks.COMMANDS:
            for line in block.text.split("\n"):
                if COMMAND.match(line):
                    yield f"{block.place}: '{line.strip()}' looks like a command: mark the block ```sh"
        is_answer = before is not None and blocks.runs(before, table)
        if block.mark == blocks.ANSWER and not is_answer and not block.document.startswith(ANSWERED_BY_JAVA):
            yield f"{block.place}: nobody compares this answer: put it after commands that run, or mark what it is"
        before = block


def faults_of_table(found, table, run_by_all, tests):
    for one in table:
        named = [block for block in found if one.names(block)]
        if len(named) != 1:
            yield f"not-executed.txt: {one.document} has {len(named)} blocks that begin with '{one.begins}'"
        for stand_in in re.split(r",\s*", one.instead):
            if stand_in not in run_by_all and stand_in not in tests and stand_in != COMPILED:
                yield f"not-executed.txt: {stand_in} is neither run by `make.sh test --all` nor a test"


def faults_of_names(found, table, names):
    """Of what is not executed: else somebody would see it fail."""
    for block in found:
        if block.mark == blocks.COMMANDS and not blocks.runs(block, table):
            for line in block.lines:
                yield from (f"{block.place}: {fault}" for fault in names.faults(line))


def faults_of_text(document, text, names):
    """What the text names, and commands within it; blocks have no such quotes."""
    yield from (f"{document}: {fault}" for fault in names.faults_of_words(text))
    for quoted in INLINE.finditer(text):
        for fault in names.faults(quoted.group(1).replace("\n", " ")):
            yield f"{document}:{text.count(chr(10), 0, quoted.start()) + 1}: {fault}"


def run_by_all(root):
    """The scripts that tests.sh runs, and those that they run themselves."""
    found, waiting = {".ci/run"}, re.findall(r"\|(scripts/[\w.-]+)", (root / "scripts/tests.sh").read_text())
    while waiting:
        script = waiting.pop()
        if script not in found and (root / script).is_file():
            found.add(script)
            waiting += re.findall(r"^\s*(scripts/[\w.-]+)", (root / script).read_text(), re.M)
    return found


def main(arguments):
    root = pathlib.Path(arguments[0]).resolve() if arguments else blocks.ROOT
    table = blocks.left_out(root / blocks.NOT_EXECUTED.relative_to(blocks.ROOT))
    names = Names(root)
    documents = blocks.documents(root)
    by_document = [blocks.read(path, root) for path in documents]
    found = [block for of_one in by_document for block in of_one]
    faults = [fault for of_one in by_document for fault in faults_of_marks(of_one, table)]
    faults += faults_of_table(found, table, run_by_all(root), names.tests)
    faults += faults_of_names(found, table, names)
    faults += [fault for path in documents
               for fault in faults_of_text(path.relative_to(root), path.read_text(), names)]
    for fault in faults:
        print(f"check-documents.py: {fault}", file=sys.stderr)
    if faults:
        return 1
    commands = [block for block in found if block.mark == blocks.COMMANDS]
    print(f"of {len(commands)} blocks of commands {len(commands) - len(table)} are executed, "
          f"and the other {len(table)} are named with what stands for them")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
