"""`packline user`, `key` and `database` as people meet them: one sentence, the right exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from station.cli import app
from station.compose import escrow
from station.compose.database import Database
from station.compose.secrets import FileSecrets
from station.core.records import Audited
from station.store.lock import StationLock
from station.store.store import Store

ANNA, BERT, LEI = "correct horse 42", "battery staple 17", "words of lei 55"
FIRST = "given at first 1"


@pytest.fixture(autouse=True)
def cheap_escrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escrow, "COST", {"time_cost": 1, "memory_cost": 64, "parallelism": 1})


class Terminal:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "secrets.json").write_text("{}", "utf-8")
        (folder / "secrets.json").chmod(0o600)

    def run(self, *arguments: str, words: tuple[str, ...] = ()) -> Result:
        """A command with a line of standard input for each word."""
        asked = [*arguments, "--data", str(self.folder), "--password-stdin"]
        return CliRunner().invoke(app, asked, input="".join(f"{word}\n" for word in words))

    def done(self, *arguments: str, words: tuple[str, ...] = ()) -> str:
        result = self.run(*arguments, words=words)
        assert result.exit_code == 0, result.output
        return result.stdout

    @property
    def database(self) -> Database:
        return Database(self.folder / "station.db", FileSecrets(self.folder / "secrets.json"))

    def trail(self) -> list[Audited]:
        with self.database.opened(station=1) as store:
            return [e.record for e in store.entries() if isinstance(e.record, Audited)]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def staffed(terminal: Terminal) -> Terminal:
    """With anna (administrator), bert (QA) and 李雷 (line leader)."""
    terminal.done("user", "first", "anna", words=(ANNA,))
    for name, role, word in (("bert", "qa", BERT), ("李雷", "leader", LEI)):
        terminal.done("user", "add", name, "--role", role, "--as", "anna", words=(ANNA, FIRST))
        terminal.done("user", "password", name, "--as", name, words=(FIRST, word))
    return terminal


def test_the_first_command_makes_the_administrator_and_works_once(terminal: Terminal) -> None:
    assert "administrator 管理员" in terminal.done("user", "first", "anna", words=(ANNA,))
    assert terminal.database.encrypted
    again = terminal.run("user", "first", "eve", words=(BERT,))
    assert (again.exit_code, "users already" in again.stderr) == (5, True)


def test_without_a_station_or_a_terminal_it_says_so(terminal: Terminal) -> None:
    result = terminal.run("user", "list", "--as", "anna", words=(ANNA,))
    assert (result.exit_code, "user first" in result.stderr) == (1, True)
    asked = ["user", "first", "anna", "--data", str(terminal.folder)]
    silent = CliRunner().invoke(app, asked)
    assert (silent.exit_code, "--password-stdin" in silent.stderr) == (2, True)
    ended = terminal.run("user", "first", "anna")
    assert (ended.exit_code, "standard input ended" in ended.stderr) == (2, True)


def test_the_list_tells_names_roles_and_states_in_both_languages(staffed: Terminal) -> None:
    staffed.done("user", "disable", "李雷", "--as", "anna", words=(ANNA,))
    told = staffed.done("user", "list", "--as", "anna", words=(ANNA,))
    assert "line leader 线长" in told and "disabled 停用" in told
    as_json = json.loads(staffed.done("user", "list", "--as", "anna", "--json", words=(ANNA,)))
    assert [(one["name"], one["role"], one["active"]) for one in as_json["users"]] == [
        ("anna", "admin", True),
        ("bert", "qa", True),
        ("李雷", "leader", False),
    ]
    assert as_json["demonstration"] is False


@pytest.mark.parametrize(
    "command",
    [
        ("user", "list"),
        ("user", "add", "eve", "--role", "admin"),
        ("user", "disable", "anna"),
        ("user", "role", "bert", "--role", "admin"),
        ("user", "password", "anna"),
    ],
)
def test_only_an_administrator_manages_users(staffed: Terminal, command: tuple[str, ...]) -> None:
    refused = staffed.run(*command, "--as", "bert", words=(BERT, "eves own words"))
    assert refused.exit_code == 5
    assert "bert is qa; it takes one of: admin" in refused.stderr
    assert staffed.trail()[-1].result.startswith("refused: bert is qa")


# ---------------------------------------------------------------- PIN and badge

PIN, BADGE = "902817", "BADGE-00017"


def marks(terminal: Terminal, name: str) -> tuple[bool, bool]:
    """Whether the user has a PIN, and a badge."""
    told = terminal.done("user", "list", "--as", "anna", "--json", words=(ANNA,))
    (one,) = (one for one in json.loads(told)["users"] if one["name"] == name)
    return one["has_pin"], one["has_badge"]


def test_a_pin_is_set_by_its_owner_and_taken_away_again(staffed: Terminal) -> None:
    assert "PIN set 已设置" in staffed.done("user", "pin", "李雷", words=(LEI, PIN))
    assert marks(staffed, "李雷") == (True, False)
    assert "PIN" in staffed.done("user", "list", "--as", "anna", words=(ANNA,))
    staffed.done("user", "pin", "李雷", "--remove", words=(LEI,))
    assert marks(staffed, "李雷") == (False, False)
    again = staffed.run("user", "pin", "李雷", "--remove", words=(LEI,))
    assert (again.exit_code, "has no PIN" in again.stderr) == (5, True)


def test_a_badge_is_given_by_the_administrator_and_given_up_by_its_owner(
    staffed: Terminal,
) -> None:
    staffed.done("user", "badge", "李雷", "--as", "anna", words=(ANNA, BADGE))
    assert marks(staffed, "李雷") == (False, True)
    taken = staffed.run("user", "badge", "bert", "--as", "anna", words=(ANNA, BADGE))
    assert (taken.exit_code, "somebody else's" in taken.stderr) == (5, True)
    staffed.done("user", "badge", "李雷", "--remove", words=(LEI,))
    staffed.done("user", "badge", "bert", "--as", "anna", words=(ANNA, BADGE))
    staffed.done("user", "badge", "bert", "--remove", "--as", "anna", words=(ANNA,))
    assert marks(staffed, "bert") == (False, False)


@pytest.mark.parametrize(
    ("command", "words", "why"),
    [
        (("pin", "bert"), (BERT, PIN), "only operators and line leaders have a PIN"),
        (("pin", "李雷"), (LEI, "123456"), "too easy to guess"),
        (("pin", "李雷"), ("wrong", PIN), "name or password is wrong"),
        (("pin", "李雷", "--as", "anna"), (ANNA, PIN), "set by its owner alone"),
        (("pin", "李雷", "--as", "bert", "--remove"), (BERT,), "it takes one of: admin"),
        (("badge", "李雷"), (LEI, BADGE), "李雷 is leader; it takes one of: admin"),
        (("badge", "李雷", "--as", "anna"), (ANNA, "short"), "8 to 128 characters"),
        (("badge", "李雷", "--as", "bert", "--remove"), (BERT,), "it takes one of: admin"),
        (("badge", "eve", "--as", "anna"), (ANNA, BADGE), "no user 'eve'"),
    ],
)
def test_what_is_not_theirs_or_too_weak_is_refused(
    staffed: Terminal, command: tuple[str, ...], words: tuple[str, ...], why: str
) -> None:
    refused = staffed.run("user", *command, words=words)
    assert (refused.exit_code, refused.stderr.count("\n")) == (5, 1)
    assert why in refused.stderr
    assert marks(staffed, "李雷") == (False, False)


def test_no_pin_and_no_badge_stands_on_the_screen_or_in_the_file(staffed: Terminal) -> None:
    said = staffed.run("user", "pin", "李雷", words=(LEI, PIN)).output
    said += staffed.run("user", "badge", "李雷", "--as", "anna", words=(ANNA, BADGE)).output
    said += staffed.run("user", "pin", "李雷", words=(LEI, f"{PIN}x")).output
    said += "".join(repr(one) for one in staffed.trail())
    assert PIN not in said
    assert BADGE not in said


def test_wrong_words_get_one_sentence_and_lock(staffed: Terminal) -> None:
    for name in ("anna", "nobody"):
        wrong = staffed.run("user", "list", "--as", name, words=("wrong",))
        assert (wrong.exit_code, wrong.stderr.count("\n")) == (5, 1)
    for _ in range(4):
        staffed.run("user", "list", "--as", "anna", words=("wrong",))
    assert staffed.run("user", "list", "--as", "anna", words=(ANNA,)).exit_code == 5
    assert staffed.trail()[-1].result == "refused: it is locked"


def test_the_last_administrator_stays(staffed: Terminal) -> None:
    for command in (("disable", "anna"), ("role", "anna", "--role", "it")):
        kept = staffed.run("user", *command, "--as", "anna", words=(ANNA,))
        assert (kept.exit_code, "last administrator" in kept.stderr) == (5, True)


def test_a_running_station_is_left_alone(staffed: Terminal) -> None:
    with StationLock(staffed.folder / "station.db"):
        refused = staffed.run("user", "list", "--as", "anna", words=(ANNA,))
    assert (refused.exit_code, "end it first" in refused.stderr) == (1, True)


def test_keys_leave_with_two_people_and_come_back_with_two_passphrases(
    staffed: Terminal, tmp_path: Path
) -> None:
    file, phrases = str(tmp_path / "escrow.json"), ("a long passphrase", "another long one")
    command = ("key", "export", file)
    alone = staffed.run(*command, "--as", "anna", "anna", words=(ANNA, ANNA, *phrases))
    assert (alone.exit_code, "second person" in alone.stderr) == (5, True)
    leader = staffed.run(*command, "--as", "anna", "李雷", words=(ANNA, LEI, *phrases))
    assert (leader.exit_code, "李雷 is leader" in leader.stderr) == (5, True)
    staffed.done(*command, "--as", "anna", "bert", words=(ANNA, BERT, *phrases))
    last = staffed.trail()[-1]
    assert (last.category, last.result, last.by, last.second) == ("export", "done", "anna", "bert")
    (staffed.folder / "secrets.json").write_text("{}", "utf-8")
    lost = CliRunner().invoke(app, ["check", "--data", str(staffed.folder)])
    assert (lost.exit_code, "packline key import" in lost.stderr) == (1, True)
    staffed.done("key", "import", file, words=phrases)
    found = CliRunner().invoke(app, ["check", "--data", str(staffed.folder)])
    assert found.exit_code == 0, found.output


def test_a_plain_database_is_encrypted_by_one_command(terminal: Terminal) -> None:
    with Store.open(terminal.folder / "station.db", station=1):
        pass
    plain = CliRunner().invoke(app, ["check", "--data", str(terminal.folder)])
    assert "packline database encrypt" in plain.stdout
    command = ["database", "encrypt", "--data", str(terminal.folder)]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert terminal.database.encrypted
    again = CliRunner().invoke(app, command)
    assert (again.exit_code, "encrypted already" in again.stderr) == (3, True)
    sound = CliRunner().invoke(app, ["check", "--data", str(terminal.folder), "--json"])
    assert json.loads(sound.stdout)["encrypted"] is True


@pytest.mark.parametrize("head", ["812", "0:" + "00" * 32, "12:beef", "x:" + "00" * 32])
def test_a_head_that_is_none_is_told_so(staffed: Terminal, head: str) -> None:
    result = CliRunner().invoke(app, ["check", "--data", str(staffed.folder), "--head", head])
    assert (result.exit_code, "NUMBER:HASH" in result.stderr) == (1, True)


def test_a_head_of_a_printed_record_is_looked_for(staffed: Terminal) -> None:
    folder = ["check", "--data", str(staffed.folder)]
    report = json.loads(CliRunner().invoke(app, [*folder, "--json"]).stdout)
    kept = f"{report['entries']}:{report['head']}"
    assert CliRunner().invoke(app, [*folder, "--head", kept]).exit_code == 0
    later = CliRunner().invoke(app, [*folder, "--head", f"9{kept}"])
    assert later.exit_code == 1
    assert f"entry {report['entries'] + 1} of the journal is missing" in later.stdout
