"""A reader that changes what it reads is named, with the cause and the remedy, where it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from station.core import events as e
from station.core import records as r
from station.core.alarms import Alarm, AlarmKind
from station.core.packaging import PackMode
from tests.core.rig import CAMERA, CODER, Rig, make_order
from tests.core.rig_codes import of_code


@pytest.fixture
def rig() -> Rig:
    """Bottle 1 is good and the first article; it is not in a case yet."""
    rig = Rig().run(make_order())
    rig.bottle(1)
    return rig


def spoiled(rig: Rig) -> Alarm | None:
    return rig.alarm(AlarmKind.READS_SPOILED)


def next_data(rig: Rig, at: int = 0) -> bytes:
    """What the coder has been sent and no camera has seen."""
    code = rig.state.belt.run[at]
    return rig.state.live[code].data


def show(rig: Rig, trigger: int, *reads: bytes) -> None:
    rig.do(e.AtCoder, trigger=trigger)
    rig.see(trigger, *reads)


Ways = Callable[[bytes, bytes], tuple[bytes, ...]]
WAYS: dict[str, tuple[Ways, str]] = {
    "two codes in one segment": (lambda one, two: (one + two,), "Several codes came as one"),
    "one code in two": (lambda one, _: (one[:1], one[1:]), "came in several reads"),
    "a changed layout": (lambda one, _: (one.replace(b"-", b"/"),), "another keyboard layout"),
    "small letters": (lambda one, _: (one.lower(),), "letters are exchanged"),
    "a suffix": (lambda one, _: (one + b"\r",), "adds line ends"),
    "an identifier in the data": (lambda one, _: (b"]Q1" + one,), "symbology identifier"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_a_reader_makes_of_a_code_is_named_beside_the_reject(rig: Rig, way: str) -> None:
    spoil, said = WAYS[way]
    show(rig, 2, *spoil(next_data(rig), next_data(rig, 1)))
    alarm = spoiled(rig)
    assert alarm is not None
    assert said in alarm.detail
    assert alarm.where == CAMERA
    assert not rig.verdicts[0, 2]
    assert not alarm.holds  # the rejects do


def test_the_next_good_read_of_that_reader_ends_it(rig: Rig) -> None:
    show(rig, 2, next_data(rig) + b"\r")
    assert spoiled(rig) is not None
    rig.bottle(3)
    assert spoiled(rig) is None


def test_a_stranger_and_a_known_code_are_no_fault_of_the_reader(rig: Rig) -> None:
    show(rig, 2, b"SAMPLE TEXT")
    show(rig, 3, b"B-1")  # a duplicate
    assert spoiled(rig) is None


def test_nothing_is_said_while_no_code_is_expected() -> None:
    rig = Rig(depth=3).run(make_order())
    for trigger in (1, 2, 3):
        rig.bottle(trigger)
    rig.do(e.HeadLost, head=CODER, said="reloaded", hint="wait")
    show(rig, 4, b"B-999\r")
    assert spoiled(rig) is None


def test_a_label_scanner_that_loses_a_part_is_named_beside_the_wrong_label(rig: Rig) -> None:
    rig.present(1, [of_code(rig.of_type(r.Judged)[0].code), *rig.bottles(2, 3)])
    label = rig.print_label().issued.data
    rig.scan_label(1, 1, b"]C1" + label)
    assert {AlarmKind.READS_SPOILED, AlarmKind.LABEL_WRONG} <= rig.kinds()
    rig.scan_label(1, 1, label)
    assert not rig.kinds()


def test_a_look_down_picture_with_spoiled_codes_names_its_camera(rig: Rig) -> None:
    content = [of_code(rig.of_type(r.Judged)[0].code), *rig.bottles(2, 3)]
    rig.present(1, [replace(one, data=one.data + b"\r") for one in content])
    assert spoiled(rig) is not None
    rig.present(2, content)  # shown anew
    assert not rig.kinds()


def test_a_confirming_read_that_is_spoiled_names_its_reader() -> None:
    rig = Rig().run(make_order(PackMode.QUEUE))
    last = rig.bottles(1, 4)[-1]
    rig.confirm_last(1, replace(last, data=last.data.lower()))
    assert spoiled(rig) is not None
