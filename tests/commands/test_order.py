"""`packline order`, `codes` and `ship` as people use them: what they say, and what they leave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from station.cli import app
from station.commands.places import secrets_of
from station.compose.database import Database
from station.compose.secrets import master_secret
from station.core import records as r
from station.core.states import Cause, ContainerState, Phase
from station.store import queries
from station.store.engine import reading
from tests.commands.staff import hire, signed

PRODUCTS = Path(__file__).resolve().parents[2] / "config" / "products"
GOOD = (Cause.ALLOCATE, Cause.SEND, Cause.PRINT, Cause.VERIFY)
ORDER_TOML = """
number = "WO-1"
product = "water-24"
batch = "L1"
target = 48
produced = 2026-11-23
expiry = 2027-11-22
dealer = "Hangzhou Drinks"
region = "Zhejiang"
campaign = "Spring"
scenes = ["marketing", "anti_diversion"]
activity = "lottery-7"
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "station"
    folder.mkdir()
    return folder


def packline(data: Path, *arguments: str) -> Result:
    words, given = signed(arguments)
    return CliRunner().invoke(app, [*words, "--data", str(data)], input=given)


def done(data: Path, *arguments: str) -> str:
    result = packline(data, *arguments)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def refused(data: Path, *arguments: str, code: int = 1) -> str:
    result = packline(data, *arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output + result.stderr
    return result.stderr


def shown(data: Path, *arguments: str) -> Any:
    return json.loads(done(data, *arguments, "--json"))


def order_file(folder: Path, text: str = ORDER_TOML, name: str = "order.toml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def opened(data: Path, *more: str) -> None:
    what = ("--product", "water-24", "--batch", "L1", "--target", "48")
    done(data, "order", "open", "WO-1", *what, *more)


def database(data: Path) -> Database:
    return Database(data / "station.db", secrets_of(data))


def commit(data: Path, *records: r.Record) -> None:
    with database(data).opened(station=0) as store:
        store.commit(records, 1)


def granted(data: Path) -> dict[int, int]:
    """The first code of each level's block."""
    with database(data).opened(station=0) as store, reading(store.engine) as connection:
        found = queries.entries_of_kind(connection, "WO-1", "Granted")
        blocks = [one.record for one in found if isinstance(one.record, r.Granted)]
    return {one.level: (one.series << 40) + one.first for one in blocks}


def moved(level: int, causes: tuple[Cause, ...], *codes: int) -> list[r.Record]:
    return [r.CodesMoved("WO-1", level, cause, codes) for cause in causes]


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize("kind", ["toml", "json"])
def test_an_order_comes_from_a_file_whole(data: Path, tmp_path: Path, kind: str) -> None:
    text = ORDER_TOML
    if kind == "json":
        fields = dict(line.split(" = ", 1) for line in ORDER_TOML.strip().splitlines())
        dates = {key: f'"{fields[key]}"' for key in ("produced", "expiry")}
        text = json.dumps({key: json.loads(v) for key, v in {**fields, **dates}.items()}, indent=1)
    done(data, "order", "open", "--from", order_file(tmp_path, text, f"order.{kind}"))
    story = shown(data, "order", "show")
    told = {key: story[key] for key in ("dealer", "region", "campaign", "scenes", "activity")}
    assert told == {
        "dealer": "Hangzhou Drinks",
        "region": "Zhejiang",
        "campaign": "Spring",
        "scenes": ["marketing", "anti_diversion"],
        "activity": "lottery-7",
    }
    assert (story["produced"], story["expiry"]) == ("2026-11-23", "2027-11-22")


def test_an_option_goes_before_the_file(data: Path, tmp_path: Path) -> None:
    done(data, "order", "open", "WO-2", "--from", order_file(tmp_path), "--target", "96")
    story = shown(data, "order", "show", "WO-2")
    assert story["target"] == 96


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("target = 48", 'target = "48"'), ("order.toml:5", "target", "whole number")),
        (('number = "WO-1"', ""), ("number",)),
        (('"marketing"', '"marketting"'), ("order.toml:11", "marketting", "marketing")),
        (("activity =", "activty ="), ("activty", "activity")),
        (("2027-11-22", "2025-11-22"), ("WO-1", "expires on 2025-11-22, before it is produced")),
        (('dealer = "Hangzhou Drinks"', ""), ("name the dealer too",)),
        (('product = "water-24"', 'product = "watr-24"'), ("watr-24", "water-24")),
    ],
)
def test_a_wrong_order_file_is_told_with_the_place(
    data: Path, tmp_path: Path, wrong: tuple[str, str], words: tuple[str, ...]
) -> None:
    path = order_file(tmp_path, ORDER_TOML.replace(*wrong))
    told = refused(data, "order", "open", "--from", path, code=2)
    for word in words:
        assert word in told, told
    assert not list(data.iterdir()), "nothing was made"


