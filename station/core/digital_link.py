"""GS1 Digital Link URIs, uncompressed: built and read.

`https://id.example.com/01/06901234567892/10/L01/21/A1?17=261231`: a key, its qualifiers in their
fixed order, and the other attributes in the query, each value percent-encoded with upper-case hex
digits. When read, the scheme may be all lower or all upper case, hex digits too, and other words in
the query (`linkType=…`) are passed over: the standard leaves them to the resolver. Every fault is
placed in the URI. Reference: GS1 Digital Link Standard: URI Syntax.
Not responsible for compressed links, resolving, or the withdrawn word forms (`/gtin/…`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from station.core.code_errors import CodeError, Rule
from station.core.gs1_elements import Element, Reading, as_text, place
from station.core.gs1_rules import meaning_faults
from station.core.gs1_table import TABLE

_DOMAIN = re.compile(r"(https?|HTTPS?)://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?(?=[/?#]|$)")
_REST = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
_SEGMENT = re.compile(r"[^/]+")
_CHARACTER = re.compile(r"%[0-9A-Fa-f]{2}|.", re.DOTALL)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class _Field:
    """An AI and its value, still encoded, with their places in the URI."""

    ai: str
    encoded: str
    position: int
    value_position: int


def build_link(elements: Sequence[Element], domain: str) -> str:
    """The link for valid `elements`; raises the first `CodeError`.

    The first element that can be a key is the key; the others may come in any order.
    `domain` is scheme and host, with a port or a path where wanted: `https://id.example.com`.
    """
    _refuse_domain(domain)
    reading = place(elements)
    for fault in reading.faults or meaning_faults(reading):
        raise fault
    values = {element.ai: element.value for element in elements}
    key = _key_of(reading)
    path = [key, *_qualifiers(key, values)]
    _refuse_attributes(reading, path)
    link = domain.rstrip("/") + "".join(f"/{ai}/{_quote(values[ai])}" for ai in path)
    query = "&".join(f"{ai}={_quote(value)}" for ai, value in values.items() if ai not in path)
    return f"{link}?{query}" if query else link


def parse_link(uri: bytes | str) -> tuple[Element, ...]:
    """The elements of a link, key first; raises the first `CodeError`, placed in the URI."""
    text = as_text(uri)
    path, query = _fields(text)
    _refuse_unknown(text, [*path, *query])
    elements = [Element(field.ai, _decode(text, field)) for field in (*path, *query)]
    reading = place(elements)
    for fault in reading.faults or meaning_faults(reading):
        raise _in_uri(text, fault, reading, [*path, *query])
    _refuse_order(text, path)
    _refuse_query(text, path[0], query)
    return tuple(elements)


def is_link(data: bytes | str) -> bool:
    """True if `data` begins as a web address does."""
    return _DOMAIN.match(as_text(data)) is not None


# ---------------------------------------------------------------- building


def _quote(value: str) -> str:
    return quote(value, safe="")


def _refuse_domain(domain: str) -> None:
    found = _DOMAIN.match(domain)
    rest = domain[found.end() :] if found else ""
    if not found or not _REST.fullmatch(rest):
        message = 'write scheme and host, e.g. "https://id.example.com"'
        raise CodeError(Rule.SYNTAX, domain, 0, len(domain), message)


def _key_of(reading: Reading) -> str:
    """The first element that can be a key; some keys can also be another key's attributes."""
    for placed in reading.placed:
        if placed.row.path is not None:
            return placed.ai
    message = "a link needs a key, such as (01) or (00)"
    raise CodeError(Rule.REQUIRED, reading.text, 0, len(reading.text), message)


def _qualifiers(key: str, values: dict[str, str]) -> list[str]:
    """The qualifiers at hand, in the order of the sequence that has most of them."""
    sequences = [[ai for ai in path if ai in values] for path in TABLE[key].path or ()]
    return max(sequences, key=len, default=[])


def _refuse_attributes(reading: Reading, path: Sequence[str]) -> None:
    for placed in reading.placed:
        if placed.ai not in path and not placed.row.attribute:
            message = f"({placed.ai}) can't stand in a link with the key ({path[0]})"
            position, length = placed.ai_position, len(placed.ai)
            raise CodeError(Rule.FORBIDDEN, reading.text, position, length, message)


