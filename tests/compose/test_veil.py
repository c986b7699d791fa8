"""The veil: no code passes into a log, by whichever way it is said."""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from station.compose.veil import Veil, veiled_logs

KEY = bytes(range(32))
CODE = "7G8H9J0K1M2N3"
IMPORTED = "another maker's №1"


class Logged:
    """A root log into memory, veiled."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.log = logging.getLogger("packline.some.part")

    @property
    def text(self) -> str:
        return self.stream.getvalue()


@pytest.fixture
def logged() -> Iterator[Logged]:
    made, root = Logged(), logging.getLogger()
    root.addHandler(made.handler)
    try:
        with veiled_logs(Veil(KEY, lambda: [IMPORTED])):
            yield made
    finally:
        root.removeHandler(made.handler)


def test_message_and_arguments_are_covered(logged: Logged) -> None:
    logged.log.warning("read %s at %s", f"HTTPS://M.EXAMPLE/{CODE}", "camera 1")
    logged.log.warning("an event: %r", {"data": CODE.encode()})
    logged.log.warning("it is %s", IMPORTED)
    assert CODE not in logged.text and IMPORTED not in logged.text
    assert "camera 1" in logged.text
    assert len(re.findall("code:[0-9a-f]{8}", logged.text)) == 3


def test_a_traceback_is_covered_with_its_cause(logged: Logged) -> None:
    try:
        try:
            raise KeyError(CODE)
        except KeyError as cause:
            raise AssertionError(f"code {CODE} is in two places") from cause
    except AssertionError as error:
        logged.log.critical("the core stops: %s", error, exc_info=error, stack_info=True)
    assert CODE not in logged.text
    assert logged.text.count("Traceback") == 2
    assert "is in two places" in logged.text


def test_the_same_code_has_the_same_tag_and_another_station_another() -> None:
    assert Veil(KEY).tag(CODE) == Veil(KEY).tag(CODE.lower())
    assert Veil(KEY).tag(CODE) != Veil(KEY).tag(CODE[:-1] + "4")
    assert Veil(KEY).tag(CODE) != Veil(bytes(32)).tag(CODE)


def test_after_it_the_handlers_are_as_before(logged: Logged) -> None:
    before = list(logged.handler.filters)
    with veiled_logs(Veil(KEY)):
        assert len(logged.handler.filters) == len(before) + 1
    assert logged.handler.filters == before


@pytest.mark.parametrize("thread", [False, True])
def test_what_a_crash_prints_is_covered(thread: bool) -> None:
    program = (
        "import threading\n"
        "from station.compose.veil import veil_crashes\n"
        "veil_crashes()\n"
        f"def fail(): raise AssertionError('code {CODE} is in two places')\n"
        + ("t = threading.Thread(target=fail); t.start(); t.join()" if thread else "fail()")
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert CODE.encode() not in ended.stderr.replace(program.encode(), b"")
    assert "7G8H…M2N3 is in two places" in ended.stderr.decode()
