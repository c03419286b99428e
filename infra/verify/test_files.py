"""What a person reads in the files of infra/: each variable and output says what it is."""

import pathlib
import re

import pytest

INFRA = pathlib.Path(__file__).resolve().parent.parent
# A block as `terraform fmt` writes it: it ends with the first brace in the first column.
BLOCK = re.compile(r'^(variable|output) "(\w+)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
DESCRIPTION = re.compile(r'^  description += (".+"|<<-?\w+)$', re.MULTILINE)
TYPE = re.compile(r"^  type += (?!any\b)\S", re.MULTILINE)

FILES = sorted(f for f in INFRA.rglob("*.tf") if ".terraform" not in f.parts)


def mute(text):
    """The blocks of a file that lack a description, or a type, or have one that takes anything."""
    return [
        f"{kind} {name}"
        for kind, name, body in BLOCK.findall(text)
        if not DESCRIPTION.search(body) or (kind == "variable" and not TYPE.search(body))
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(INFRA)))
def test_each_variable_and_output_says_what_it_is(file):
    assert mute(file.read_text()) == []


def test_the_files_are_found():
    assert sum(len(BLOCK.findall(f.read_text())) for f in FILES) > 100


@pytest.mark.parametrize(
    "line", ['  description = "Name"', "  type        = string"], ids=["description", "type"]
)
def test_a_variable_without_one_is_found(line):
    variable = 'variable "name" {\n  description = "Name"\n  type        = string\n}\n'
    assert mute(variable) == []
    assert mute(variable.replace(line + "\n", "")) == ["variable name"]
    assert mute(variable.replace("string", "any")) == ["variable name"]
