"""The station's door: every request takes its right, and nobody signs with another's name."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from itertools import count
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from station.core import events as e
from station.core.access import (
    BEFORE_USERS,
    NEEDS_PASSWORD,
    RIGHT_OF,
    RIGHTS,
    TWO_PEOPLE,
    Principal,
    Right,
    Role,
)
from station.core.effects import Refused
from station.core.facts import Scanned
from station.core.line import step
from station.core.order import Order
from station.core.printing import Head
from station.core.records import Audited, Record
from station.core.rework_events import Fate
from station.core.snapshot import Snapshot, picture
from station.core.state import new_line
from station.runtime.service import NOBODY, NotAllowed, Service
from station.runtime.sessions import IDLE_MS_MAX, Sessions
from station.store.accounts import Accounts
from station.store.errors import StoreRefused
from station.store.passwords import Passwords
from station.store.store import Store
from tests.store.made import order
from tests.store.test_store_accounts import CHEAP, COST, PEPPER

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
WORD = "correct horse 42"
NUMBERS = count(1)
OF_THE_STATION = {e.Noted}  # has a `by`, and is no command: the station writes it


class CoreLine:
    """The real core and store, without threads: what is asked is stepped and committed at once."""

    def __init__(self, store: Store) -> None:
        self.store, self.state = store, new_line([Head("coder", 0)])
        self.asked: list[e.Event] = []
        self.records: list[Record] = []
        self.granted: list[int] = []

    @property
    def snapshot(self) -> Snapshot:
        return picture(self.state, 0)

    def now_ms(self) -> int:
        return 1_000

    def ask(self, command: e.Event) -> Refused | None:
        self.asked.append(command)
        self.state, records, effects = step(self.state, command)
        self.records += records
        self.store.commit(records, 1_000)
        return next((one for one in effects if isinstance(one, Refused)), None)

    def open_order(self, order: Order, codes: Mapping[int, int], by: str = "") -> None:
        assert self.ask(e.OrderGiven(order, 1_000, by)) is None

    def grant_more(self, level: int) -> None:
        self.granted.append(level)


class Shop:
    """A station with two people of each role, all logged in."""

    def __init__(self, store: Store) -> None:
        self.line, self.clock_ms = CoreLine(store), 0
        accounts = Accounts(store.engine, Passwords(PEPPER, CHEAP, COST))
        tokens = count(1)
        sessions = Sessions(lambda: self.clock_ms, lambda: f"token {next(tokens)}")
        self.service = Service(self.line, store, accounts, sessions)
        self.service.first_administrator("root", WORD)
        root = [self.service.log_in("root", WORD)]
        self.people: dict[str, Principal] = {"root": root[0]}
        for role in Role:
            for number in (1, 2):
                name = f"{role.value} {number}"
                self.service.add_user(root, name, role, "first words 99")
                self.service.change_own_password(name, "first words 99", WORD)
                self.people[name] = self.service.log_in(name, WORD)
        self.line.asked.clear()
        self.line.records.clear()

    def two(self, role: Role) -> list[Principal]:
        return [self.people[f"{role.value} 1"], self.people[f"{role.value} 2"]]

    @property
    def refusals(self) -> list[Audited]:
        return [
            one
            for one in self.line.records
            if isinstance(one, Audited) and one.category == e.Category.REQUEST
        ]


@pytest.fixture(scope="module")
def opened_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with Store.open(tmp_path_factory.mktemp("shop") / "station.db", station=1) as store:
        yield Shop(store)


@pytest.fixture
def floor(opened_shop: Shop) -> Shop:
    """The shop that the matrix is tried in: 13 people cost some time. No order is on its line."""
    # An alarm that is raised in one try is in the database in the next one.
    next_alarm = opened_shop.line.state.next_alarm
    opened_shop.line.state = replace(new_line([Head("coder", 0)]), next_alarm=next_alarm)
    opened_shop.line.asked.clear()
    opened_shop.line.records.clear()
    return opened_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with Store.open(tmp_path / "station.db", station=1) as store:
        yield Shop(store)


# ---------------------------------------------------------------- nothing is left out


def commands_with_a_name() -> set[type]:
    """Every event that says who asked for it."""
    return {kind for kind in get_args(e.Event) if "by" in {field.name for field in fields(kind)}}


def test_every_command_of_people_has_its_right() -> None:
    missing = commands_with_a_name() - RIGHT_OF.keys() - OF_THE_STATION
    assert not missing, f"commands without a right: {missing}"
    assert not RIGHT_OF.keys() - commands_with_a_name(), "a right for what is no command"


def test_every_public_method_says_which_right_it_takes() -> None:
    silent = [
        name
        for name, member in inspect.getmembers(Service)
        if not name.startswith("_")
        and not hasattr(member, "right")
        and not getattr(member, "open_because", "")
    ]
    assert not silent, f"methods that declare nothing: {silent}"


def test_what_is_open_to_everybody_is_known() -> None:
    opened = {n for n, member in inspect.getmembers(Service) if hasattr(member, "open_because")}
    assert opened == {
        *("look", "stop", "log_in", "return_by_pin", "return_by_badge", "log_out"),
        *("first_administrator", "change_own_password", "set_own_pin", "is_in"),
        *("remove_own_pin", "remove_own_badge", "own_account", "at_work"),
        *("call_help", "counts", "has_users", "must", "must_see"),
    }


def table_of_the_page() -> dict[Right, set[Role]]:
    """The table of docs/access.md."""
    rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    roles = [Role(cell.split()[0]) for cell in rows[0][2:]]
    return {
        Right(row[0].split("`")[1]): {
            role for role, cell in zip(roles, row[2:], strict=True) if cell == "✓"
        }
        for row in rows[2:]
    }


def test_the_page_says_what_the_program_does() -> None:
    assert table_of_the_page() == {
        right: {role for role in Role if right in RIGHTS[role]} for right in Right
    }
    said = re.search(r"\*\*Two people\*\*[^:]*: ([^.]*)\.", PAGE.read_text("utf-8"))
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said.group(1))) == {right.value for right in TWO_PEOPLE}
    said = re.search(r"\*\*The password itself\*\*[^:]*: ([^.]*)\.", PAGE.read_text("utf-8"))
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said.group(1))) == {right.value for right in NEEDS_PASSWORD}
    said = re.search(r"\*\*Before there is a user\*\*[^(]*\(([^)]*)\)", PAGE.read_text("utf-8"))
    assert said is not None
    assert set(re.findall(r"`(\w+)`", said.group(1))) == {right.value for right in BEFORE_USERS}


# ---------------------------------------------------------------- role x command, on the real core


def some(kind: type) -> Any:
    """A command of this kind, signed by somebody else."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.default is MISSING and field.default_factory is MISSING:
            values[field.name] = _some_value(hints[field.name])
    forged = {name: "somebody else" for name in ("by", "second") if name in hints}
    return kind(**values, **forged)


