"""Expected against seen: the verdict on one item.

A read is compared byte for byte with the codes that may be on the belt; a symbol that merely
parses, or that the store knows, is never good. Sources of the words: the verdict list that packing
systems share (good, no read, duplicate, unknown, wrong product, batch or level, already packed,
void).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from station.core.facts import Seen
from station.core.states import CodeState

SEEN_TEXT_MAX = 200


class Verdict(StrEnum):
    GOOD = "good"
    NO_READ = "no_read"
    TOO_LATE = "too_late"  # no result within the camera's window
    MISSING = "missing"  # the item never reached the camera
    MULTIPLE = "multiple"  # more than one code on one item
    DUPLICATE = "duplicate"
    UNKNOWN_CODE = "unknown_code"
    WRONG_SYMBOL = "wrong_symbol"  # the right text in a symbol of the wrong kind
    WRONG_PRODUCT = "wrong_product"
    WRONG_BATCH = "wrong_batch"
    WRONG_LEVEL = "wrong_level"
    ALREADY_PACKED = "already_packed"
    REJECTED_BEFORE = "rejected_before"
    VOID = "void"
    NOT_PRINTED = "not_printed"  # a code that was never sent to a printer


@dataclass(frozen=True)
class Live:
    """A code that is neither free nor at rest: what a reader may meet."""

    state: CodeState
    level: int
    data: bytes
    aim: str


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    code: int = 0
    seen: str = ""


_BY_STATE = {
    CodeState.FREE: Verdict.NOT_PRINTED,
    CodeState.ALLOCATED: Verdict.NOT_PRINTED,
    CodeState.SENT: Verdict.GOOD,
    CodeState.PRINTED: Verdict.GOOD,
    CodeState.IN_DOUBT: Verdict.GOOD,  # a sighting is what resolves the doubt
    CodeState.VERIFIED: Verdict.DUPLICATE,
    CodeState.BOUND: Verdict.ALREADY_PACKED,
    CodeState.REJECTED: Verdict.REJECTED_BEFORE,
    CodeState.SAMPLED: Verdict.DUPLICATE,
    CodeState.VOID: Verdict.VOID,
}


def printable(data: bytes) -> str:
    """The bytes as a person can read them: what doesn't print is escaped, the length bounded."""
    text = data.decode("utf-8", "backslashreplace")
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return shown if len(shown) <= SEEN_TEXT_MAX else shown[: SEEN_TEXT_MAX - 1] + "…"


def judge(
    symbols: tuple[Seen, ...],
    level: int,
    order: str,
    by_data: Mapping[bytes, int],
    live: Mapping[int, Live],
) -> Judgement:
    """The verdict on an item of `level` from all that was read of it."""
    if not symbols:
        return Judgement(Verdict.NO_READ)
    if len({symbol.data for symbol in symbols}) > 1:
        return Judgement(Verdict.MULTIPLE, seen=" + ".join(printable(s.data) for s in symbols))
    return judge_symbol(symbols[0], level, order, by_data, live)


def judge_symbol(
    symbol: Seen,
    level: int,
    order: str,
    by_data: Mapping[bytes, int],
    live: Mapping[int, Live],
) -> Judgement:
    """The verdict on one symbol that should be a code of `level`."""
    code = by_data.get(symbol.data)
    if code is None:
        return _judge_known(symbol, level, order)
    found = live[code]
    verdict = Verdict.WRONG_LEVEL if found.level != level else _BY_STATE[found.state]
    if verdict is Verdict.GOOD and symbol.aim and symbol.aim != found.aim:
        verdict = Verdict.WRONG_SYMBOL
    return Judgement(verdict, code, "" if verdict is Verdict.GOOD else printable(symbol.data))


def _judge_known(symbol: Seen, level: int, order: str) -> Judgement:
    seen, known = printable(symbol.data), symbol.known
    if known is None:
        return Judgement(Verdict.UNKNOWN_CODE, seen=seen)
    if known.level != level:
        verdict = Verdict.WRONG_LEVEL
    elif known.order != order:
        verdict = Verdict.WRONG_BATCH if known.same_product else Verdict.WRONG_PRODUCT
    else:
        verdict = _BY_STATE[known.state]
    if verdict is Verdict.GOOD:
        # The store knows it as on its way, yet it is not living here: never pass it.
        verdict = Verdict.UNKNOWN_CODE
    return Judgement(verdict, known.code, seen)
