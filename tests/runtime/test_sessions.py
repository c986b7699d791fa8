"""Who is logged in: nobody for ever, nobody by a principal of their own making."""

from __future__ import annotations

from itertools import count

import pytest

from station.core.access import Principal, Role
from station.runtime.sessions import IDLE_MS_MAX, SESSIONS_MAX, SHIFT_MS_MAX, Sessions

ANNA = Principal("anna", Role.OPERATOR)


class Hour:
    """A clock that tests turn, and sessions under it."""

    def __init__(self) -> None:
        self.now_ms = 0
        numbers = count(1)
        self.sessions = Sessions(lambda: self.now_ms, lambda: f"token {next(numbers)}")


@pytest.fixture
def hour() -> Hour:
    return Hour()


def test_only_what_the_station_gave_counts(hour: Hour) -> None:
    mine = hour.sessions.open(ANNA)
    assert hour.sessions.use(mine) == ""
    for made_up in (ANNA, Principal("anna", Role.ADMIN, mine.session), Principal("eve", Role.IT)):
        assert "not logged in" in hour.sessions.use(made_up)


def test_a_screen_that_nobody_uses_locks_itself(hour: Hour) -> None:
    mine = hour.sessions.open(ANNA)
    for _ in range(10):
        hour.now_ms += IDLE_MS_MAX
        assert hour.sessions.use(mine) == ""
    hour.now_ms += IDLE_MS_MAX + 1
    assert "locked itself" in hour.sessions.use(mine)
    assert hour.sessions.may_return("anna")
    back = hour.sessions.reopen(ANNA)
    assert hour.sessions.use(back) == ""
    assert "not logged in" in hour.sessions.use(mine)


def test_a_shift_ends_whatever_was_done_to_it(hour: Hour) -> None:
    mine = hour.sessions.open(ANNA)
    while hour.now_ms + IDLE_MS_MAX <= SHIFT_MS_MAX:
        hour.now_ms += IDLE_MS_MAX
        mine = hour.sessions.reopen(ANNA)
    hour.now_ms = SHIFT_MS_MAX + 1
    assert "password" in hour.sessions.use(mine)
    assert not hour.sessions.may_return("anna")


def test_pin_and_badge_open_nothing_for_who_is_not_at_work(hour: Hour) -> None:
    assert not hour.sessions.may_return("anna")
    hour.sessions.open(ANNA)
    hour.sessions.close("anna")
    assert not hour.sessions.may_return("anna")


def test_there_is_a_bound_and_the_longest_unused_goes(hour: Hour) -> None:
    first = hour.sessions.open(ANNA)
    for number in range(SESSIONS_MAX):
        hour.now_ms += 1
        hour.sessions.open(Principal(f"user {number}", Role.OPERATOR))
    assert "not logged in" in hour.sessions.use(first)
