"""Codes in free text, found by their shape, so that logs and messages can hide them.

Whoever reads a code off a log can be paid for it. So a text on its way out is covered: minted
serials, SSCCs, GS1 element strings and Digital Links are known by their form, imported texts only
where the caller knows them. It rather hides too much: a number of 18 digits is covered whatever it
is. Not responsible for what stands in the place of a code (`masked`, or a keyed tag in logs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from station.core.crockford import ALPHABET, CHARACTERS

CODE_CHARACTERS_MIN = 6  # whoever wants a shorter one guesses it
SHOWN_CHARACTERS = 4  # at each end
MASKED_WHOLE_BELOW = 12  # shorter ones would be shown almost whole
WORD_CHARACTERS_MIN = 10  # of what a reader saw: shorter words are numbers of items and places

_EITHER_CASE = ALPHABET + ALPHABET[10:].lower()
_SHAPES = re.compile(
    "|".join(
        (
            # Element strings and links from the GTIN on, with and without brackets.
            r"\(01\) ?\d{14}[!-~]*",
            r"/01/\d{14}/[!-~]+",
            r"(?<!\d)01\d{14}[!-~\x1d]{3,}",
            r"\(21\) ?[!-~]+",
            # SSCCs, alone or in a label printer's language.
            r"(?:\(00\) ?)?\d{18,}",
            # Minted serials: also typed in lower case, but then a digit tells them from a word.
            rf"(?<![0-9A-Za-z])(?=[0-9A-Z]{{{CHARACTERS}}}|[A-Za-z]*\d)"
            rf"[{_EITHER_CASE}]{{{CHARACTERS}}}(?![0-9A-Za-z])",
        )
    ),
    re.ASCII,
)
_WORD = re.compile(r"\S+")


def masked(code: str) -> str:
    """The first and last four characters; of a short one only the last two, and a text that is too
    short to be worth anything as it is."""
    if len(code) < CODE_CHARACTERS_MIN:
        return code
    if len(code) < MASKED_WHOLE_BELOW:
        return "…" + code[-2:]
    return f"{code[:SHOWN_CHARACTERS]}…{code[-SHOWN_CHARACTERS:]}"


def covered(text: str, cover: Callable[[str], str] = masked, known: Iterable[str] = ()) -> str:
    """`text` with `cover(code)` in the place of each code: of `known` texts, and by shape."""
    for one in sorted(known, key=len, reverse=True):
        if one in text:
            text = text.replace(one, cover(one))
    return _SHAPES.sub(lambda found: cover(found.group()), text)


def covered_words(text: str) -> str:
    """What a reader saw, for a screen: also what has no code's shape, such as another maker's."""

    def cover(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < WORD_CHARACTERS_MIN or not any(one.isdigit() for one in word):
            return word
        return masked(word)

    return _WORD.sub(cover, covered(text))
