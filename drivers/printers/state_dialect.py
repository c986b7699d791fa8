"""What dialects of label printers share that tell a state and no count: `label_dialect.py`'s.

Their *done* is the state's, or a PLC's: `external`. Where the state doesn't tell one label from
another (`event`), one is out at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from drivers.api import Capabilities
from drivers.errors import Misuse
from drivers.printers.label_dialect import LabelDialect, Reply

DoneBy = Literal["state", "external"]


class Parser(Protocol):
    def reset(self) -> None: ...

    def feed(self, data: bytes) -> Iterable[Reply]: ...


@dataclass(frozen=True)
class Language:
    """What is known of a language: `tells` is the class of *done* that its state is good for."""

    protocol: str
    manual: str
    unverified: tuple[str, ...]
    tells: Literal["event", "event_indexed"]
    label_bytes_max: int

    def check_options(self, name: str, done: str, depth: int) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        if done not in ("state", "external"):
            raise Misuse(f"{name}: done is state or external, not {done!r}")
        if done == "state" and self.tells == "event" and depth != 1:
            raise Misuse(f"{name}: depth is 1: by its state no label is told from another")


class StateDialect(LabelDialect):
    """What the parser finds needs no translation."""

    def __init__(self, language: Language, parser: Parser, done: DoneBy, depth: int) -> None:
        self._parser = parser
        self.caps = Capabilities(
            kind="label",
            protocol=language.protocol,
            manual=language.manual,
            unverified=language.unverified,
            queue_depth=depth,
            credit="count",
            done="external" if done == "external" else language.tells,
            can_clear_queue=True,
            keeps_queue_on_disconnect=True,
            max_bytes=language.label_bytes_max,
        )

    def reset(self) -> None:
        self._parser.reset()

    def replies(self, data: bytes) -> Iterable[Reply]:
        return self._parser.feed(data)
