"""Records ⇄ journal rows: a kind and canonical JSON, so that the same fact has the same bytes."""

from __future__ import annotations

import hashlib
from typing import Any, get_args

import msgspec

from station.core import records as r

KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(r.Record)}
FIRST_HASH = bytes(32)

_encoder = msgspec.json.Encoder(order="sorted")
_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()
}


def encode(record: r.Record) -> tuple[str, str]:
    """The record's kind and its canonical JSON."""
    return type(record).__name__, _encoder.encode(record).decode("utf-8")


def decode(kind: str, payload: str) -> r.Record:
    """The record behind a journal row. Raises ValueError, naming what is wrong with it."""
    if kind not in _decoders:
        raise ValueError(f"there is no record of kind {kind!r}")
    record: r.Record = _decoders[kind].decode(payload)
    return record


def encode_value(value: object) -> str:
    return _encoder.encode(value).decode("utf-8")


def chain(before: bytes, seq: int, at_ms: int, kind: str, payload: str) -> bytes:
    """The hash of an entry over that of the entry before it."""
    head = f"{seq}\n{at_ms}\n{kind}\n".encode()
    return hashlib.sha256(before + head + payload.encode("utf-8")).digest()


def order_of(record: r.Record) -> str:
    """The number of the order that a record is about, "" if none."""
    return record.order.number if isinstance(record, r.OrderOpened) else record.order


def codes_of(record: r.Record) -> tuple[int, ...]:
    """The codes whose story this record is part of."""
    match record:
        case r.CodesMoved(codes=codes):
            return codes
        case r.Bound(children=children) | r.Unbound(children=children):
            return children
        case r.Judged(code=code) | r.LabelAssigned(code=code) | r.LabelReprinted(code=code):
            return (code,) if code else ()
        case _:
            return ()


def container_of(record: r.Record) -> int:
    """The container whose story this record is part of, 0 if none."""
    return getattr(record, "container", 0)