# ---------------------------------------------------------------- reading


def _fields(text: str) -> tuple[list[_Field], list[_Field]]:
    """The fields of the path and of the query."""
    found = _DOMAIN.match(text)
    if not found:
        message = "not a web address; its scheme is http or https, in one case throughout"
        raise CodeError(Rule.SYNTAX, text, 0, len(text.partition(":")[0]), message)
    path, _, query = text.partition("#")[0].partition("?")
    return _path_fields(text, path, found.end()), _query_fields(query, len(path) + 1)


def _path_fields(text: str, path: str, start: int) -> list[_Field]:
    """Names and values in turn, from the first key that leaves no name without a value."""
    segments = [(found[0], start + found.start()) for found in _SEGMENT.finditer(path[start:])]
    for n, (name, _) in enumerate(segments):
        row = TABLE.get(name)
        if row and row.path is not None and (len(segments) - n) % 2 == 0:
            pairs = zip(segments[n::2], segments[n + 1 :: 2], strict=True)
            return [_Field(ai, value, at, value_at) for (ai, at), (value, value_at) in pairs]
    message = "no GS1 key such as /01/ with a value in this address: not a Digital Link"
    raise CodeError(Rule.REQUIRED, text, start, len(path) - start, message)


def _query_fields(query: str, start: int) -> list[_Field]:
    fields = []
    for found in re.finditer(r"([0-9]{2,4})=([^&]*)(?:&|$)|[^&]*(?:&|$)", query):
        if found[1]:
            fields.append(
                _Field(found[1], found[2], start + found.start(1), start + found.start(2))
            )
    return fields


def _decode(text: str, field: _Field) -> str:
    stray = _STRAY_PERCENT.search(field.encoded)
    if stray:
        at = field.value_position + stray.start()
        raise CodeError(Rule.SYNTAX, text, at, 1, "% must be followed by two hex digits")
    return "".join(
        chr(int(character[1:], 16)) if len(character) == 3 else character
        for character in _CHARACTER.findall(field.encoded)
    )


def _in_uri(text: str, fault: CodeError, reading: Reading, fields: Sequence[_Field]) -> CodeError:
    """`fault`, found in the elements, with its place in the URI that they came from."""
    found = zip(fields, reading.placed, strict=True)
    field, placed = [pair for pair in found if pair[1].ai_position <= fault.position][-1]
    offset = fault.position - placed.position
    if offset < 0:
        return CodeError(fault.rule, text, field.position, len(field.ai), fault.message)
    widths = [len(character) for character in _CHARACTER.findall(field.encoded)]
    at = field.value_position + sum(widths[:offset])
    length = sum(widths[offset : offset + fault.length])
    return CodeError(fault.rule, text, at, length, fault.message)


def _refuse_unknown(text: str, fields: Sequence[_Field]) -> None:
    for field in fields:
        if field.ai not in TABLE:
            message = f'"{field.ai}" is no application identifier (AI) that Packline knows'
            raise CodeError(Rule.AI_UNKNOWN, text, field.position, len(field.ai), message)


def _refuse_order(text: str, path: Sequence[_Field]) -> None:
    """The qualifiers must be some of one of the key's sequences, in its order."""
    key, *rest = path
    names = [field.ai for field in rest]
    sequences = TABLE[key.ai].path or ()
    if any(names == [ai for ai in sequence if ai in names] for sequence in sequences) or not names:
        return
    orders = " or ".join("/".join(sequence) for sequence in sequences) or "nothing"
    message = f"behind the key ({key.ai}) the path takes {orders}, in this order"
    end = rest[-1].value_position + len(rest[-1].encoded)
    raise CodeError(Rule.ORDER, text, rest[0].position, end - rest[0].position, message)


def _refuse_query(text: str, key: _Field, query: Sequence[_Field]) -> None:
    for field in query:
        if not TABLE[field.ai].attribute:
            message = f"({field.ai}) belongs in the path behind ({key.ai}), not in the query"
            raise CodeError(Rule.ORDER, text, field.position, len(field.ai), message)
