"""The example in CONTRIBUTING.md is a real driver: it runs here, as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from drivers.api import LinkDown, LinkUp, NoRead, Read, Ready, SymbolRead, Trigger
from drivers.errors import Misuse

PAGE = Path(__file__).parents[1] / "CONTRIBUTING.md"


@pytest.fixture
def reader() -> Any:
    code = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code is not None, "CONTRIBUTING.md has no example driver"
    space: dict[str, Any] = {}
    exec(compile(code.group(1), "CONTRIBUTING.md", "exec"), space)
    return space["LineReader"]("example")


def test_the_example_reads_one_code_for_one_trigger(reader: Any) -> None:
    assert reader.opened(0).events == (LinkUp("example"), Ready("example"))
    assert reader.command(Trigger(7), 0).send == b"T\r"
    assert reader.received(b"AB", 5).events == ()
    assert reader.received(b"C\rlate\r", 6).events == (Read("example", 7, (SymbolRead(b"ABC"),)),)


def test_the_example_gives_each_trigger_exactly_one_answer(reader: Any) -> None:
    reader.opened(0)
    reader.command(Trigger(1, window_ms=100), 0)
    with pytest.raises(Misuse):
        reader.command(Trigger(2), 1)
    assert reader.tick(99).events == ()
    assert reader.tick(100).events == (NoRead("example", 1, "no answer within 100 ms"),)
    assert reader.received(b"ABC\r", 101).events == ()
    assert reader.closed("cut", 102).events == (LinkDown("example", "cut"),)


def test_the_example_says_no_read_when_the_reader_does(reader: Any) -> None:
    reader.opened(0)
    reader.command(Trigger(3), 0)
    assert reader.received(b"?\r", 5).events == (NoRead("example", 3, "the reader saw no code"),)
