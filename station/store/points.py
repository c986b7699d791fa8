"""Named places in the program where a proof may step in: kill the process, or make luck bad.

In production nobody listens, and a point costs one comparison. `reached` marks a moment between two
steps that a power cut could part; a listener may end the process or raise there. `unlucky` marks a
choice that the world makes now and then (a lease that comes back short, a turn cut in two): a
listener may say yes more often than the world would. A point never decides what is right; the
program must be right whichever way it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str], bool]

_listener: Listener | None = None


def reached(name: str) -> None:
    """The program is at this point."""
    if _listener is not None:
        _listener(name)


def unlucky(name: str) -> bool:
    """Whether the rare thing happens here, this time; never without a listener."""
    return _listener is not None and _listener(name)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """For a proof only: `listener` hears of each point by name, and answers for `unlucky`."""
    global _listener  # noqa: PLW0603 - one process, one listener: that is what a point is
    assert _listener is None, "somebody listens already"
    _listener = listener
    try:
        yield
    finally:
        _listener = None