def _some_value(hint: Any) -> Any:
    if hint is Order:
        return order(f"WO-{next(NUMBERS)}")
    if hint is Scanned:
        return Scanned(b"SOME CODE")
    if hint is Fate:
        return Fate.LOOSE
    return {int: 1, str: "because"}.get(hint, ())


@pytest.mark.parametrize("kind", sorted(RIGHT_OF, key=lambda one: one.__name__))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_what_the_page_says_and_no_more(floor: Shop, role: Role, kind: type) -> None:
    """Through the real core, which has no order: what may pass is answered by the line."""
    right = RIGHT_OF[kind]
    people = floor.two(role)
    refused = floor.service.ask(people, some(kind))
    reached = [one for one in floor.line.asked if isinstance(one, kind)]
    if role in table_of_the_page()[right]:
        assert len(reached) == 1, refused
        assert not floor.refusals
        signed: Any = reached[0]
        assert signed.by == people[0].name
        assert getattr(signed, "second", people[1].name) == people[1].name
    else:
        assert not reached
        assert refused is not None and "it takes one of" in refused.why
        (noted,) = floor.refusals
        assert (noted.what, noted.by) == (kind.__name__, people[0].name)


@pytest.mark.parametrize("right", sorted(TWO_PEOPLE))
def test_what_takes_two_takes_two_different_people(shop: Shop, right: Right) -> None:
    kinds = [kind for kind, needed in RIGHT_OF.items() if needed is right]
    first, second = shop.two(Role.QA)
    for kind in kinds:
        for people in ([first], [first, first]):
            refused = shop.service.ask(people, some(kind))
            assert refused is not None and "second person" in refused.why
        other = shop.people["operator 1"]
        refused = shop.service.ask([first, other], some(kind))
        assert refused is not None and "operator 1 is operator" in refused.why
        shop.service.log_out(second)
        refused = shop.service.ask([first, second], some(kind))
        assert refused is not None and "not logged in" in refused.why


