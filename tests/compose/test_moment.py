"""Line and store are looked into at one moment, never half in one and half in the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from station.compose import moment as m
from station.core.state import new_line
from station.store.errors import KnownError


def line() -> Any:
    state = new_line([])
    return SimpleNamespace(state=state, settled=state)


def test_what_was_read_while_the_line_stepped_is_read_again() -> None:
    loop, reads = line(), []

    def read() -> int:
        reads.append(1)
        if len(reads) == 1:
            loop.state = new_line([])  # a step, whose records are not committed yet
        elif len(reads) == 2:
            loop.settled = loop.state
        return len(reads)

    state, found = m.moment(loop, read)
    assert found == 3
    assert state is loop.settled


def test_a_line_that_never_rests_is_said_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(m, "WAIT_S", 0.0)
    loop = line()

    def read() -> None:
        loop.state = new_line([])

    with pytest.raises(KnownError, match="moves too fast"):
        m.moment(loop, read)
