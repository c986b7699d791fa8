"""The run screen: it shows what the station says, in both languages, and survives its absence."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from station.core.snapshot import AlarmShown, PackShown, Snapshot
from station.core.states import Phase
from ui.run_window import NUMBERS, TOGETHER, RunWindow
from ui.snapshot_file import STALE_MS, DeviceLine, Presence, Shown, SnapshotFile
from ui.words import WORDS, Language, word

NOW_MS = 1_000_000

ALARM = AlarmShown(
    3,
    "label_wrong",
    "level 1",
    "",
    0,
    True,
    True,
    "Wrong label",
    "Take it off.",
    "标签不符",
    "撕下。",
)


def shown(at_ms: int = NOW_MS, alarms: tuple[AlarmShown, ...] = ()) -> Shown:
    pack = PackShown(1, "case", "look_down", 24, 4, 6, 5, (0, 1, 2, 3, 4), (), False, (), False)
    line = Snapshot(
        at_ms=at_ms,
        order="O-1",
        product="<b>山泉水</b> 500 ml",
        batch="D261123",
        target=480,
        phase="held" if alarms else "execute",
        running=not alarms,
        counts=((0, "bound", 240), (0, "rejected", 7), (0, "in_doubt", 2), (1, "bound", 10)),
        items_on_belt=17,
        rejects_in_row=0,
        heads=(),
        packs=(pack,),
        alarms=alarms,
    )
    return Shown(line, (DeviceLine("coder", "ready"), DeviceLine("plc", "fault")), 240, 1_187.4)


def written(path: Path, what: Shown) -> SnapshotFile:
    path.write_bytes(msgspec.json.encode(what))
    return SnapshotFile(path, now_ms=lambda: NOW_MS)


def texts(window: RunWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_shows_the_line_in_both_languages(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    window = RunWindow(written(tmp_path / "s.json", shown()), language)
    qtbot.addWidget(window)
    text = texts(window).replace(TOGETHER, " ")
    for wanted in ("O-1", "D261123", "240", "7", "10", "1187", word("execute", language)):
        assert wanted in text
    assert word("no_alarm", language) in text
    assert "● coder" in text
    assert "■ plc" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_demonstration_is_never_taken_for_a_real_line(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    mark = word("demonstration", language)
    for real, wanted in ((shown(), False), (replace(shown(), demonstration=True), True)):
        window = RunWindow(written(tmp_path / "s.json", real), language)
        qtbot.addWidget(window)
        assert (mark in texts(window)) is wanted


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(1_024, 768), (1_280, 800), (1_920, 1_080)])
def test_no_text_is_clipped(
    qtbot: QtBot, tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    window = RunWindow(written(tmp_path / "s.json", shown(alarms=(ALARM,))), language)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    for label in window.findChildren(QLabel):
        needed = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


def test_the_language_switches_live(qtbot: QtBot, tmp_path: Path) -> None:
    window = RunWindow(written(tmp_path / "s.json", shown(alarms=(ALARM,))), "en")
    qtbot.addWidget(window)
    assert "Wrong label" in texts(window)
    button = window.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "标签不符" in texts(window)
    assert "Wrong label" not in texts(window)


def test_what_was_scanned_is_never_read_as_markup(qtbot: QtBot, tmp_path: Path) -> None:
    window = RunWindow(written(tmp_path / "s.json", shown()), "en")
    qtbot.addWidget(window)
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_the_main_button_is_for_gloves(qtbot: QtBot, tmp_path: Path) -> None:
    window = RunWindow(written(tmp_path / "s.json", shown()), "en")
    qtbot.addWidget(window)
    button = window.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    assert button.minimumWidth() / window.logicalDpiX() * 25.4 >= 21.5


@pytest.mark.parametrize(
    ("content", "presence"),
    [
        (None, Presence.ABSENT),
        (b"", Presence.ABSENT),
        (b'{"line": {"at_ms"', Presence.ABSENT),
        (b"[1, 2]", Presence.ABSENT),
        (msgspec.json.encode(shown(NOW_MS - STALE_MS - 1)), Presence.SILENT),
        (msgspec.json.encode(shown()), Presence.LIVE),
    ],
)
def test_a_missing_half_or_old_file_is_a_state_and_no_exception(
    qtbot: QtBot, tmp_path: Path, content: bytes | None, presence: Presence
) -> None:
    path = tmp_path / "s.json"
    if content is not None:
        path.write_bytes(content)
    source = SnapshotFile(path, now_ms=lambda: NOW_MS)
    assert source.look().presence is presence
    window = RunWindow(source, "en")
    qtbot.addWidget(window)
    if presence is not Presence.LIVE:
        assert word(presence.value, "en") in texts(window)


def test_when_the_station_dies_the_last_picture_stays(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    window = RunWindow(written(path, shown()), "en")
    qtbot.addWidget(window)
    path.unlink()
    window.refresh()
    assert word("silent", "en") in texts(window)
    assert "O-1" in texts(window)


def test_every_word_is_there_in_both_languages() -> None:
    for key in (*NUMBERS, *(phase.value for phase in Phase), "silent", "absent", "open"):
        english, chinese = WORDS[key]
        assert english
        assert chinese
        assert english != chinese


def test_twenty_thousand_void_calls_pass(qtbot: QtBot) -> None:
    """PySide6 6.12.0 aborts on Python 3.11 after some 5,500 of them (PYSIDE-3474)."""
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setText(str(number))
        label.update()
    assert label.text() == "19999"
