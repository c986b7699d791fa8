"""What the station says in its own sentences, in the language of the screen.

The station answers in English: refusals, details of alarms, words and hints of devices. Their
Chinese stands in `station_zh.ts` as templates with numbered places, as `{0}; scan it again`. A
sentence is matched against them, the one with the most text of its own first; what fills its places
is translated the same way, so that a sentence made of sentences comes out whole. What no template
knows is cut where sentences are joined, and what nothing knows stays as it was said: an English
word is better than none.

It is asked ten times a second for the same few sentences, so answers are kept, and a template is
looked at only where its first word or its longest text is in the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import TypeAlias

from ui.i18n.station_file import PLACE, read

KEPT_MAX = 4_096  # sentences whose Chinese is kept
CHARACTERS_MAX, JOINTS_MAX = 4_000, 100  # what has more is somebody's file, and stays as it is
# A template with less text than this says little: "by {0}" takes no sentence apart, only two words.
TEXT_MIN = 6
ANYTHING, TWO_WORDS = r"(.*?)", r"((?:[^\s;:,()]+(?: [^\s;:,()]+)?)?)"
LETTER = re.compile(r"[A-Za-z]")
LIST = "; "
JOINTS = {"\n": "\n", LIST: ";", ": ": ":", ". ": "。", ", ": ",", " + ": " + "}
JOINT = re.compile("|".join(map(re.escape, JOINTS)))
POINT_ENDS = ".; "  # between points of a list that are sentences themselves
IN_BRACKETS = re.compile(r"(.+) \((.+)\)", re.DOTALL)
WORD_AND_NUMBER = re.compile(r"(\D+) ([\d.,]+)")
VALUE_AND_SENTENCE = re.compile(r'("[^"]*"|\S+(?: \d+)?) (\S+ .+)', re.DOTALL)
# Results in the audit trail: single words, which are no sentences to be gathered.
RESULTS = {"done": "完成", "made": "已建立", "asked": "已请求"}
WITH_ITS_CHINESE = re.compile(r"(.+?\.) [\u3000-\u9fff].*", re.DOTALL)


def in_language(text: str, *, chinese: bool) -> str:
    """The sentence as the screen shows it; one without a translation stays in English."""
    if not chinese or len(text) > CHARACTERS_MAX or len(JOINT.findall(text)) > JOINTS_MAX:
        return text
    return _chinese(text)


class Template:
    """A sentence with places, and how its Chinese is put together."""

    def __init__(self, english: str, chinese: str) -> None:
        self.english, self.chinese = english, chinese
        self._texts = PLACE.split(english)[::2]
        self.says = sum(len("".join(text.split())) for text in self._texts)
        self._longest = max(self._texts, key=len)

    @property
    def first_word(self) -> str:
        """Empty where a place comes first."""
        word = self.english.split(" ", 1)[0]
        return "" if "{" in word else word

    @property
    def is_weak(self) -> bool:
        return self.says < TEXT_MIN

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        place = TWO_WORDS if self.is_weak else ANYTHING
        return re.compile(place.join(map(re.escape, self._texts)), re.DOTALL)

    def parts(self, text: str) -> tuple[str, ...] | None:
        """What fills the places, by their number; None if it is another sentence."""
        if self._longest not in text:
            return None
        found = self._pattern.fullmatch(text)
        return found.groups() if found else None

    def filled(self, parts: list[str]) -> str:
        return PLACE.sub(lambda place: parts[int(place[1])], self.chinese)


Ranked: TypeAlias = dict[str, list[tuple[int, Template]]]
Match: TypeAlias = tuple[Template, tuple[str, ...]]


class Book:
    """All templates: whole sentences by themselves, those with places by their first word."""

    def __init__(self, chinese_of: dict[str, str]) -> None:
        self.whole = {text: chinese for text, chinese in chinese_of.items() if "{0}" not in text}
        templates = [Template(*one) for one in chinese_of.items() if "{0}" in one[0]]
        templates.sort(key=lambda one: (one.says, len(one.english)), reverse=True)
        self._strong = _by_word(one for one in templates if not one.is_weak)
        self._weak = _by_word(one for one in templates if one.is_weak)

    def matches(self, text: str) -> Iterator[Match]:
        """Templates that fit this sentence, with what fills their places; the one that says most
        of it comes first."""
        return _matches(self._strong, text)

    def weak_matches(self, text: str) -> Iterator[Match]:
        return _matches(self._weak, text)


def _by_word(templates: Iterable[Template]) -> Ranked:
    found: Ranked = defaultdict(list)
    for rank, template in enumerate(templates):
        found[template.first_word].append((rank, template))
    return dict(found)


def _matches(ranked: Ranked, text: str) -> Iterator[Match]:
    word = text.split(" ", 1)[0]
    found = ((word and ranked.get(word)) or []) + ranked.get("", [])
    for _, template in sorted(found, key=lambda one: one[0]):
        parts = template.parts(text)
        if parts is not None:
            yield template, parts


@cache
def book() -> Book:
    return Book(read())


@lru_cache(maxsize=KEPT_MAX)
def _chinese(text: str) -> str:
    if not LETTER.search(text):
        return text
    known = _known(text)
    return known if known is not None else _pieced(text)


@lru_cache(maxsize=KEPT_MAX)
def _known(text: str) -> str | None:
    """The Chinese of one whole sentence; None where none is this one."""
    whole = RESULTS.get(text) or book().whole.get(text)
    if whole is not None:
        return whole
    noted = IN_BRACKETS.fullmatch(text)
    if noted and (said := book().whole.get(noted[1])):
        return f"{said}({_chinese(noted[2])})"
    return _filled(book().matches(text))


def _filled(matches: Iterable[Match]) -> str | None:
    for template, parts in matches:
        one_each = LIST in template.english or all(map(_is_one, parts))
        if one_each and all(map(_is_closed, parts)):
            return template.filled([_chinese(part) for part in parts])
    return None


def _is_one(part: str) -> bool:
    """Whether one sentence stands in a place, and not the rest of a list."""
    return LIST not in part or _known(part) is not None


def _is_closed(part: str) -> bool:
    """Whether it begins and ends outside of brackets."""
    return part.count("(") == part.count(")")


def _cuts(text: str) -> list[re.Match[str]]:
    """Where sentences are joined, but for what stands in brackets."""
    return [cut for cut in JOINT.finditer(text) if _is_closed(text[: cut.start()])]


def _pieced(text: str) -> str:
    """The Chinese of several sentences or words, each by itself; as it is, if none is known."""
    if POINT_ENDS in text:
        *points, last = text.split(POINT_ENDS)
        return "".join((*(_chinese(f"{point}.") for point in points), _chinese(last)))
    for pieces in (_said_twice, _cut_at_known, _weak, _in_brackets, _behind_value, _cut_anywhere):
        found = pieces(text)
        if found is not None:
            return found
    return text


def _said_twice(text: str) -> str | None:
    """What the station says in English, and then in its own Chinese."""
    both = WITH_ITS_CHINESE.fullmatch(text)
    return _known(both[1]) if both else None


def _cut_at_known(text: str) -> str | None:
    """Cut where a sentence that is known as a whole begins, or else ends."""
    cuts = _cuts(text)
    for cut in cuts:
        tail = _known(text[cut.end() :])
        if tail is not None:
            return f"{_chinese(text[: cut.start()])}{JOINTS[cut[0]]}{tail}"
    for cut in reversed(cuts):
        end = cut.start() + cut[0].startswith(".")  # a full stop belongs to its sentence
        head = _known(text[:end])
        if head is not None:
            return f"{head}{JOINTS[cut[0]].strip('。')}{_chinese(text[cut.end() :])}"
    return None


def _weak(text: str) -> str | None:
    return _filled(book().weak_matches(text))


def _in_brackets(text: str) -> str | None:
    found = IN_BRACKETS.fullmatch(text)
    return f"{_chinese(found[1])}({_chinese(found[2])})" if found else None


def _behind_value(text: str) -> str | None:
    """`"x" is too short`, `case 17`: a value beside what is known."""
    if (found := VALUE_AND_SENTENCE.fullmatch(text)) and (said := _known(found[2])):
        return f"{found[1]} {said}"
    if (found := WORD_AND_NUMBER.fullmatch(text)) and (said := _known(found[1])):
        return f"{said} {found[2]}"
    return None


def _cut_anywhere(text: str) -> str | None:
    cut = next(iter(_cuts(text)), None)
    if cut is None:
        return None
    head, tail = text[: cut.start()], text[cut.end() :]
    chinese = (_chinese(head), _chinese(tail))
    return None if chinese == (head, tail) else JOINTS[cut[0]].join(chinese)
