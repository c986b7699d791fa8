"""The line and its store at one moment, for whoever asks from outside of the core thread.

A step changes the state before its records are committed, so that a reader could see a code packed
in one of the two and loose in the other. What is read while no step happens is of one moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from station.core.state import LineState
from station.runtime.loop import Loop
from station.store.errors import KnownError

T = TypeVar("T")

TRIES_MAX = 40
WAIT_S = 0.01


def moment(loop: Loop, read: Callable[[], T]) -> tuple[LineState, T]:
    """What `read` finds in the store, and the line's state of the very same moment. Raises
    KnownError where the line never rests for as long as reading takes."""
    for _ in range(TRIES_MAX):
        state = loop.settled
        found = read()
        if loop.state is state:
            return state, found
        threading.Event().wait(WAIT_S)
    raise KnownError("the line moves too fast to be looked into just now; ask again")
