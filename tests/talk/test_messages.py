"""Everything that may be said comes through the wire as it was; nothing that exists is left out."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect

import station.talk
from station.core.snapshot import Snapshot
from station.talk.look import Look, Seat
from station.talk.message import Answer, Refusal, Request, answer_type, decoded
from station.talk.requests import AnyRequest, Asked, FromScreen, FromStation, Hello

KINDS = sorted(get_args(AnyRequest), key=lambda one: one.__name__)
TEXT = "山泉\x1d“7KQ3…XW9M” \u2028 <b>"


def some(kind: inspect.Type) -> Any:
    """A value of a type with everything in it filled, as msgspec builds it."""
    match kind:
        case inspect.StrType():
            return TEXT
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 2**53 + 1
        case inspect.FloatType():
            return 1.1
        case inspect.BytesType():
            return bytes(range(256))
        case inspect.NoneType():
            return None
        case inspect.VarTupleType(item_type=item):
            return (some(item), some(item))
        case inspect.TupleType(item_types=items):
            return tuple(some(item) for item in items)
        case inspect.UnionType(types=types):
            return some(next(one for one in types if not isinstance(one, inspect.NoneType)))
        case inspect.EnumType(cls=cls):
            return next(iter(cls))
        case inspect.DictType(key_type=key, value_type=value):
            return {some(key): some(value)}
        case (
            inspect.StructType(cls=cls, fields=fields)
            | inspect.DataclassType(cls=cls, fields=fields)
        ):
            return cls(**{field.name: some(field.type) for field in fields})
    raise AssertionError(f"no value of {kind} is known here")


def sample(kind: Any) -> Any:
    return some(inspect.type_info(kind))


def kinds_that_exist() -> Iterator[type[Request[Any]]]:
    """Every request that any module of the talk defines; what others are made of is none."""
    for module in pkgutil.iter_modules(station.talk.__path__):
        importlib.import_module(f"station.talk.{module.name}")
    waiting: list[type[Request[Any]]] = [Request]
    while waiting:
        kind = waiting.pop()
        made_of_it = kind.__subclasses__()
        waiting += made_of_it
        if not made_of_it and kind.__module__.startswith("station."):
            yield kind


def test_whatever_can_be_asked_may_be_said() -> None:
    assert set(kinds_that_exist()) == set(KINDS)


def test_no_two_requests_have_one_name() -> None:
    tags = [kind.__struct_config__.tag for kind in KINDS]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_request_arrives_as_it_was_asked(kind: type[Request[Any]]) -> None:
    asked = Asked(17, sample(kind))
    assert msgspec.json.decode(msgspec.json.encode(asked), type=FromScreen) == asked


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_answer_arrives_as_it_was_given(kind: type[Request[Any]]) -> None:
    said = sample(answer_type(kind))
    answer = Answer(17, msgspec.Raw(msgspec.json.encode(said)))
    heard = msgspec.json.decode(msgspec.json.encode(answer), type=FromStation)
    assert decoded(kind, heard) == said


@pytest.mark.parametrize("kind", [Look, Seat, Hello])
def test_what_is_told_unasked_arrives_as_it_is(kind: type[Any]) -> None:
    told = sample(kind)
    union: Any = FromScreen if kind is Hello else FromStation
    assert msgspec.json.decode(msgspec.json.encode(told), type=union) == told


def test_a_refusal_arrives_with_its_rule() -> None:
    answer = Answer(17, refusal=sample(Refusal))
    assert msgspec.json.decode(msgspec.json.encode(answer), type=FromStation) == answer


def test_a_look_holds_the_whole_snapshot() -> None:
    """The line as the core shows it is no shortened copy."""
    fields = {field.name: field.type for field in inspect.type_info(Look).fields}  # type: ignore[attr-defined]
    line = fields["line"]
    assert isinstance(line, inspect.DataclassType)
    assert line.cls is Snapshot
