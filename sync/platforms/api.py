"""What every platform adapter is, and the few things that a platform can answer.

An adapter never raises for the world's faults: a lost reply, a dead network and a refusal are
answers with names. It knows nothing of the outbox.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class RefusedCode:
    """One code that the platform won't take, in its words."""

    code: str
    why: str


@dataclass(frozen=True)
class Acknowledged:
    """The platform holds exactly these bytes. `receipt` is its answer as it came; `repeated`
    means that it had them already."""

    receipt: str
    repeated: bool


@dataclass(frozen=True)
class Refused:
    """The platform won't take this batch, now or later: a person must look at it."""

    why: str
    codes: tuple[RefusedCode, ...] = ()


@dataclass(frozen=True)
class Denied:
    """The platform won't talk to this station as it is set up. Says nothing about the batch, which
    may be sent again once `remedy` was done."""

    why: str
    remedy: str


@dataclass(frozen=True)
class Later:
    """Nobody knows whether the batch arrived; the same bytes are to be sent again.
    `wait_s` is the platform's wish, 0 if it has none."""

    why: str
    wait_s: float = 0.0


Answer = Acknowledged | Refused | Denied | Later


@dataclass(frozen=True)
class BoundCode:
    """A code in a container, or a top-level container's own (`parent` ""), as texts."""

    code: str
    level: int
    parent: str


class PlatformFault(Exception):
    """A platform can't be asked; the text says why and what to do. Only for questions: sending
    answers with `Later` or `Denied`."""


class Platform(Protocol):
    """One cloud platform."""

    def send(self, content_id: str, body: bytes) -> Answer: ...

    def bound_codes(self, order: str) -> Sequence[BoundCode]:
        """All codes of the order that are bound there. Raises `PlatformFault`."""
        ...

    def close(self) -> None: ...
