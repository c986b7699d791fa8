"""A recording keeps what was said, by whom and when, and no code unless somebody wants that."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.link.recording import Entry, Recorder, RecordingError, load_recording

STARTED = "2026-11-02T08:00:00+08:00"


def recorder(path: Path, cover: bool = False) -> Recorder:
    return Recorder(
        path,
        "tcp://10.0.0.5:7000",
        STARTED,
        cover=(lambda data: data.replace(b"SECRET", b"xxxxxx")) if cover else None,
    )


def test_what_was_recorded_is_read_again(tmp_path: Path) -> None:
    book = recorder(tmp_path / "r.jsonl")
    book.add(0, "link", b"opened")
    book.add(3, "host", b"\x1bA?\x04")
    book.add(9, "device", b"\xff<\\x>\x00")
    book.close()
    recording = load_recording(tmp_path / "r.jsonl")
    assert (recording.url, recording.started) == ("tcp://10.0.0.5:7000", STARTED)
    assert recording.entries == (
        Entry(0, "link", b"opened"),
        Entry(3, "host", b"\x1bA?\x04"),
        Entry(9, "device", b"\xff<\\x>\x00"),
    )
    assert (tmp_path / "r.jsonl").stat().st_mode & 0o777 == 0o600


def test_pieces_of_one_side_are_joined_before_they_are_covered(tmp_path: Path) -> None:
    book = recorder(tmp_path / "r.jsonl", cover=True)
    book.add(0, "host", b"A-SEC")
    book.add(15, "host", b"RET")
    book.add(60, "host", b"SECRET")
    book.close()
    text = (tmp_path / "r.jsonl").read_text()
    assert "SECRET" not in text
    assert [one.data for one in load_recording(tmp_path / "r.jsonl").entries] == [
        b"A-xxxxxx",
        b"xxxxxx",
    ]


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("mine")
    with pytest.raises(FileExistsError):
        recorder(tmp_path / "r.jsonl")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no recording",
        '{"packline-recording": 9}',
        '{"packline-recording": 1}\n[1]',
        '{"packline-recording": 1}\n{"ms": "soon", "from": "host", "text": ""}',
        '{"packline-recording": 1}\n{"ms": 1, "from": "nobody", "text": ""}',
        '{"packline-recording": 1}\n{"ms": 1, "from": "host", "text": "<NOPE>"}',
        '{"packline-recording": 1}\n{"ms": 1, "from": "host"}',
        "\x80\x81",
    ],
)
def test_what_is_no_recording_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.jsonl").write_bytes(text.encode("latin-1"))
    with pytest.raises(RecordingError, match=r"r\.jsonl"):
        load_recording(tmp_path / "r.jsonl")
