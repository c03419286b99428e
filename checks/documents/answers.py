"""Compares the answer in a document with the output of its commands:

- white space is ignored;
- `...` matches any text, including none;
- values that differ each time are masked on both sides: stream ids, times (RFC 3339), and the numbers in the
  headers retry-after and content-length.
"""

import re

MASKS = [
    (re.compile(r"\b[0-9a-v]{9}[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])"), "<id>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "<time>"),
    (re.compile(r"((?:retry-after|content-length):\s*)\d+"), r"\1<number>"),
]


def masked(text):
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return re.sub(r"\s+", "", text)


def difference(shown, printed):
    """A readable description of the difference, or an empty text if the answer matches."""
    parts = [re.escape(part) for part in masked(shown).split("...")]
    return "" if re.fullmatch(".*?".join(parts), masked(printed)) else f"shown:\n{shown}\nprinted:\n{printed}"
