"""What the station says in its own sentences, in the language of the screen.

The station answers in English: refusals, details of alarms, words and hints of devices. Their
Chinese stands in `station_zh.ts` as templates with numbered places, as `{0}; scan it again`. A
sentence is matched against them, the one with the most letters of its own first; what fills its
places is translated the same way, so that a sentence made of sentences comes out whole. What no
template knows is cut where sentences are joined, and what nothing knows stays as it was said: an
English word is better than none.

It is asked ten times a second for the same few sentences, so answers are kept, and a template is
looked at only where its first word or its longest text is in the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache

from ui.i18n.station_file import PLACE, read

KEPT_MAX = 4_096  # sentences whose Chinese is kept
DEPTH_MAX = 8  # sentences inside of sentences
CHARACTERS_MAX = 4_000  # longer ones are lists of somebody's files, and stay as they are
# A template with fewer letters than this says little: it takes no sentence apart that is joined.
LETTERS_MIN = 6
WITHIN_JOINTS = r"((?:(?!; |: |\. | \(|\n).)*?)"
LETTER = re.compile(r"[A-Za-z]")
JOINTS = (("\n", "\n"), ("; ", ";"), (": ", ":"), (", ", ","))
IN_BRACKETS = re.compile(r"(.+) \((.+)\)", re.DOTALL)
NUMBERED = re.compile(r"(\D+) ([\d.,]+)")


def in_language(text: str, *, chinese: bool) -> str:
    """The sentence as the screen shows it; one without a translation stays in English."""
    return _kept(text) if chinese else text


@lru_cache(maxsize=KEPT_MAX)
def _kept(text: str) -> str:
    return _chinese(text, 0) if len(text) <= CHARACTERS_MAX else text


class Template:
    """A sentence with places, and how its Chinese is put together."""

    def __init__(self, english: str, chinese: str) -> None:
        self.english, self.chinese = english, chinese
        self._texts = PLACE.split(english)[::2]
        self.letters = sum(len(LETTER.findall(text)) for text in self._texts)
        self._longest = max(self._texts, key=len)

    @property
    def first_word(self) -> str:
        """ "" where a place comes first."""
        word = self.english.split(" ", 1)[0]
        return "" if "{" in word else word

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        place = r"(.*?)" if self.letters >= LETTERS_MIN else WITHIN_JOINTS
        return re.compile(place.join(map(re.escape, self._texts)), re.DOTALL)

    def parts(self, text: str) -> tuple[str, ...] | None:
        """What fills the places, by their number; None if it is another sentence."""
        if self._longest not in text:
            return None
        found = self._pattern.fullmatch(text)
        return found.groups() if found else None

    def filled(self, parts: list[str]) -> str:
        return PLACE.sub(lambda place: parts[int(place[1])], self.chinese)


class Book:
    """All templates: whole sentences by themselves, those with places by their first word."""

    def __init__(self, chinese_of: dict[str, str]) -> None:
        self.whole = {text: chinese for text, chinese in chinese_of.items() if "{0}" not in text}
        templates = [Template(*one) for one in chinese_of.items() if "{0}" in one[0]]
        templates.sort(key=lambda one: (one.letters, len(one.english)), reverse=True)
        self._templates = templates
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for rank, template in enumerate(templates):
            self._by_word[template.first_word].append(rank)

    def match(self, text: str) -> tuple[Template, tuple[str, ...]] | None:
        """The template that says most of this sentence, with what fills its places."""
        word = text.split(" ", 1)[0]
        ranks = self._by_word.get(word, []) if word else []
        for rank in sorted((*ranks, *self._by_word[""])):
            template = self._templates[rank]
            parts = template.parts(text)
            if parts is not None:
                return template, parts
        return None


@cache
def book() -> Book:
    return Book(read())


def _chinese(text: str, depth: int) -> str:
    whole = book().whole.get(text)
    if whole is not None:
        return whole
    if depth > DEPTH_MAX or not LETTER.search(text):
        return text
    found = book().match(text)
    if found is None:
        return _cut(text, depth + 1)
    template, parts = found
    return template.filled([_chinese(part, depth + 1) for part in parts])


def _cut(text: str, depth: int) -> str:
    """Several sentences or words, each by itself; or as it is, if none of them is known."""
    for joint, chinese in JOINTS:
        if joint in text:
            return _joined(text.split(joint), chinese, text, depth)
        if joint == "; " and ". " in text:
            return _joined(_sentences(text), "", text, depth)
    if found := IN_BRACKETS.fullmatch(text):
        outer, inner = (_chinese(part, depth) for part in found.groups())
        return text if (outer, inner) == found.groups() else f"{outer}({inner})"
    if found := NUMBERED.fullmatch(text):
        word = _chinese(found[1], depth)
        return text if word == found[1] else f"{word} {found[2]}"
    return text


def _joined(parts: list[str], joint: str, text: str, depth: int) -> str:
    chinese = [_chinese(part, depth) for part in parts]
    return text if chinese == parts else joint.join(chinese)


def _sentences(text: str) -> list[str]:
    """Cut behind each full stop, which stays with its sentence."""
    return re.split(r"(?<=\.) ", text)
