"""Reads Terraform's files far enough to check them: blocks, attributes, and the text of expressions.

Expressions are not evaluated. What a check wants to know of one it finds in its text, which has no
comments any more.
"""

import dataclasses
import re

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
HEREDOC = re.compile(r"<<-?([A-Za-z_][A-Za-z0-9_]*)[ \t]*\n")
OPENING, CLOSING = "([{", ")]}"


class NotHcl(Exception):
    """Where a text is not what this reader knows."""


@dataclasses.dataclass
class Attribute:
    name: str
    text: str
    line: int

    def strings(self):
        """The quoted strings and heredocs in the expression, without their quotes."""
        found, at = [], 0
        while at < len(self.text):
            end = past_string(self.text, at)
            if end == at:
                at += 1
                continue
            piece = self.text[at:end]
            is_quoted = piece[0] == '"'
            found.append(piece[1:-1] if is_quoted else HEREDOC.sub("", piece).rpartition("\n")[0])
            at = end
        return found

    def is_only_strings(self):
        """Whether it is a string, or a list of them, and nothing that stands for something else."""
        rest, at = "", 0
        while at < len(self.text):
            end = past_string(self.text, at)
            rest += self.text[at] if end == at else ""
            at = max(end, at + 1)
        return not re.search(r"[^\s,\[\]]", rest)


@dataclasses.dataclass
class Block:
    kind: str
    labels: list
    line: int
    attributes: dict = dataclasses.field(default_factory=dict)
    blocks: list = dataclasses.field(default_factory=list)

    def text(self, name):
        return self.attributes[name].text if name in self.attributes else ""

    def all(self, kind):
        return [block for block in self.blocks if block.kind == kind]


def past_string(text, at):
    """Where the string or heredoc ends that begins at `at`; `at` itself where none does."""
    if text.startswith("<<", at) and (start := HEREDOC.match(text, at)):
        end = re.compile(rf"^[ \t]*{start[1]}[ \t]*$", re.M).search(text, start.end())
        if end is None:
            raise NotHcl(f"the heredoc {start[1]} has no end")
        return end.end()
    if text[at] != '"':
        return at
    at += 1
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == '"':
            return at + 1
        elif text.startswith(("${", "%{"), at) and text[at - 1] != text[at]:
            at = past_expression(text, at + 2, "}")
        else:
            at += 1
    raise NotHcl("a string has no end")


def past_comment(text, at):
    if text[at] == "#" or text.startswith("//", at):
        end = text.find("\n", at)
        return len(text) if end < 0 else end
    if text.startswith("/*", at):
        return text.index("*/", at) + 2
    return at


def past_expression(text, at, closing):
    """Where an expression ends: behind `closing`, or before it where that is a newline."""
    depth = 0
    while at < len(text):
        end = past_comment(text, at)
        end = past_string(text, end) if end == at else end
        if end > at:
            at = end
            continue
        if depth == 0 and text[at] == closing:
            return at if closing == "\n" else at + 1
        depth += (text[at] in OPENING) - (text[at] in CLOSING)
        if depth < 0:
            return at
        at += 1
    return at


def without_comments(text):
    kept, at = "", 0
    while at < len(text):
        end = past_string(text, at)
        if end > at:
            kept, at = kept + text[at:end], end
            continue
        end = past_comment(text, at)
        if end == at:
            kept, end = kept + text[at], at + 1
        at = end
    return kept


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def line(self):
        return self.text.count("\n", 0, self.at) + 1

    def skip(self, blanks):
        while self.at < len(self.text):
            end = past_comment(self.text, self.at)
            if end == self.at and self.text[self.at] in blanks:
                end += 1
            if end == self.at:
                return
            self.at = end

    def body(self, into):
        """Reads up to the brace that closes `into`, or to the end of the file."""
        while True:
            self.skip(" \t\r\n,")
            if self.at >= len(self.text) or self.text[self.at] == "}":
                self.at += 1
                return into
            self.item(into)

    def item(self, into):
        line, name = self.line(), self.word()
        self.skip(" \t")
        if self.text[self.at] == "=":
            start = self.at + 1
            self.at = past_expression(self.text, start, "\n")
            value = without_comments(self.text[start : self.at]).strip()
            into.attributes[name] = Attribute(name, value, line)
            return
        labels = []
        while self.text[self.at] != "{":
            labels.append(self.word().strip('"'))
            self.skip(" \t")
        self.at += 1
        into.blocks.append(self.body(Block(name, labels, line)))

    def word(self):
        start = self.at
        name = NAME.match(self.text, start)
        self.at = name.end() if name else past_string(self.text, start)
        if self.at == start:
            near = self.text[start : start + 20]
            raise NotHcl(f"line {self.line()}: neither a name nor a block: {near!r}")
        return self.text[start : self.at]


def read(text):
    """The file as one block without a kind."""
    return Reader(text).body(Block("", [], 0))
