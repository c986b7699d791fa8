"""`packline rework`: as a person types it, on the database of a station that is off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from station.cli import app
from station.compose.database import database_at
from station.core.facts import Issued
from tests.commands.staff import hire, signed
from tests.commands.test_bad_input import assert_one_clear_end, packline
from tests.compose.real_line import make_order, real_line


class Off:
    """A station that packed a pallet and was switched off."""

    def __init__(self, folder: Path, staffed: bool = True) -> None:
        self.folder = folder
        with real_line(folder) as line:
            line.start(make_order())
            self.first, self.second = line.full_case(), line.full_case()
            line.confirm(2)
            self.spare = line.good()
            self.labels = {number: line.label(number) for number in (1, 2, 3)}
        if staffed:
            hire(folder, anna="qa", leo="leader")

    def ask(self, *said: str | Issued) -> Result:
        """In this process: a process of its own for each costs a second."""
        words = [one if isinstance(one, str) else one.data.decode() for one in said]
        words, given = signed(tuple(words))
        return CliRunner().invoke(app, [*words, "--data", str(self.folder)], input=given)

    def rework(self, *said: str | Issued) -> list[str]:
        done = self.ask("rework", *said)
        assert done.exit_code == 0, done.output
        return done.stdout.splitlines()


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Off:
    """Nobody changes this one."""
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


def test_a_day_at_the_desk_leaves_a_sound_database(tmp_path: Path) -> None:
    off = Off(tmp_path)
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
    story = off.ask("trace", off.first[0]).stdout
    assert "an item of container 1 was replaced: damage_or_loss: broken, by anna" in story
    report = database_at(off.folder / "station.db").check()
    assert report.sound, report.findings


REFUSED: list[tuple[tuple[str, ...], int, tuple[str, ...]]] = [
    (("remove", "BOTTLE", "--label", "PALLET", *SIGNED), 1, ("label is that of 2", "rule: label")),
    (
        ("destroy", "BOTTLE", "--reason", "why not", "--as", "anna"),
        1,
        ("qa_sample", "rule: reason"),
    ),
    (("show", "HTTPS://NOWHERE"), 3, ("no code of this station",)),
    (("relabel", "PALLET"), 1, ("start the station",)),
    (("reprint", "PALLET"), 1, ("start the station",)),
]


@pytest.mark.parametrize(("said", "code", "words"), REFUSED)
def test_what_is_refused_says_why_and_changes_nothing(
    off: Off, said: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    named = {"BOTTLE": off.first[3], "PALLET": off.labels[2]}
    before = database_at(off.folder / "station.db").check().entries
    done = off.ask("rework", *(named.get(word, word) for word in said))
    assert done.exit_code == code, done.output
    assert all(word in done.stderr for word in words), done.stderr
    logged_in = "--as" in said
    assert database_at(off.folder / "station.db").check().entries == before + logged_in


@pytest.mark.parametrize("who", ["anna", "admin", "QA"])
def test_before_there_are_users_no_name_is_believed(tmp_path: Path, who: str) -> None:
    off = Off(tmp_path, staffed=False)
    for said in (
        ("destroy", off.spare),
        ("replace", "--out", off.first[0], "--put", off.spare, "--label", off.labels[1]),
    ):
        told = off.ask("rework", *said, "--reason", "damage_or_loss", "--as", who)
        assert (told.exit_code, "packline user first NAME" in told.stderr) == (5, True)
    assert off.rework("show", off.spare)


def test_who_has_not_the_right_may_not_rework(off: Off) -> None:
    told = off.ask("rework", "destroy", off.spare, "--reason", "defect", "--as", "leo")
    assert (told.exit_code, "leo is leader; it takes one of: qa" in told.stderr) == (5, True)


def test_a_refusal_is_one_sentence_and_an_exit_code(off: Off) -> None:
    """In a process of its own, as a person types it."""
    data = ("--data", str(off.folder))
    done = packline("rework", "show", "HTTPS://NOWHERE", *data)
    assert_one_clear_end(done, 3, "no code of this station")
    nowhere = ("--data", str(off.folder / "nowhere"))
    assert_one_clear_end(packline("rework", "show", "X", *nowhere), 1, "no database")
