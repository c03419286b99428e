"""The files of infra/: each variable and output has a description, and each variable a type."""

import pathlib
import re

import pytest

INFRA = pathlib.Path(__file__).resolve().parent.parent
# A block as `terraform fmt` writes it: it ends with the first brace in the first column.
BLOCK = re.compile(r'^(variable|output) "(\w+)" \{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
DESCRIPTION = re.compile(r'^  description += (".+"|<<-?\w+)$', re.MULTILINE)
TYPE = re.compile(r"^  type += (?!any\b)\S", re.MULTILINE)

FILES = sorted(f for f in INFRA.rglob("*.tf") if ".terraform" not in f.parts)


def incomplete(text):
    """The blocks of a file without a description, and the variables without a type or with type `any`."""
    return [
        f"{kind} {name}"
        for kind, name, body in BLOCK.findall(text)
        if not DESCRIPTION.search(body) or (kind == "variable" and not TYPE.search(body))
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(INFRA)))
def test_each_variable_and_output_has_a_description(file):
    assert incomplete(file.read_text()) == []


def test_the_files_are_found():
    assert sum(len(BLOCK.findall(f.read_text())) for f in FILES) > 100


@pytest.mark.parametrize(
    "line", ['  description = "Name"', "  type        = string"], ids=["description", "type"]
)
def test_a_variable_without_one_is_found(line):
    variable = 'variable "name" {\n  description = "Name"\n  type        = string\n}\n'
    assert incomplete(variable) == []
    assert incomplete(variable.replace(line + "\n", "")) == ["variable name"]
    assert incomplete(variable.replace("string", "any")) == ["variable name"]
