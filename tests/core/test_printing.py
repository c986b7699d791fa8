"""Print heads: credit, what is at the printer, what comes back, and what is never sent again."""

from __future__ import annotations

import pytest

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.printing import STOCK_MIN, Head, HeadStatus, forget, passed, take
from station.core.states import CodeState
from tests.core.rig import CODER, PALLET, Rig, issued, make_order


def head(sent: tuple[int, ...] = (), stock: int = 0, depth: int = 3) -> Head:
    codes = tuple(issued(0, serial) for serial in range(100, 100 + stock))
    return Head(CODER, 0, HeadStatus.READY, depth, codes, sent)


def test_a_head_takes_no_more_than_its_buffer_holds() -> None:
    assert head(sent=(1, 2)).room == 1
    assert head(sent=(1, 2, 3, 4)).room == 0
    assert Head(CODER, 0, HeadStatus.OFFLINE, 3).room == 0


def test_taking_moves_the_oldest_codes_and_only_what_is_there() -> None:
    left, going = take(head(stock=2), 5)
    assert [one.code for one in going] == list(left.sent)
    assert left.stock == ()


def test_a_lease_goes_out_in_time_and_once() -> None:
    assert head(stock=STOCK_MIN).wants == 0
    assert head(stock=STOCK_MIN - 1).wants > 0
    assert Head(CODER, 0, lease_asked=True).wants == 0
    assert Head(CODER, 0, dry=True).wants == 0


def test_what_came_out_took_everything_before_it_along() -> None:
    assert passed(head(sent=(1, 2, 3)), 2).sent == (3,)
    assert passed(head(sent=(1, 2, 3)), 9).sent == (1, 2, 3)
    assert forget(head(sent=(1, 2, 3)), (2,)).sent == (1, 3)


@pytest.fixture
def rig() -> Rig:
    return Rig().run(make_order())


def test_no_code_leaves_before_the_order_is_started() -> None:
    rig = Rig()
    rig.open(make_order())
    rig.do(e.HeadReady, head=CODER, credit=3)
    assert not rig.at_printer
    rig.ask(e.StartAsked)
    assert len(rig.at_printer) == 3


def test_the_printer_is_kept_topped_up_to_its_depth_and_not_beyond(rig: Rig) -> None:
    rig.print_one()
    assert len(rig.at_printer) == 3
    assert rig.count(0, CodeState.SENT) == 3


def test_a_stopped_order_sends_nothing_and_a_restarted_one_goes_on(rig: Rig) -> None:
    rig.ask(e.StopAsked, reason="break")
    rig.print_one()
    assert len(rig.at_printer) == 2
    rig.ask(e.StartAsked)
    assert len(rig.at_printer) == 3


def test_codes_that_never_left_are_sent_first_next_time(rig: Rig) -> None:
    first = list(rig.at_printer)
    rig.at_printer.clear()
    rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
    codes = tuple(one.code for one in first)
    rig.do(e.CodesUnsent, head=CODER, codes=codes, reason="link lost")
    assert not rig.at_printer
    rig.do(e.HeadReady, head=CODER, credit=3)
    assert list(rig.at_printer) == first


def test_a_code_in_doubt_is_never_sent_again(rig: Rig) -> None:
    doubted = rig.at_printer.popleft()
    rig.do(e.CodesDoubted, head=CODER, codes=(doubted.code,), reason="link lost")
    for trigger in range(1, 30):
        rig.bottle(trigger)
    assert rig.row(doubted) == "in_doubt"


def test_a_code_in_doubt_that_is_seen_is_good(rig: Rig) -> None:
    doubted = rig.at_printer.popleft()
    rig.do(e.CodesDoubted, head=CODER, codes=(doubted.code,), reason="link lost")
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, doubted.data)
    assert rig.row(doubted) == "verified"


def test_what_the_printer_dropped_is_void_whatever_it_says_later(rig: Rig) -> None:
    codes = tuple(rig.at_printer)
    rig.clear_head()
    assert {rig.row(one) for one in codes} == {"void"}
    rig.do(e.PrintDone, head=CODER, code=codes[0].code)
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, codes[0].data)
    assert rig.verdict_of(1) == "void"
    assert rig.verdicts[0, 1] is False


def test_done_heard_twice_or_after_the_camera_changes_nothing(rig: Rig) -> None:
    one = rig.at_printer.popleft()
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, one.data)
    assert rig.do(e.PrintDone, head=CODER, code=one.code) == ()
    assert rig.do(e.PrintDone, head=CODER, code=one.code) == ()


def test_a_done_that_was_lost_is_made_up_by_the_next_sighting(rig: Rig) -> None:
    """The buffer doesn't clog: what was printed before the seen code has left it as well."""
    lost, seen = rig.at_printer.popleft(), rig.at_printer.popleft()
    for trigger in (1, 2):
        rig.do(e.AtCoder, trigger=trigger)
        rig.do(e.AtCamera, trigger=trigger)
    rig.see(1, lost.data)
    rig.see(2, seen.data)
    assert len(rig.at_printer) == 3