def test_a_wrong_json_file_is_told_with_its_line(data: Path, tmp_path: Path) -> None:
    path = order_file(tmp_path, '{"number": "WO-1",\n "target": }', "order.json")
    assert "order.json:2: not JSON" in refused(data, "order", "open", "--from", path, code=2)
    path = order_file(tmp_path, '{"number": "W",\n "product": "x", "batch": 7}', "o.json")
    assert "o.json:2: batch" in refused(data, "order", "open", "--from", path, code=2)


def test_what_is_lacking_is_asked_for(data: Path) -> None:
    told = refused(data, "order", "open", "WO-1", "--product", "water-24", code=2)
    assert "the order has no batch; add --batch, or give --from FILE" in told


# ---------------------------------------------------------------- changing, clearing, closing


def test_the_open_order_gets_its_approval_and_another_target(data: Path, tmp_path: Path) -> None:
    done(data, "order", "open", "--from", order_file(tmp_path))
    told = done(data, "order", "change", "--approval", "A-7", "--target", "50", "--as", "anna")
    assert told == "order WO-1: target 50, approved under A-7\n"
    assert "approved under A-7 already" in refused(data, "order", "change", "--approval", "A-8")


def test_clearance_names_what_stands_open_and_touches_nothing(data: Path) -> None:
    opened(data)
    first = granted(data)[0]
    commit(
        data,
        r.PhaseChanged("WO-1", Phase.EXECUTE),
        *moved(0, GOOD, first),
        *moved(0, GOOD[:3], first + 1),
        *moved(0, GOOD[:2], first + 2),
        *moved(0, (*GOOD[:2], Cause.DOUBT), first + 3),
        r.AlarmRaised("WO-1", 1, "events_lost", "belt", "1 events"),
    )
    before = (data / "station.db").read_bytes()
    found = shown(data, "order", "clearance")
    told = {one["key"]: one["count"] for one in found["points"]}
    assert told == {
        "running": 1, "at_printer": 1, "loose": 1, "unseen": 2, "in_doubt": 1, "alarms": 1,
    }  # fmt: skip
    assert found["clear"] is False
    assert "codes in doubt (bottle): 1. Find or void them." in done(data, "order", "clearance")
    assert "存疑的码" in done(data, "order", "clearance")
    assert (data / "station.db").read_bytes() == before


def test_an_order_with_something_under_way_is_not_closed_and_left_as_it_was(data: Path) -> None:
    opened(data)
    first = granted(data)[0]
    commit(data, r.PhaseChanged("WO-1", Phase.EXECUTE), *moved(0, GOOD, first))
    before = shown(data, "order", "show")
    told = refused(data, "order", "close", "--as", "anna")
    assert "verified codes on no container (bottle): 1. Pack the items" in told
    assert shown(data, "order", "show") == before
    told = refused(data, "order", "close", "--belt-is-clear", "--as", "anna")
    assert "codes in doubt (bottle): 1" in told
    assert shown(data, "order", "show") == before


def test_an_order_with_nothing_under_way_is_closed(data: Path) -> None:
    opened(data)
    first = granted(data)[0]
    phases = (r.PhaseChanged("WO-1", p) for p in (Phase.EXECUTE, Phase.STOPPED))
    commit(data, *phases, *moved(0, (Cause.ALLOCATE,), first, first + 1))
    assert done(data, "order", "close", "--as", "anna") == "order WO-1 is closed\n"
    story = shown(data, "order", "show", "WO-1")
    assert (story["phase"], story["since"].endswith("by anna")) == ("complete", True)
    assert story["levels"][0]["counts"]["allocated"] == 0
    assert done(data, "check").count("ok") > 5


def test_unprinted_codes_are_void_where_so_wished(data: Path) -> None:
    opened(data)
    done(data, "order", "close", "--unprinted", "void", "--as", "anna")
    counts = shown(data, "order", "show", "WO-1")["levels"][0]["counts"]
    assert counts["free"] == 0 < counts["void"]


def test_a_cancelled_order_says_why(data: Path) -> None:
    opened(data)
    assert done(data, "order", "cancel", "--reason", "no bottles", "--as", "anna").endswith(
        "is cancelled\n"
    )
    assert "cancelled: no bottles" in shown(data, "order", "show", "WO-1")["since"]
    assert "no order is open" in refused(data, "order", "cancel", "--reason", "again")


