"""A sentence for each thing that pydantic finds wrong with the shape of a file.

It says what was written and what is allowed; the words for what is allowed come from the models'
own field descriptions. Not responsible for the place: that is `config.loading`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from config.model import BrokenRules
from config.problems import did_you_mean, one_of

SHOWN_CHARACTERS_MAX = 60
TYPES = {
    "string_type": "a text in quotes",
    "int_type": "a whole number, without quotes",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a table",
    "model_type": "a table",
    "tuple_type": "a list in square brackets",
}


@dataclass(frozen=True)
class Fault:
    """One complaint of pydantic: its type, where, and what was `given` there."""

    kind: str
    loc: tuple[int | str, ...]
    given: Any
    context: Mapping[str, Any]
    message: str


def faults_of(error: ValidationError) -> list[Fault]:
    """The complaints about shapes. Broken rules are told apart, by `config.rules`; and a list isn't
    too short only because its entries are faulty."""
    faults = [
        Fault(said["type"], said["loc"], said["input"], said.get("ctx", {}), said["msg"])
        for said in error.errors(include_url=False)
    ]
    return [fault for fault in faults if not _is_rule(fault) and not _is_echo(fault)]


def _is_rule(fault: Fault) -> bool:
    return isinstance(fault.context.get("error"), BrokenRules)


def _is_echo(fault: Fault) -> bool:
    return fault.kind == "too_short" and len(fault.given) >= fault.context["min_length"]


def sentence_for(model: type[BaseModel], fault: Fault) -> str:
    """What is wrong at the fault's place in a file of `model`, and what is allowed there."""
    owner, field = _field_at(model, fault.loc)
    kind, wanted = fault.kind, (field.description or "") if field else ""
    given = _shown(fault.given)
    if kind == "missing":
        return f"missing; {wanted}"
    if kind == "extra_forbidden":
        return _unknown_key(owner, str(fault.loc[-1]))
    if kind == "enum" and field:
        return _unknown_word(field, fault.given)
    if kind in TYPES and "options" in fault.loc[-3:-1]:
        return f"{given} should be a text, a number, true, false or a list of texts"
    if kind in TYPES:
        return f"{given} should be {TYPES[kind]}: {wanted}".removesuffix(": ")
    if kind in BOUNDS:
        return f"{given} {BOUNDS[kind](fault.context)}: {wanted}"
    if kind == "string_pattern_mismatch":
        return f"{given} doesn't fit; {wanted or PATTERN_HINT}"
    if kind == "value_error":
        return str(fault.context["error"])
    return f"{given}: {fault.message}"


PATTERN_HINT = "lower-case letters, digits, - and _, a letter first"
BOUNDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": lambda ctx: f"is too small, at least {ctx['ge']}",
    "less_than_equal": lambda ctx: f"is too large, at most {ctx['le']}",
    "string_too_short": lambda ctx: f"is too short, at least {ctx['min_length']} characters",
    "string_too_long": lambda ctx: f"is too long, at most {ctx['max_length']} characters",
    "too_short": lambda ctx: f"has too few entries, at least {ctx['min_length']}",
    "too_long": lambda ctx: f"has too many entries, at most {ctx['max_length']}",
}


def _unknown_key(owner: type[BaseModel], key: str) -> str:
    known = list(owner.model_fields)
    return f"unknown key{did_you_mean(key, known) or ';'} allowed are {', '.join(known)}"


def _unknown_word(field: FieldInfo, written: object) -> str:
    words = [str(member.value) for member in _enum_of(field)]
    near = did_you_mean(str(written), words)
    return f"{_shown(written)} is not allowed; write {one_of(words)}{near}"


def _enum_of(field: FieldInfo) -> type[Enum]:
    for kind in _within(field.annotation):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return kind
    raise AssertionError(f"no enumeration in {field}")


def _within(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _within(part)


def _field_at(
    model: type[BaseModel], loc: tuple[int | str, ...]
) -> tuple[type[BaseModel], FieldInfo | None]:
    """The innermost model on the way to `loc`, and the field there, or the nearest around it."""
    field = model.model_fields.get(str(loc[0]))
    inner = _model_in(field)
    rest = loc[2:] if field is not None and _holds_many(field) else loc[1:]
    return _field_at(inner, rest) if inner is not None and rest else (model, field)


def _model_in(field: FieldInfo | None) -> type[BaseModel] | None:
    """The model of a table, or of the tables in a list or in a dictionary of tables."""
    if field is None:
        return None
    for kind in (field.annotation, *get_args(field.annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _holds_many(field: FieldInfo) -> bool:
    return get_origin(field.annotation) in (dict, tuple)


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= SHOWN_CHARACTERS_MAX else text[: SHOWN_CHARACTERS_MAX - 1] + "…"