def test_a_print_that_nobody_sent_is_told_to_people(rig: Rig) -> None:
    rig.do(e.PrintDone, head=CODER, code=0)
    alarm = rig.alarm(AlarmKind.PRINT_UNEXPLAINED)
    assert alarm is not None
    assert alarm.where == CODER


def test_a_code_reported_printed_though_unsent_is_never_sent(rig: Rig) -> None:
    one = rig.at_printer.pop()
    rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
    rig.do(e.CodesUnsent, head=CODER, codes=(one.code,), reason="link lost")
    rig.do(e.PrintDone, head=CODER, code=one.code)
    assert rig.row(one) == "void"
    assert "print_unexplained" in rig.kinds()


def test_a_code_seen_on_an_item_before_it_was_sent_is_never_sent(rig: Rig) -> None:
    ready = rig.state.heads[CODER].stock[0]
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, ready.data)
    assert rig.verdict_of(1) == "not_printed"
    assert rig.row(ready) == "void"
    assert ready not in rig.state.heads[CODER].stock


def test_nine_of_ten_numbers_left_gives_nine() -> None:
    rig = Rig(depth=10).run(make_order(), pool=9)
    assert len(rig.at_printer) == 9
    assert rig.count(0, CodeState.FREE) == 0


def test_a_pool_that_runs_dry_holds_the_line_when_the_last_code_has_left() -> None:
    """The lease that came back empty was asked for early: the alarm waits for the last code."""
    rig = Rig().run(make_order(), pool=10)
    for trigger in range(1, 8):
        rig.bottle(trigger)
    assert AlarmKind.POOL_EMPTY.value not in rig.kinds()
    rig.bottle(8)
    alarm = rig.alarm(AlarmKind.POOL_EMPTY)
    assert alarm is not None
    assert alarm.where == CODER
    assert not rig.moves()


def test_codes_brought_in_set_the_line_going_again() -> None:
    rig = Rig().run(make_order(), pool=3)
    rig.print_one()
    assert not rig.moves()
    rig.grant(0, 20)
    assert rig.moves()
    assert len(rig.at_printer) == 3


def test_an_empty_pool_does_not_keep_a_finished_order_open() -> None:
    rig = Rig().run(make_order(), pool=3)
    rig.print_one()
    assert rig.alarm(AlarmKind.POOL_EMPTY) is not None
    rig.ask(e.FinishAsked)
    rig.clear_head()
    assert rig.alarm(AlarmKind.POOL_EMPTY) is None


def test_a_label_pool_is_missed_only_when_a_case_waits() -> None:
    rig = Rig()
    rig.do(e.OrderGiven, order=make_order())
    rig.grant(0, 100)
    for name in rig.state.heads:
        rig.do(e.HeadReady, head=name, credit=3)
    rig.ask(e.StartAsked)
    content = rig.bottles(1, 4)
    assert AlarmKind.POOL_EMPTY.value not in rig.kinds()
    rig.present(1, content)
    assert AlarmKind.POOL_EMPTY.value in rig.kinds()
    rig.grant(1, 10)
    assert len(rig.labels) == 1


def test_a_printer_that_is_away_holds_the_line_until_it_is_back(rig: Rig) -> None:
    rig.do(e.HeadLost, head=CODER, said="out of ink", hint="Change the cartridge.")
    assert not rig.moves()
    rig.do(e.HeadReady, head=CODER, credit=3)
    assert rig.moves()


def test_an_order_is_not_run_past_a_printer_that_was_never_there() -> None:
    rig = Rig()
    rig.open(make_order())
    rig.ask(e.StartAsked)
    assert AlarmKind.PRINTER_LOST.value in rig.kinds()
    assert not rig.moves()
    for name in rig.state.heads:
        rig.do(e.HeadReady, head=name, credit=3)
    assert rig.moves()


def test_a_broken_coder_does_not_keep_a_finished_order_open(rig: Rig) -> None:
    rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
    codes = tuple(one.code for one in rig.at_printer)
    rig.at_printer.clear()
    rig.do(e.CodesDoubted, head=CODER, codes=codes, reason="link lost")
    rig.ask(e.FinishAsked)
    assert AlarmKind.PRINTER_LOST.value not in rig.kinds()


def test_a_head_that_the_order_has_no_work_for_is_left_alone() -> None:
    """A line with a pallet printer packs a product without pallets."""
    rig = Rig().run(make_order(levels=2))
    assert not rig.state.heads[PALLET].lease_asked
    rig.do(e.HeadLost, head=PALLET, said="off", hint="–")
    assert rig.kinds() == set()
    assert rig.moves()
