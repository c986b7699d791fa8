"""What a batch body must look like, from the platform's side.

Written apart from `sync.batches`, so that the two don't share a mistake: whoever changes one form
is told by the other. Contract: docs/platform-api/README.md.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

FORMAT = "packline-batch-1"
LEVELS_MAX = 8
HASH = re.compile("[0-9a-f]{64}")
INNER = 8  # the inner code of a thing of level n is told as level n + 8
DROPPED = ("rejected", "sampled", "void")


class Malformed(Exception):
    """The body isn't a batch; the text says where and why."""


@dataclass(frozen=True)
class Entry:
    """One code of a batch: bound (with its parent's text, "" at the top), or dropped."""

    code: str
    level: int
    state: str
    parent: str = ""


@dataclass(frozen=True)
class Shipment:
    """Where a container went; `returned`: it is back at the plant."""

    code: str
    dealer: str
    region: str
    returned: bool


@dataclass(frozen=True)
class Content:
    """What a batch says. `replaces` is the content id of the batch that it corrects, "" if none."""

    station: int
    order: str
    kind: str
    entries: tuple[Entry, ...]
    shipment: Shipment | None = None
    replaces: str = ""

    @property
    def codes(self) -> int:
        """How many codes it names."""
        return len(self.entries) + (self.shipment is not None)


def parse(body: bytes) -> Content:
    """Raises `Malformed`."""
    try:
        batch = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise Malformed(f"not JSON in UTF-8: {fault}") from None
    _need(batch, dict, "the body")
    if batch.get("format") != FORMAT:
        raise Malformed(f"format must be {FORMAT}")
    order = _need(batch.get("order"), dict, "order")
    kind, shipment = batch.get("kind"), None
    if kind == "container":
        entries = _container(_need(batch.get("container"), dict, "container"), "", LEVELS_MAX)
    elif kind == "closing":
        entries = _closing(_need(batch.get("levels"), list, "levels"))
    elif kind == "shipment":
        entries, shipment = [], _shipment(_need(batch.get("shipment"), dict, "shipment"))
    else:
        raise Malformed("kind must be container, closing or shipment")
    _once_each(entries)
    _journal(batch.get("journal"))
    number = _need(order.get("number"), str, "order.number")
    replaces = _need(batch.get("replaces", ""), str, "replaces")
    station = _need(batch.get("station"), int, "station")
    return Content(station, number, kind, tuple(entries), shipment, replaces)


def _container(node: dict[str, Any], parent: str, level_below: int) -> list[Entry]:
    code = _need(node.get("code"), str, "code")
    level = _need(node.get("level"), int, f"level of {code}")
    if not 0 < level < level_below:
        raise Malformed(f"{code} has level {level}; it must be from 1 to {level_below - 1}")
    children = _need(node.get("children"), list, f"children of {code}")
    if node.get("state") not in (("full", "partial") if children else ("void",)):
        raise Malformed(f"the state of {code} must be full or partial, or void if it is empty")
    own = [Entry(code, level, "bound", parent), *_inner(node, code, level)]
    found = own if children else []
    for child in children:
        if level == 1:
            found += _item(child, code)
        else:
            found += _container(_need(child, dict, f"a child of {code}"), code, level)
    return found


def _item(child: Any, parent: str) -> list[Entry]:
    """A text, or an object with two texts of one thing."""
    if not isinstance(child, dict):
        return [Entry(_need(child, str, f"a child of {parent}"), 0, "bound", parent)]
    code = _need(child.get("code"), str, f"code of a child of {parent}")
    return [Entry(code, 0, "bound", parent), *_inner(child, code, 0)]


def _inner(node: dict[str, Any], code: str, level: int) -> list[Entry]:
    if "inner" not in node:
        return []
    text = _need(node["inner"], str, f"the inner code of {code}")
    return [Entry(text, level + INNER, "bound", code)]


def _closing(levels: list[Any]) -> list[Entry]:
    found = []
    for node in levels:
        level = _need(_need(node, dict, "a level").get("level"), int, "level")
        _need(node.get("counts"), dict, f"counts of level {level}")
        for state in DROPPED:
            for code in _need(node.get(state), list, f"{state} of level {level}"):
                found.append(Entry(_need(code, str, f"a {state} code"), level, state))
    return found


def _journal(point: Any) -> None:
    """Where the station's journal stood. Batches that were made before it was told have none."""
    if point is None:
        return
    _need(point, dict, "journal")
    seq, digest = (
        _need(point.get("seq"), int, "journal.seq"),
        _need(point.get("hash"), str, "journal.hash"),
    )
    if seq < 1 or not HASH.fullmatch(digest):
        raise Malformed("journal must have a number and a hash of 64 hexadecimal digits")


def _shipment(node: dict[str, Any]) -> Shipment:
    words = [_need(node.get(key), str, f"shipment.{key}") for key in ("code", "dealer", "region")]
    returned = _need(node.get("returned"), bool, "shipment.returned")
    if not words[0] or not (words[1] or returned):
        raise Malformed("a shipment must name its container and a dealer")
    return Shipment(words[0], words[1], words[2], returned)


def _once_each(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if not entry.code or entry.code in seen:
            raise Malformed(f'code "{entry.code}" is empty or stands twice in the batch')
        seen.add(entry.code)


def _need(value: Any, kind: type, what: str) -> Any:
    """`value`, which must be of this JSON type."""
    if type(value) is not kind:
        raise Malformed(f"{what} is missing or has the wrong type")
    return value
