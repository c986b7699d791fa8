"""Records ⇄ journal rows: a kind and canonical JSON, so that the same fact has the same bytes.

Every field is written, defaults too: what an old entry says must not change with a later default.
The chain makes a changed, missing or swapped entry visible; it doesn't say who changed it. With a
key, only who has the key can write a chain that holds.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any, get_args

import msgspec

from station.core import records as r
from station.core.order import Order

KINDS: dict[str, type] = {kind.__name__: kind for kind in get_args(r.Record)}
FIRST_HASH = bytes(32)

_encoder = msgspec.json.Encoder(order="sorted")
_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()
}
_order_decoder = msgspec.json.Decoder(Order)


def encode(record: r.Record) -> tuple[str, str]:
    """The record's kind and its canonical JSON."""
    return type(record).__name__, _encoder.encode(record).decode("utf-8")


def decode(kind: str, payload: str) -> r.Record:
    """The record behind a journal row. Raises ValueError, naming what is wrong with it."""
    if kind not in _decoders:
        raise ValueError(f"there is no record of kind {kind!r}")
    record: r.Record = _decoders[kind].decode(payload)
    return record


def encode_order(order: Order) -> str:
    return _encoder.encode(order).decode("utf-8")


def decode_order(body: str) -> Order:
    """Raises ValueError, naming what is wrong with it."""
    return _order_decoder.decode(body)


def chain(
    before: bytes, seq: int, at_ms: int, kind: str, payload: str, *, key: bytes = b""
) -> bytes:
    """The hash of an entry over that of the entry before it: HMAC-SHA256, or SHA-256 where the
    database has no key."""
    head = f"{seq}\n{at_ms}\n{kind}\n".encode()
    data = before + head + payload.encode("utf-8")
    return hmac.digest(key, data, "sha256") if key else hashlib.sha256(data).digest()


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
        case r.Paired(code=code, mate=mate):
            return (code, mate)
        case r.Reworked(out_of_it=out, into_it=put):
            return tuple(dict.fromkeys((*out, *put)))
        case r.Judged(code=code) | r.LabelAssigned(code=code) | r.LabelReprinted(code=code):
            return (code,) if code else ()
        case r.DeskChanged(label=code):
            return (code,) if code else ()
        case _:
            return ()


def container_of(record: r.Record) -> int:
    """The container whose story this record is part of, 0 if none."""
    return getattr(record, "container", 0)
