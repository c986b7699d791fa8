"""No code in a log, and none in what a crash prints: the last thing that a text passes on its way.

A log shows a code as `code:` and eight characters that only this station's key can make: the same
code has the same tag each time, so that a story can be followed, and nobody can go back from the
tag to the code. A crash may come before there is a key: there codes are masked.
"""

from __future__ import annotations

import hmac
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType

from station.core.code_shapes import covered

TAG_CHARACTERS = 8


class Veil(logging.Filter):
    """`living` gives the texts of codes that have no shape of their own: imported ones that are on
    their way just now."""

    def __init__(self, key: bytes, living: Callable[[], Iterable[str]] = tuple) -> None:
        super().__init__()
        self._key, self._living = key, living

    def tag(self, code: str) -> str:
        digest = hmac.digest(self._key, code.upper().encode(), "sha256").hex()
        return f"code:{digest[:TAG_CHARACTERS]}"

    def cover(self, text: str) -> str:
        return covered(text, self.tag, self._living())

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its message and its traceback covered."""
        record.msg, record.args = self.cover(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.exc_text:
            record.exc_text = self.cover(record.exc_text)
        if record.stack_info:
            record.stack_info = self.cover(record.stack_info)
        return True


@contextmanager
def veiled_logs(veil: Veil) -> Iterator[None]:
    """Whatever is logged meanwhile passes the veil, whichever part of the program says it."""
    handlers = list(logging.getLogger().handlers)
    for handler in handlers:
        handler.addFilter(veil)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(veil)


def veil_crashes() -> None:
    """What Python prints of an exception that nobody caught shows no whole code."""

    def tell(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.stderr.write(covered("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = tell
    threading.excepthook = lambda args: tell(args.exc_type, args.exc_value, args.exc_traceback)
