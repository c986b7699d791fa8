"""An exception in a slot is no silence: Qt would swallow it, and the screen go on half done."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.conftest import Screens
from tests.ui.samples import LOOK


def test_an_exception_in_a_slot_is_caught_by_the_tests(qtbot: QtBot, screens: Screens) -> None:
    """Outside of such a capture it fails the test that it happened in."""
    shell = screens.shell()

    def broken(_: object) -> None:
        raise RuntimeError("a slot failed")

    shell.station.looked.connect(broken)
    with qtbot.capture_exceptions() as caught:
        shell.station.say(LOOK)
    assert [str(one[1]) for one in caught] == ["a slot failed"]
