"""The envelopes: a screen asks and is answered by number; the station tells how it is, unasked.

JSON of frozen structs, never pickle: what comes over the socket is data, whoever sent it. A request
names in its type what answers it: `class Orders(Request[OrdersShown])`. Every size is bounded.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar, get_args

import msgspec

REQUEST_BYTES_MAX = 256 * 1024
ANSWER_BYTES_MAX = 32 * 1024 * 1024  # a batch record of a big order as PDF
OF_THE_LINE = 0  # the number of what answers no request: why the station hangs up

A_co = TypeVar("A_co", covariant=True)


class Request(msgspec.Struct, Generic[A_co], frozen=True, tag=True):
    """Something that a screen asks; answered by an `A_co`, or by a `Refusal`."""

    # Asked by the screen in control only: it moves the line, and two screens must not.
    moves_line: ClassVar[bool] = False


def answer_type(kind: type[Request[Any]]) -> Any:
    """What a request of this kind is answered by."""
    said = (one.__dict__.get("__orig_bases__", ()) for one in kind.__mro__)
    return next(get_args(bases[0])[0] for bases in said if bases)


class Refusal(msgspec.Struct, frozen=True):
    """It was not done. `why` is one sentence with the remedy; `rule` names the precondition where
    there are several; a `fault` is the station's own and stands in its log."""

    why: str
    rule: str = ""
    fault: bool = False


class Answer(msgspec.Struct, frozen=True, tag=True):
    number: int
    value: msgspec.Raw = msgspec.Raw(b"null")
    refusal: Refusal | None = None


def decoded(kind: type[Request[Any]], answer: Answer) -> Any:
    """What an answer that is no refusal says. Raises msgspec.ValidationError for another one."""
    return msgspec.json.decode(answer.value, type=answer_type(kind))