def test_stop_needs_no_login(shop: Shop) -> None:
    shop.service.stop()
    shop.service.ask(NOBODY, e.StopAsked(1, by="somebody else"))
    stops = [one for one in shop.line.asked if isinstance(one, e.StopAsked)]
    assert [one.by for one in stops] == ["", ""]
    shop.clock_ms += IDLE_MS_MAX + 1  # and none that is still open
    shop.service.stop([shop.people["operator 1"]], "jam")
    assert (shop.line.asked[-1]) == e.StopAsked(1_000, "", "jam")


MADE_UP: Sequence[Principal] = (
    Principal("root", Role.ADMIN),
    Principal("root", Role.ADMIN, "token 1000"),
    Principal("nobody", Role.LEADER, "token 1"),
)


@pytest.mark.parametrize("who", MADE_UP)
def test_a_principal_of_ones_own_making_is_nobody(shop: Shop, who: Principal) -> None:
    refused = shop.service.ask([who], e.StartAsked(1))
    assert refused is not None and "not logged in" in refused.why
    with pytest.raises(NotAllowed, match="not logged in"):
        shop.service.users([who])
    assert len(shop.refusals) == 2


def test_nobody_is_nobody(shop: Shop) -> None:
    refused = shop.service.ask(NOBODY, e.StartAsked(1))
    assert refused is not None and "log in first" in refused.why
    with pytest.raises(NotAllowed):
        shop.service.grant_more(NOBODY, 0)
    assert shop.line.granted == []


def test_what_is_no_command_of_people_is_refused(shop: Shop) -> None:
    """A script can't pretend to be a camera or a printer, nor write the audit trail."""
    for event in (e.PrintDone("coder", 1, 1), e.Noted(e.Category.USERS, "x", "y", 1), e.Tick(1)):
        refused = shop.service.ask(shop.two(Role.ADMIN), event)
        assert refused is not None and "no command" in refused.why
        assert event not in shop.line.asked


def test_guarded_methods_take_their_right(shop: Shop) -> None:
    with pytest.raises(NotAllowed, match="it takes one of: admin"):
        shop.service.add_user(shop.two(Role.IT), "eve", Role.ADMIN, "words of eve 12")
    with pytest.raises(NotAllowed, match="it takes one of: leader"):
        shop.service.open_order(shop.two(Role.OPERATOR), order(), {})
    shop.service.open_order(shop.two(Role.LEADER), order(), {})
    assert shop.line.state.order == order()
    assert [one.what for one in shop.refusals] == ["add_user", "open_order"]


# ---------------------------------------------------------------- logging in


def test_a_screen_locks_itself_and_its_owner_comes_back_by_pin(shop: Shop) -> None:
    operator = shop.people["operator 1"]
    shop.service.set_own_pin("operator 1", WORD, "902817")
    shop.clock_ms += IDLE_MS_MAX + 1
    refused = shop.service.ask([operator], e.StartAsked(1))
    assert refused is not None and "locked itself" in refused.why
    with pytest.raises(NotAllowed, match="name or password is wrong"):
        shop.service.return_by_pin("operator 1", "902818")
    back = shop.service.return_by_pin("operator 1", "902817")
    assert shop.service.ask([back], e.StartAsked(1)) == Refused(
        "StartAsked", "no order is on the line; open one first"
    )


