"""`packline rework`: as a person types it, on the database of a station that is off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from station.core.facts import Issued
from station.store.check import check_store
from tests.commands.test_bad_input import assert_one_clear_end, packline
from tests.compose.real_line import make_order, real_line


class Off:
    """A station that packed a pallet and was switched off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with real_line(folder) as line:
            line.start(make_order())
            self.first, self.second = line.full_case(), line.full_case()
            line.confirm(2)
            self.spare = line.good()
            self.labels = {number: line.label(number) for number in (1, 2, 3)}

    def rework(self, *said: str | Issued) -> list[str]:
        words = [one if isinstance(one, str) else one.data.decode() for one in said]
        done = packline("rework", *words, "--data", str(self.folder))
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Off:
    return Off(tmp_path_factory.mktemp("station"))


SIGNED = ("--reason", "damage_or_loss: broken", "--as", "anna")


def test_a_case_is_shown_from_any_bottle_in_it(off: Off) -> None:
    shown = json.loads("\n".join(off.rework("show", off.first[2], "--json")))
    assert (shown["role"], shown["state"]) == ("bottle", "bound")
    case, pallet = shown["containers"]
    assert (case["container"], pallet["container"]) == (1, 2)
    assert len(case["content"]) == 4
    bare = shown["text"]
    assert any("case 1" in line for line in off.rework("show", bare)), "as people read it"


def test_a_day_at_the_desk_leaves_a_sound_database(off: Off) -> None:
    case = off.labels[1]
    told = off.rework(
        *("replace", "--out", off.first[0], "--put", off.spare, "--label", case), *SIGNED
    )
    assert "rework: an item of container 1 was replaced" in told[0]
    assert "corrects" in told[-1]
    records = json.loads("\n".join(off.rework("sample", off.second[0], *SIGNED, "--json")))
    assert records[0]["action"] == "sample"
    off.rework("unsample", off.second[0], *SIGNED)
    off.rework("add", off.second[0], "--into", off.labels[3], *SIGNED)
    off.rework("quarantine", off.second[1], *SIGNED)
    off.rework("release", off.labels[3], *SIGNED)
    off.rework("remove", off.second[2], "--label", off.labels[3], "--fate", "reject", *SIGNED)
    off.rework("accept", off.second[2], "--grade", "3.4", *SIGNED)
    off.rework("move", off.first[1], "--into", off.labels[3], *SIGNED)
    off.rework("add", off.second[2], "--into", f"(00){case.data.decode()[2:]}", *SIGNED)
    off.rework("empty", off.labels[3], *SIGNED)
    off.rework("destroy", off.first[2], *SIGNED)
    story = packline("trace", off.first[0].data.decode(), "--data", str(off.folder)).stdout
    assert "an item of container 1 was replaced: damage_or_loss: broken, by anna" in story
    report = check_store(off.folder / "station.db")
    assert report.sound, report.findings


def test_what_is_refused_says_why_and_changes_nothing(off: Off) -> None:
    before = check_store(off.folder / "station.db").entries
    data = ("--data", str(off.folder))
    bottle, label = off.first[3].data.decode(), off.labels[2].data.decode()
    done = packline("rework", "remove", bottle, "--label", label, *SIGNED, *data)
    assert_one_clear_end(done, 1, "the label is that of 2", "rule: label")
    done = packline("rework", "destroy", bottle, "--reason", "why not", "--as", "anna", *data)
    assert_one_clear_end(done, 1, "qa_sample", "rule: reason")
    done = packline("rework", "sample", bottle, *SIGNED, "--role", "operator", *data)
    assert_one_clear_end(done, 1, "anna is operator", "qa")
    done = packline("rework", "show", "HTTPS://NOWHERE", *data)
    assert_one_clear_end(done, 3, "no code of this station")
    done = packline("rework", "relabel", label, *data)
    assert_one_clear_end(done, 1, "start the station")
    done = packline("rework", "show", bottle, "--data", str(off.folder / "nowhere"))
    assert_one_clear_end(done, 1, "no database")
    assert check_store(off.folder / "station.db").entries == before
