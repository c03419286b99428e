"""The blocks of the project's documents, and the blocks that are not executed.

A block marked ```sh contains commands. A block without a mark is their answer; only text may be between the two.
Other blocks have other marks: `ini` for a `.env`, `text` for a drawing, and so on.
"""

import dataclasses
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMMANDS, ANSWER, DOT_ENV = "sh", "", "ini"
NOT_OURS = {"target", "node_modules"}
FENCE = re.compile(r"\s*```(\S*)\s*$")
COMMAND = re.compile(r"\s*(\$ |\. \./|\./\S|(scripts|checks)/\S|(\w+=\S+ )*(aws|cd|cp|curl|docker|export|git|java|kill|mv"
                     r"|mvn|node|npm|pip|podman|python3|rm|sqlite3|sudo|terraform|\./make\.sh) \S)")
COMPARED_BY_JAVA = "docs/problems/"

# Blocks that are not executed, one per line: document, beginning of the block, reason, replacement.
NOT_EXECUTED = pathlib.Path(__file__).resolve().parent / "not-executed.txt"


@dataclasses.dataclass(frozen=True)
class Block:
    document: str  # its path from the project's folder
    line: int  # the line of its first fence
    section: str  # the heading of the second level above it
    mark: str
    text: str

    @property
    def place(self):
        return f"{self.document}:{self.line}"


@dataclasses.dataclass(frozen=True)
class LeftOut:
    document: str
    begins: str
    why: str
    instead: str

    def names(self, block):
        return block.mark == COMMANDS and block.document == self.document \
            and block.text.startswith(self.begins)


def documents(root=ROOT):
    """All Markdown files except those in hidden folders and build output, the README first."""
    found = []
    # build output is not even listed: while the image is built, its files come and go
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NOT_OURS]
        found += [pathlib.Path(folder, name) for name in files if name.endswith(".md") and not name.startswith(".")]
    return sorted(found, key=lambda path: (len(path.relative_to(root).parts), path.name != "README.md", path))


def read(path, root=ROOT):
    """The blocks of a document, in order. An unclosed block extends to the end."""
    document, section, found, inside = str(path.relative_to(root)), "", [], None
    for number, line in enumerate(path.read_text().split("\n"), 1):
        fence = FENCE.match(line)
        if fence and inside is None:
            inside = (number, fence.group(1), [])
        elif fence:
            found.append(Block(document, inside[0], section, inside[1], "\n".join(inside[2])))
            inside = None
        elif inside is not None:
            inside[2].append(line)
        elif line.startswith("## "):
            section = line[3:]
    if inside is not None:
        found.append(Block(document, inside[0], section, inside[1], "\n".join(inside[2])))
    return found


def left_out(file=NOT_EXECUTED):
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    return [LeftOut(*(cell.strip() for cell in line.split("|"))) for line in lines]


def runs(block, table):
    return block.mark == COMMANDS and not any(one.names(block) for one in table)


def faults(by_document, table, root=ROOT):
    """Blocks that are neither executed nor compared, and wrong lines of the table: one sentence per fault."""
    for found in by_document:
        for before, block in zip([None, *found], found):
            command = next(filter(COMMAND.match, block.text.split("\n")), None)
            if block.mark != COMMANDS and command:
                yield f"{block.place}: '{command.strip()}' looks like a command: mark the block ```sh"
            if block.mark == ANSWER and not (before and runs(before, table)) \
                    and not block.document.startswith(COMPARED_BY_JAVA):
                yield f"{block.place}: put this answer right after commands that are executed, or give it a mark"
    for one in table:
        if sum(one.names(block) for found in by_document for block in found) != 1:
            yield f"{NOT_EXECUTED.name}: '{one.begins}' is not the beginning of one block of {one.document}"
        for name in re.split(r",\s*", one.instead):
            if not (root / name).is_file() and not any(root.glob(f"*/src/test/**/{name}.java")):
                yield f"{NOT_EXECUTED.name}: {name} is neither a script nor a test"
