"""Compares what a document shows with what its commands printed, by these rules and no others:

- white space does not count;
- `...` stands for anything, also for nothing;
- on both sides these are masked, for they differ each time: stream ids, times (RFC 3339), and the
  numbers of the headers retry-after and content-length.
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
    """Both, for people; nothing where they are alike."""
    parts = [re.escape(part) for part in masked(shown).split("...")]
    return "" if re.fullmatch(".*?".join(parts), masked(printed)) else f"shown:\n{shown}\nprinted:\n{printed}"
