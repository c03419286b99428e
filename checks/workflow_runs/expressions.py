"""Evaluates the expressions of GitHub's workflows, as far as this repository uses them.

An operator, a function or a name that is not known here raises `Unknown`. It never counts as empty, because GitHub
would give it a value.
"""

import json
import math
import re

TOKEN = re.compile(r"""\s*(?:
    (?P<string>'(?:[^']|'')*')
  | (?P<number>-?\d+(?:\.\d+)?)
  | (?P<name>[A-Za-z_][\w-]*)
  | (?P<operator>==|!=|&&|\|\||[!().,\[\]])
  | (?P<end>$)
)""", re.VERBOSE)
TEMPLATE = re.compile(r"\$\{\{((?:(?!\}\}).)*)\}\}", re.DOTALL)
STATUS = re.compile(r"\b(success|failure|cancelled|always)\(\)")
LITERALS = {"true": True, "false": False, "null": None}


class Unknown(Exception):
    """An expression that cannot be evaluated here."""


class Declared(dict):
    """A context whose names are known, and whose values may be missing. GitHub replaces a missing value by null."""

    def __init__(self, names, values):
        unknown = set(values) - set(names)
        if unknown:
            raise Unknown(f"not declared: {', '.join(sorted(unknown))}")
        super().__init__(dict.fromkeys(names) | values)


def evaluate(expression, contexts):
    """The value of an expression without `${{ }}`. A context may be a function: that of a status."""
    return Parser(expression, contexts).value_of_all()


def condition(text, contexts):
    """Whether an `if` holds. Without a status function, GitHub puts `success() &&` in front."""
    expression = str(text).strip()
    whole = TEMPLATE.fullmatch(expression)
    expression = whole.group(1) if whole else expression
    if not STATUS.search(expression):
        expression = f"success() && ({expression})"
    return truth(evaluate(expression, contexts))


def fill(value, contexts):
    """A value of a workflow with its `${{ }}` replaced. One that is nothing else keeps its type."""
    if isinstance(value, dict):
        return {key: fill(part, contexts) for key, part in value.items()}
    if isinstance(value, list):
        return [fill(part, contexts) for part in value]
    if not isinstance(value, str):
        return value
    whole = TEMPLATE.fullmatch(value.strip())
    if whole:
        return evaluate(whole.group(1), contexts)
    return TEMPLATE.sub(lambda found: text_of(evaluate(found.group(1), contexts)), value)


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (dict, list)):
        raise Unknown(f"the text of {value!r}")
    return str(value)


def truth(value):
    return not (value is None or value is False or value == 0 or value == "")


def equal(left, right):
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    if left is None and right is None:
        return True
    return number_of(left) == number_of(right)


def number_of(value):
    if value is None or value == "":
        return 0.0
    if isinstance(value, (bool, int, float)):
        return float(value)
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def contains(whole, part):
    if isinstance(whole, list):
        return any(equal(each, part) for each in whole)
    return text_of(part).lower() in text_of(whole).lower()


FUNCTIONS = {"contains": contains, "fromjson": json.loads}


class Parser:
    """A recursive descent. `skipped` is more than 0 in an operand that does not count."""

    def __init__(self, expression, contexts):
        self.expression = expression
        self.contexts = contexts
        self.tokens = list(self._tokens())
        self.skipped = 0

    def _tokens(self):
        position = 0
        while position < len(self.expression.rstrip()):
            found = TOKEN.match(self.expression, position)
            if not found or found.end() == position:
                raise Unknown(f"{self.expression[position:]!r} in {self.expression!r}")
            position = found.end()
            yield found.lastgroup, found.group(found.lastgroup)

    def value_of_all(self):
        value = self.either()
        if self.tokens:
            raise Unknown(f"{self.tokens[0][1]!r} in {self.expression!r}")
        return value

    def take(self, *operators):
        if self.tokens and self.tokens[0][0] == "operator" and self.tokens[0][1] in operators:
            return self.tokens.pop(0)[1]
        return None

    def need(self, operator):
        if not self.take(operator):
            raise Unknown(f"{operator!r} is missing in {self.expression!r}")

    def either(self):
        value = self.both()
        while self.take("||"):
            other = self.operand(self.both, skip=truth(value))
            value = value if truth(value) else other
        return value

    def both(self):
        value = self.comparison()
        while self.take("&&"):
            other = self.operand(self.comparison, skip=not truth(value))
            value = other if truth(value) else value
        return value

    def operand(self, read, skip):
        self.skipped += skip
        try:
            return read()
        finally:
            self.skipped -= skip

    def comparison(self):
        value = self.negation()
        operator = self.take("==", "!=")
        if not operator:
            return value
        return equal(value, self.negation()) == (operator == "==")

    def negation(self):
        if self.take("!"):
            return not truth(self.negation())
        return self.primary()

    def primary(self):
        if self.take("("):
            value = self.either()
            self.need(")")
            return value
        kind, text = self.tokens.pop(0) if self.tokens else ("end", "")
        if kind == "string":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text)
        if kind != "name":
            raise Unknown(f"{text!r} in {self.expression!r}")
        if text in LITERALS:
            return LITERALS[text]
        return self.call(text) if self.take("(") else self.path(text)

    def call(self, name):
        arguments = []
        while not self.take(")"):
            if arguments:
                self.need(",")
            arguments.append(self.either())
        function = FUNCTIONS.get(name.lower()) or self.contexts.get(f"{name}()")
        if function is None:
            raise Unknown(f"the function {name} in {self.expression!r}")
        return None if self.skipped else function(*arguments)

    def path(self, name):
        value, path = self.part(self.contexts, name, name), name
        while self.take("."):
            _, name = self.tokens.pop(0)
            path = f"{path}.{name}"
            value = self.part(value, name, path)
        return value

    def part(self, value, name, path):
        if isinstance(value, dict) and name in value:
            return value[name]
        if self.skipped:
            return None
        raise Unknown(f"{path} in {self.expression.strip()!r}")
