"""The station's public door: everything that people may ask of it, each with the right it takes.

A public method says with `@needs` which right it takes, or with `@for_everybody` why it takes none;
a test finds those that say nothing. Its first argument is the people who ask. Who they are is
believed from their sessions alone: `by` and `second` of a command are written here, whatever the
caller put there. What is refused is audited. STOP is for everybody, logged in or not.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from station.core import events as e
from station.core.access import RIGHT_OF, Principal, Right, Role, why_not
from station.core.effects import Refused
from station.core.hand_events import HandScanned
from station.core.order import Order
from station.core.presets import ImportPlan
from station.core.records import Audited
from station.core.snapshot import Snapshot
from station.runtime.sessions import Sessions
from station.store.accounts import MUST_CHANGE, REFUSED, Accounts, AccountShown, Act, Attempt
from station.store.errors import StoreRefused

People = Sequence[Principal]
NOBODY: People = ()
NOT_A_COMMAND = "this is no command of people"

P = ParamSpec("P")
T = TypeVar("T")


class NotAllowed(StoreRefused):
    """Somebody asked for what they have no right to; it is in the audit trail."""


class MustChange(NotAllowed):
    """The password was given by somebody else, and opens nothing but its own change."""


class Line(Protocol):
    """The running station behind the door."""

    @property
    def snapshot(self) -> Snapshot: ...

    def ask(self, command: e.Event) -> Refused | None: ...

    def now_ms(self) -> int: ...

    def open_order(self, order: Order, codes: Mapping[int, int], by: str = "") -> None: ...

    def change_over(
        self, order: Order, codes: Mapping[int, int], by: str, unprinted: e.Unprinted
    ) -> Refused | None: ...

    def import_codes(self, plan: ImportPlan) -> None: ...

    def grant_more(self, level: int) -> None: ...

    def retry_uploads(self) -> int: ...

    def take_back(self) -> None: ...

    def ship_to(self, dealer: str, region: str) -> None: ...


class Staging(Protocol):
    """Where changes of accounts wait for their record (`Store`)."""

    def stage_account(self, record: Audited, changes: Sequence[Any]) -> None: ...


def needs(
    right: Right,
) -> Callable[
    [Callable[Concatenate[Service, People, P], T]], Callable[Concatenate[Service, People, P], T]
]:
    """The method takes this right of everybody who asks; without it, `NotAllowed` and a note."""

    def mark(
        method: Callable[Concatenate[Service, People, P], T],
    ) -> Callable[Concatenate[Service, People, P], T]:
        @wraps(method)
        def guarded(self: Service, people: People, /, *args: P.args, **kwargs: P.kwargs) -> T:
            self._let(people, right, method.__name__)
            return method(self, people, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return mark


def for_everybody(why: str) -> Callable[[T], T]:
    """The method takes no right; `why` not."""
    assert why, "a reason"

    def mark(method: T) -> T:
        method.open_because = why  # type: ignore[attr-defined]
        return method

    return mark


def by_command(method: T) -> T:
    """The method carries a command, and takes the right that the command takes: `RIGHT_OF`."""
    method.right = RIGHT_OF  # type: ignore[attr-defined]
    return method


class Service:
    """One of it stands before a running station. May be called from any thread."""

    def __init__(self, line: Line, store: Staging, accounts: Accounts, sessions: Sessions) -> None:
        self._line, self._store = line, store
        self._accounts, self._sessions = accounts, sessions
        # Accounts and sessions are asked from the threads of several screens, one at a time: a try
        # must see the count of the one before it.
        self._one_at_a_time = threading.RLock()

    # -- for everybody

    @for_everybody("how the line is stands on the tower light as well")
    def look(self) -> Snapshot:
        return self._line.snapshot

    @for_everybody("stopping never needs a login")
    def stop(self, people: People = NOBODY, reason: str = "") -> Refused | None:
        """Stop the line. Told by whom, if somebody is logged in."""
        by = next((one.name for one in people if not self._sessions.use(one)), "")
        return self._line.ask(e.StopAsked(self._line.now_ms(), by, reason))

    @for_everybody("calling for help never needs a login")
    def call_help(self, people: People, where: str, why: str = "") -> Refused | None:
        by = next((one.name for one in people if not self._sessions.use(one)), "")
        return self._line.ask(e.HelpAsked(where, why, self._line.now_ms(), by))

    @for_everybody("it proves who somebody is")
    def log_in(self, name: str, password: str) -> Principal:
        """Raises NotAllowed, with one sentence for whatever was wrong."""
        with self._one_at_a_time:
            attempt = self._accounts.log_in(name, password, self._line.now_ms())
            return self._sessions.open(self._let_in(attempt))

    @for_everybody("it proves who somebody is")
    def return_by_pin(self, name: str, pin: str) -> Principal:
        """Back at a locked screen, in the shift that began with the password."""
        with self._one_at_a_time:
            return self._return(self._accounts.by_pin(name, pin, self._line.now_ms()))

    @for_everybody("it proves who somebody is")
    def return_by_badge(self, text: str) -> Principal:
        with self._one_at_a_time:
            return self._return(self._accounts.by_badge(text, self._line.now_ms()))

    @for_everybody("it tells somebody about themselves")
    def is_in(self, who: Principal) -> bool:
        """Whether this principal counts now."""
        with self._one_at_a_time:
            return not self._sessions.use(who)

    @for_everybody("it tells somebody about themselves, and uses up nothing")
    def counts(self, who: Principal) -> bool:
        """As `is_in`, for a screen that shows it: being looked at is no use of a session."""
        with self._one_at_a_time:
            return not self._sessions.why_not(who)

    @for_everybody("it tells somebody about themselves")
    def own_account(self, people: People) -> AccountShown:
        """Of the one who asks. Raises NotAllowed where nobody is logged in."""
        with self._one_at_a_time:
            why = self._sessions.use(people[0]) if people else "nobody is logged in; log in first"
            if why:
                raise NotAllowed(why)
            return next(one for one in self._accounts.listed() if one.name == people[0].name)

    @for_everybody("it names whom everybody sees at work at the line, and nobody else")
    def at_work(self) -> tuple[str, ...]:
        """Whom a PIN brings back here: those in their shift, of what accounts there are."""
        with self._one_at_a_time:
            return tuple(
                one.name
                for one in self._accounts.listed()
                if one.has_pin and one.active and self._sessions.may_return(one.name)
            )

    @for_everybody("a screen asks for the first administrator where there is none")
    def has_users(self) -> bool:
        return self._accounts.any()

    @for_everybody("a station without a user has nobody to ask; it works once")
    def first_administrator(self, name: str, password: str) -> None:
        """Raises StoreRefused where there is a user already."""
        self._change(lambda: self._accounts.first(name, password))

    @for_everybody("whoever leaves needs no leave")
    def log_out(self, who: Principal) -> None:
        with self._one_at_a_time:
            if not self._sessions.use(who):
                self._sessions.close(who.name)
                self._note(e.Category.ACCESS, "log out", "done", who.name)

    @for_everybody("the old password proves who asks")
    def change_own_password(self, name: str, old: str, new: str) -> None:
        with self._one_at_a_time:
            attempt = self._accounts.log_in(name, old, self._line.now_ms())
            who = self._let_in(attempt, changing=True)
            self._perform(self._accounts.set_password(who.name, who.name, new))
            self._sessions.close(who.name)

    @for_everybody("the password proves who asks: whoever has the PIN can't change it")
    def set_own_pin(self, name: str, password: str, pin: str) -> None:
        with self._one_at_a_time:
            who = self._let_in(self._accounts.log_in(name, password, self._line.now_ms()))
            self._perform(self._accounts.set_pin(who.name, pin))

    @for_everybody("the password proves who asks; what was seen or lost waits for nobody")
    def remove_own_pin(self, name: str, password: str) -> None:
        """Whoever came back by it is out; its owner logs in again."""
        self._give_up(name, password, self._accounts.remove_pin)

    @for_everybody("the password proves who asks; what was seen or lost waits for nobody")
    def remove_own_badge(self, name: str, password: str) -> None:
        """Whoever came back by it is out; its owner logs in again."""
        self._give_up(name, password, self._accounts.remove_badge)

    @for_everybody("it asks for the right that it is told")
    def must(self, people: People, right: Right, what: str) -> None:
        """For what the composition root does itself: raises NotAllowed without this right."""
        self._let(people, right, what)

    @for_everybody("it asks for the right that it is told, and uses up nothing")
    def must_see(self, people: People, right: Right) -> None:
        """As `must`, for a page that shows itself anew all the time: being looked at is no use of a
        session, and what isn't shown is no attempt at anything."""
        with self._one_at_a_time:
            why = next((w for one in people if (w := self._sessions.why_not(one))), "")
        if why := why or why_not(right, people):
            raise NotAllowed(why)

    # -- the line

    @by_command
    def ask(self, people: People, command: e.Event) -> Refused | None:
        """A command of people; None when it was carried out. The right is the command's own."""
        kind = type(command)
        right = RIGHT_OF.get(kind)
        if right is None:
            return self._refuse(people, kind.__name__, NOT_A_COMMAND)
        why = self._why_not(people, right)
        if why:
            return self._refuse(people, kind.__name__, why)
        return self._line.ask(_signed(command, people))

    @needs(Right.RUN)
    def scanned(self, people: People, scan: HandScanned) -> None:
        """What somebody scanned at a screen, as a hand scanner of the line would say it."""
        self._line.ask(scan)

    @needs(Right.ORDERS)
    def open_order(self, people: People, order: Order, codes: Mapping[int, int]) -> None:
        """Put a new order on the line, with so many codes of each level in its pool."""
        self._line.open_order(order, codes, people[0].name)

    @needs(Right.ORDERS)
    def change_over(
        self,
        people: People,
        order: Order,
        codes: Mapping[int, int],
        unprinted: e.Unprinted = e.Unprinted.RETURN,
    ) -> Refused | None:
        """Close the order on the line and open this one, both or neither; why not, if neither."""
        return self._line.change_over(order, codes, people[0].name, unprinted)

    @needs(Right.SHIP)
    def ship_to(self, people: People, dealer: str, region: str) -> None:
        """Where what passes the shipping scanner goes from now on."""
        self._line.ship_to(dealer, region)

    @needs(Right.ORDERS)
    def import_codes(self, people: People, plan: ImportPlan) -> None:
        """Put the codes of a file into the pools of the order on the line, all or none."""
        self._line.import_codes(plan)
        self._note(e.Category.CONFIGURATION, f"codes of {plan.name}", "done", *_names(people))

    @needs(Right.ORDERS)
    def grant_more(self, people: People, level: int) -> None:
        """One more block of codes for a level of the order on the line."""
        self._line.grant_more(level)
        what = f"codes granted to level {level}"
        self._note(e.Category.CONFIGURATION, what, "done", *_names(people))

    @needs(Right.CONFIGURE)
    def retry_uploads(self, people: People) -> int:
        """Batches that the platform refused go to it once more, the same bytes; how many."""
        count = self._line.retry_uploads()
        what = f"{count} refused batches to be sent again"
        self._note(e.Category.CONFIGURATION, what, "done", *_names(people))
        return count

    @needs(Right.ORDERS)
    def take_back(self, people: People) -> None:
        """What earlier orders gave back of the product's codes, for the order on the line."""
        self._line.take_back()
        note = "codes that came back taken"
        self._note(e.Category.CONFIGURATION, note, "done", *_names(people))

    @needs(Right.ORDERS)
    def note_order(self, people: People, number: str) -> None:
        """Who wrote an order file at a screen stands in the audit trail."""
        self._note(e.Category.CONFIGURATION, f"order file {number}", "made", *_names(people))

    @needs(Right.USERS)
    def users(self, people: People) -> list[AccountShown]:
        return self._accounts.listed()

    @needs(Right.USERS)
    def add_user(self, people: People, name: str, role: Role, password: str) -> None:
        """Raises StoreRefused for a name that is there or a password too easy to guess."""
        self._change(lambda: self._accounts.add(people[0].name, name, role, password))

    @needs(Right.USERS)
    def set_active(self, people: People, name: str, active: bool) -> None:
        self._change(lambda: self._accounts.set_active(people[0].name, name, active), name)

    @needs(Right.USERS)
    def set_role(self, people: People, name: str, role: Role) -> None:
        self._change(lambda: self._accounts.set_role(people[0].name, name, role), name)

    @needs(Right.USERS)
    def set_password(self, people: People, name: str, password: str) -> None:
        self._change(lambda: self._accounts.set_password(people[0].name, name, password), name)

    @needs(Right.USERS)
    def set_badge(self, people: People, name: str, text: str) -> None:
        self._change(lambda: self._accounts.set_badge(people[0].name, name, text))

    @needs(Right.USERS)
    def remove_badge(self, people: People, name: str) -> None:
        """A lost badge; whoever it is of is logged out."""
        self._change(lambda: self._accounts.remove_badge(people[0].name, name), name)

    @needs(Right.USERS)
    def remove_pin(self, people: People, name: str) -> None:
        self._change(lambda: self._accounts.remove_pin(people[0].name, name), name)

    # -- how

    def _let(self, people: People, right: Right, what: str) -> None:
        why = self._why_not(people, right)
        if why:
            raise NotAllowed(self._refuse(people, what, why).why)

    def _why_not(self, people: People, right: Right) -> str:
        """As `why_not`, of people who are logged in here and now."""
        if right is Right.STOP:
            return ""
        with self._one_at_a_time:
            for person in people:
                if why := self._sessions.use(person):
                    return why
        return why_not(right, people)

    def _refuse(self, people: People, what: str, why: str) -> Refused:
        self._note(e.Category.REQUEST, what, f"refused: {why}", *_names(people))
        return Refused(what, why)

    def _let_in(self, attempt: Attempt, *, changing: bool = False) -> Principal:
        """What was tried is durable before anybody is let in."""
        self._perform(attempt.act)
        if attempt.who is None:
            raise NotAllowed(REFUSED)
        if attempt.must_change and not changing:
            raise MustChange(MUST_CHANGE)
        return attempt.who

    def _return(self, attempt: Attempt) -> Principal:
        who = self._let_in(attempt)
        if not self._sessions.may_return(who.name):
            raise NotAllowed("PIN and badge are for coming back; log in with the password first")
        return self._sessions.reopen(who)

    def _change(self, act: Callable[[], Act], name: str = "") -> None:
        """A change of users; whoever it is about is logged out."""
        with self._one_at_a_time:
            self._perform(act())
            self._sessions.close(name)

    def _give_up(self, name: str, password: str, remove: Callable[[str, str], Act]) -> None:
        with self._one_at_a_time:
            who = self._let_in(self._accounts.log_in(name, password, self._line.now_ms()))
            self._perform(remove(who.name, who.name))
            self._sessions.close(who.name)

    def _perform(self, act: Act) -> None:
        """The changes and their record, in one transaction of the line's."""
        record = act.record
        self._store.stage_account(record, act.changes)
        category = e.Category(record.category)
        self._note(category, record.what, record.result, record.by, record.second)

    def _note(
        self, category: e.Category, what: str, result: str, by: str = "", second: str = ""
    ) -> None:
        now_ms = self._line.now_ms()
        refused = self._line.ask(e.Noted(category, what, result, now_ms, by, second))
        if refused is not None:  # the station only reads: nothing is believed that isn't written
            raise NotAllowed(refused.why)


def _signed(command: e.Event, people: People) -> e.Event:
    """The command with the names of those who asked, and no others."""
    names = {field.name for field in fields(command)}
    by, second = (*(one.name for one in people), "", "")[:2]
    signed = {"by": by} | ({"second": second} if "second" in names else {})
    return replace(command, **signed)  # type: ignore[arg-type]


def _names(people: People) -> tuple[str, str]:
    first, second, *_ = (*(one.name for one in people), "", "")
    return first, second
