"""Codes in free text, hidden: what a reader saw may be worth money to whoever reads the paper.

Errs on the side of hiding: any word with a digit that is long enough to be a code goes, but for
SSCCs, which are logistic numbers, and the dots and dashes of addresses and times.
"""

from __future__ import annotations

import re

WORD_MIN = 6
TAIL_FROM = 16  # a word this long keeps its last characters, so that two can be told apart
TAIL = 3
SSCC = re.compile(r"\(?00\)?\d{18}")
ADDRESS = re.compile(r"(?:tcp|serial|rtsp|folder|video)[\w+]*:[\w./:@%?=&-]*")
_WORD = re.compile(r"[^\s,;]+")


def masked(text: str) -> str:
    """The text with whatever may be a code in it replaced by `…` and a tail of it."""
    return _WORD.sub(lambda found: _word(found.group()), text)


def _word(word: str) -> str:
    bare = word.strip("().'\"")
    keeps = (
        len(bare) < WORD_MIN
        or not any(one.isdigit() for one in bare)
        or SSCC.fullmatch(word.strip(".'\""))
        or ADDRESS.fullmatch(bare)
    )
    if keeps:
        return word
    return "…" + (bare[-TAIL:] if len(bare) >= TAIL_FROM else "")