@pytest.mark.parametrize(
    "command",
    [
        ("order", "show", "WO-9"),
        ("order", "clearance", "WO-9"),
        ("order", "close"),
        ("order", "change", "--target", "5"),
        ("ship", "X", "--dealer", "D"),
        ("ship", "undo", "X", "--reason", "r"),
        ("codes", "void", "X", "Y", "--reason", "r", "--as", "a", "--second", "b"),
    ],
)
def test_without_a_database_nothing_is_made_and_one_sentence_said(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    told = refused(tmp_path / "nowhere", *command)
    assert len(told.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- codes from elsewhere


def imported(tmp_path: Path) -> str:
    """A product whose bottles carry codes from a file."""
    text = (PRODUCTS / "water-24.toml").read_text("utf-8")
    minted = 'kind = "minted"\nsymbology = "qr"\nprefix = "HTTPS://M.EXAMPLE/B/"'
    assert minted in text
    return order_file(
        tmp_path, text.replace(minted, 'kind = "imported"\nsymbology = "qr"'), "imported.toml"
    )


def with_codes(data: Path, tmp_path: Path, number: str, *more: str) -> Result:
    what = ("--product", imported(tmp_path), "--batch", "L1", "--target", "3")
    return packline(data, "order", "open", number, *what, *more)


def test_codes_that_came_back_are_taken_by_the_next_order_of_the_product(
    data: Path, tmp_path: Path
) -> None:
    codes = order_file(tmp_path, "A-1\nA-2\nA-3\nA-4\nA-5\n", "codes.txt")
    assert with_codes(data, tmp_path, "WO-1", "--codes", codes).exit_code == 0
    assert shown(data, "codes", "pool") == []
    done(data, "order", "close", "--as", "anna")
    (pool,) = shown(data, "codes", "pool")
    assert (pool["count"], pool["gtin"], pool["order"]) == (5, "06901234567892", "WO-1")
    assert "5 codes for GTIN 06901234567892" in done(data, "codes", "pool")
    assert with_codes(data, tmp_path, "WO-2").exit_code == 0
    assert shown(data, "order", "show")["levels"][0]["granted"] == 5
    assert shown(data, "codes", "pool") == []
    assert done(data, "check").count("ok") > 5


def sets_file(folder: Path, sets: int) -> str:
    rows = [
        f"K-{n},case,\n" + "".join(f"B-{n}-{m},bottle,K-{n}\n" for m in range(6))
        for n in range(sets)
    ]
    return order_file(folder, "code,role,parent\n" + "".join(rows), "sets.csv")


def test_sets_go_to_the_next_order_whole(data: Path, tmp_path: Path) -> None:
    """One bottle of the first set was kicked off, and nobody ever read the rest of it."""
    what = ("--product", "baijiu-sets", "--batch", "L1", "--target", "6")
    done(data, "order", "open", "WO-1", *what, "--codes", sets_file(tmp_path, 3))
    first = granted(data)[0]
    commit(data, *moved(0, (Cause.RECEIVE, Cause.REJECT), first))
    told = refused(data, "order", "close", "--as", "anna")
    assert "sets and pairs of which only a part was read: 1" in told
    (point,) = (p for p in shown(data, "order", "clearance")["points"] if p["key"] == "half_sets")
    assert (point["blocks"], point["command"]) == (True, "UnreadVoided")
    told = refused(data, "order", "void-unread", "--reason", "scrap", "--as", "anna", code=5)
    assert "packline user first" in told
    hire(data, anna="leader")
    told = done(data, "order", "void-unread", "--reason", "scrap", "--as", "anna")
    assert told == "6 codes that nobody read are void: scrap\n"
    done(data, "order", "close", "--as", "anna")
    assert sorted((p["level"], p["count"]) for p in shown(data, "codes", "pool")) == [
        (0, 12),
        (1, 2),
    ]
    done(data, "order", "open", "WO-2", *what, "--as", "anna")
    levels = shown(data, "order", "show")["levels"]
    assert [one["granted"] for one in levels[:2]] == [12, 2]
    assert done(data, "check").count("ok") > 5


def test_an_order_without_codes_is_told_where_to_get_some(data: Path, tmp_path: Path) -> None:
    told = with_codes(data, tmp_path, "WO-1")
    assert told.exit_code == 1
    assert "are left from earlier orders; name a file of them with --codes FILE" in told.stderr
    assert shown(data, "order", "list") == []


# ---------------------------------------------------------------- void and ship


@pytest.fixture
def packed(data: Path, tmp_path: Path) -> Path:
    """Three bottles with codes of a file in a confirmed case, which is all of the order."""
    text = Path(imported(tmp_path)).read_text("utf-8")
    levels = text.split("[[levels]]")
    product = order_file(tmp_path, "[[levels]]".join(levels[:3]), "two-levels.toml")
    codes = order_file(tmp_path, "".join(f"A-{n}\n" for n in range(1, 10)), "codes.txt")
    what = ("--product", product, "--batch", "L1", "--target", "3", "--codes", codes)
    done(data, "order", "open", "WO-1", *what, "--dealer", "Hangzhou", "--region", "Zhejiang")
    first = granted(data)
    bottles, label = tuple(first[0] + n for n in range(3)), first[1]
    partial = (ContainerState.PARTIAL, ContainerState.CLOSED)
    labelled = (ContainerState.LABELLED, ContainerState.CONFIRMED)
    commit(
        data,
        r.PhaseChanged("WO-1", Phase.EXECUTE),
        *moved(0, GOOD, *bottles),
        r.ContainerOpened("WO-1", 1, 1, 24),
        r.Bound("WO-1", 1, bottles, (0, 1, 2)),
        *(r.ContainerMoved("WO-1", 1, state, 3, "end") for state in partial),
        *moved(1, GOOD, label),
        r.LabelAssigned("WO-1", 1, label),
        *(r.ContainerMoved("WO-1", 1, state, 3, "end") for state in labelled),
        r.BatchReady("WO-1", 1),
    )
    master_secret(secrets_of(data))
    return data


TWO = ("--as", "anna", "--second", "bo")


def test_a_range_is_void_on_the_word_of_two(packed: Path) -> None:
    void = ("codes", "void", "A-5", "A-7", "--reason", "spoilt")
    assert "no user yet" in refused(packed, *void, *TWO, code=5)
    hire(packed, anna="leader", bo="qa")
    told = refused(packed, *void, "--as", "anna", "--second", "anna", code=5)
    assert "a second person" in told
    assert done(packed, *void, *TWO) == "3 codes are void: spoilt\n"
    assert shown(packed, "order", "show")["levels"][0]["counts"]["void"] == 3
    assert shown(packed, "trace", "A-6")["state"] == "void"
    assert done(packed, "check").count("ok") > 5


def test_where_there_are_users_each_of_the_two_gives_their_password(packed: Path) -> None:
    hire(packed, anna="leader", bo="qa")
    void = ["codes", "void", "A-5", "A-7", "--reason", "spoilt", *TWO, "--password-stdin"]
    told = CliRunner().invoke(app, [*void, "--data", str(packed)], input="guess\nguess\n")
    assert told.exit_code == 5, told.output + told.stderr
    assert shown(packed, "trace", "A-6")["state"] == "free"


def test_a_range_with_a_packed_bottle_in_it_is_refused_whole(packed: Path) -> None:
    hire(packed, anna="leader", bo="qa")
    told = refused(packed, "codes", "void", "A-3", "A-9", "--reason", "spoilt", *TWO)
    assert "in or on containers 1; take them out" in told
    assert shown(packed, "order", "show")["levels"][0]["counts"]["void"] == 0
    assert "X-1: no code of this station" in refused(
        packed, "codes", "void", "X-1", "A-9", "--reason", "spoilt", *TWO
    )


def test_a_case_goes_to_its_dealer_and_a_bottle_in_it_tells_where(packed: Path) -> None:
    by = ("--as", "dock")
    assert "no user yet" in refused(packed, "ship", "A-2", *by, code=5)
    hire(packed, dock="leader")
    assert "is only for Hangzhou" in refused(packed, "ship", "A-2", "--dealer", "Ningbo", *by)
    told = done(packed, "ship", "A-2", *by)  # found by a bottle in it
    assert told == "container 1 goes to Hangzhou, Zhejiang\n"
    bottle = shown(packed, "trace", "A-1")
    assert bottle["shipped_to"] == {"dealer": "Hangzhou", "region": "Zhejiang"}
    assert bottle["story"][-1]["what"] == "container 1 shipped to Hangzhou, Zhejiang, by dock"
    assert "shipped to Hangzhou already" in refused(
        packed, "ship", "A-1", "--dealer", "Hangzhou", *by
    )
    assert done(packed, "ship", "undo", "A-1", "--reason", "wrong truck", *by) == (
        "container 1 is here again\n"
    )
    assert shown(packed, "trace", "A-1")["shipped_to"] is None
    assert done(packed, "check").count("ok") > 5
