"""What a driver says of its device decides who is believed about its prints."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from config.loading import find_line, load_line
from drivers.api import Capabilities
from station.compose.products import heads_of
from station.core.printing import Done
from tests.compose.real_line import Mute

LINE = load_line(find_line("demo"))


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ("event_indexed", Done.TOLD),
        ("event", Done.TOLD),
        ("counter", Done.TOLD),
        ("external", Done.COUNTED),
        ("none", Done.SEEN),
    ],
)
def test_each_class_of_done_has_its_witness(said: str, done: Done) -> None:
    assert LINE.roles.coder
    coder = Mute(LINE.roles.coder)
    coder.caps = replace(coder.caps, done=said)  # type: ignore[arg-type]
    heads = {head.name: head for head in heads_of(LINE, {coder.name: coder})}
    assert heads[coder.name].done is done
    assert {head.done for head in heads.values() if head.name != coder.name} == {Done.TOLD}


def test_no_class_of_done_is_forgotten() -> None:
    classes = set(get_args(get_type_hints(Capabilities)["done"]))
    assert classes == {"event_indexed", "event", "counter", "external", "none"}
