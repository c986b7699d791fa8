"""Every kind of record survives the journal, and the same fact always has the same bytes."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.core import records as r
from station.store import codec
from tests.store.made import order


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, with the integers that the database can hold."""
    if kind is int:
        return st.integers(0, 2**62)
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=4).map(tuple)
    if is_dataclass(kind) and isinstance(kind, type):
        fields = {name: any_of(hint) for name, hint in get_type_hints(kind).items()}
        return st.builds(kind, **fields)
    return st.from_type(kind)


def any_record() -> st.SearchStrategy[r.Record]:
    return st.one_of(*(any_of(kind) for kind in codec.KINDS.values()))


@given(any_record())
def test_every_record_survives_the_journal(record: r.Record) -> None:
    assert codec.decode(*codec.encode(record)) == record


def test_the_same_fact_has_the_same_bytes() -> None:
    kind, payload = codec.encode(r.BatchReady("WO-1", 7))
    assert (kind, payload) == ("BatchReady", '{"container":7,"order":"WO-1","replaces":0}')


def test_an_order_is_kept_whole() -> None:
    kind, payload = codec.encode(r.OrderOpened(order()))
    assert codec.decode(kind, payload) == r.OrderOpened(order())
    assert json.loads(payload)["order"]["product"]["name"] == "山泉水"


@pytest.mark.parametrize(
    ("kind", "payload"),
    [("Printed", "{}"), ("BatchReady", '{"order":"WO-1"}'), ("BatchReady", '{"order":1'), ("", "")],
)
def test_what_is_no_record_is_refused(kind: str, payload: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        codec.decode(kind, payload)


def test_the_chain_covers_all_of_an_entry() -> None:
    whole = codec.chain(codec.FIRST_HASH, 1, 2, "BatchReady", "{}")
    others = [
        codec.chain(bytes([1] * 32), 1, 2, "BatchReady", "{}"),
        codec.chain(codec.FIRST_HASH, 2, 2, "BatchReady", "{}"),
        codec.chain(codec.FIRST_HASH, 1, 3, "BatchReady", "{}"),
        codec.chain(codec.FIRST_HASH, 1, 2, "Granted", "{}"),
        codec.chain(codec.FIRST_HASH, 1, 2, "BatchReady", "{ }"),
    ]
    assert len({whole, *others}) == 6