def test_a_badge_brings_back_only_who_is_at_work(shop: Shop) -> None:
    root = [shop.people["root"]]
    shop.service.set_badge(root, "leader 1", "BADGE-00017")
    assert shop.service.return_by_badge("BADGE-00017").name == "leader 1"
    shop.service.log_out(shop.service.return_by_badge("BADGE-00017"))
    with pytest.raises(NotAllowed, match="password first"):
        shop.service.return_by_badge("BADGE-00017")


@pytest.mark.parametrize("way", ["pin", "badge"])
def test_a_pin_or_a_badge_carries_no_right_that_needs_the_password(shop: Shop, way: str) -> None:
    root = [shop.people["root"]]
    shop.service.set_own_pin("leader 1", WORD, "902817")
    shop.service.set_badge(root, "leader 1", "BADGE-00017")
    back = (
        shop.service.return_by_pin("leader 1", "902817")
        if way == "pin"
        else shop.service.return_by_badge("BADGE-00017")
    )
    void = e.RangeVoidAsked(1, 1, 1, "spoilt", 1)
    second = shop.people["leader 2"]
    for people in ([back, second], [second, back]):
        refused = shop.service.ask(people, void)
        assert refused is not None and f"came back by {way}; this takes the password" in refused.why
    refused = shop.service.ask([back], e.DoubtSettled((1,), 1))
    assert refused is not None and "takes the password" in refused.why
    assert shop.service.ask([back], e.StartAsked(1)) == Refused(
        "StartAsked", "no order is on the line; open one first"
    )
    refused = shop.service.ask([shop.service.log_in("leader 1", WORD), second], void)
    assert refused is not None and "password" not in refused.why


def test_an_administrator_who_came_back_by_badge_makes_no_users(shop: Shop) -> None:
    shop.service.set_badge([shop.people["root"]], "root", "BADGE-00099")
    back = shop.service.return_by_badge("BADGE-00099")
    with pytest.raises(NotAllowed, match="takes the password"):
        shop.service.add_user([back], "eve", Role.ADMIN, "words of eve 12")


def test_whoever_knows_a_pin_cannot_change_it(shop: Shop) -> None:
    shop.service.set_own_pin("operator 1", WORD, "902817")
    with pytest.raises(NotAllowed, match="name or password is wrong"):
        shop.service.set_own_pin("operator 1", "902817", "713946")


def test_a_lost_badge_and_a_pin_are_taken_away_and_their_owner_is_out(shop: Shop) -> None:
    root = [shop.people["root"]]
    shop.service.set_badge(root, "leader 1", "BADGE-00017")
    shop.service.set_own_pin("leader 1", WORD, "902817")
    shop.service.remove_badge(root, "leader 1")
    assert not shop.service.is_in(shop.people["leader 1"])
    shop.service.log_in("leader 1", WORD)
    shop.service.remove_pin(root, "leader 1")
    shop.service.log_in("leader 1", WORD)
    for come_back in (
        lambda: shop.service.return_by_badge("BADGE-00017"),
        lambda: shop.service.return_by_pin("leader 1", "902817"),
    ):
        with pytest.raises(NotAllowed):
            come_back()


def test_whoever_is_disabled_or_moved_is_out_at_once(shop: Shop) -> None:
    root = [shop.people["root"]]
    shop.service.set_active(root, "leader 1", False)
    shop.service.set_role(root, "leader 2", Role.OPERATOR)
    for one in shop.two(Role.LEADER):
        refused = shop.service.ask([one], e.StartAsked(1))
        assert refused is not None and "not logged in" in refused.why
    with pytest.raises(NotAllowed):
        shop.service.log_in("leader 1", WORD)


def test_a_given_password_opens_nothing_but_its_own_change(shop: Shop) -> None:
    root = [shop.people["root"]]
    shop.service.add_user(root, "new one", Role.QA, "first words 99")
    with pytest.raises(NotAllowed, match="password of your own"):
        shop.service.log_in("new one", "first words 99")
    shop.service.change_own_password("new one", "first words 99", WORD)
    assert shop.service.log_in("new one", WORD).role is Role.QA


def test_there_is_one_first_administrator(shop: Shop) -> None:
    with pytest.raises(StoreRefused, match="users already"):
        shop.service.first_administrator("eve", "words of eve 12")
