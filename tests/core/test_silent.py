"""Coders that don't say what they printed: the PLC's counter says it, or the camera alone."""

from __future__ import annotations

from dataclasses import replace

from station.core import effects as f
from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.facts import Issued
from station.core.printing import Done
from station.core.states import CodeState, Phase
from station.core.steps.silent import UNCOUNTED_MAX
from tests.core.plant import FIRST, Plant
from tests.core.rig import CASE, CODER, Rig, make_order


class SilentRig(Rig):
    """A line of which one head, the coder as a rule, tells nothing of its prints."""

    def __init__(self, done: Done, depth: int = 3, head: str = CODER) -> None:
        super().__init__(depth=depth)
        heads = self.state.heads
        silent = replace(heads[head], done=done)
        self.state = replace(self.state, heads={**heads, head: silent})
        self.run(make_order())


def counted_line() -> SilentRig:
    return SilentRig(Done.COUNTED)


def seen_line(depth: int = 3) -> SilentRig:
    return SilentRig(Done.SEEN, depth)


def count(rig: Rig, prints: int, gap: str = "") -> None:
    rig.do(e.PrintsCounted, head=CODER, count=prints, gap=gap)


def bottle(rig: Rig, trigger: int) -> Issued:
    """A bottle from the coder to the camera, good; the coder says nothing."""
    rig.do(e.AtCoder, trigger=trigger)
    one = rig.at_printer.popleft()
    rig.do(e.AtCamera, trigger=trigger)
    rig.see(trigger, one.data)
    return one


# ---------------------------------------------------------------- the PLC counts prints


def test_each_counted_print_is_the_oldest_code_that_was_sent() -> None:
    rig = counted_line()
    first, second, third = (rig.at_printer.popleft() for _ in range(3))
    count(rig, 2)
    assert [rig.row(one) for one in (first, second, third)] == ["printed", "printed", "sent"]
    assert len(rig.at_printer) == 2, "the coder is topped up"
    assert rig.forgotten == [first.code, second.code]
    assert not rig.kinds()


def test_more_prints_than_codes_are_told_to_people() -> None:
    rig = counted_line()
    rig.at_printer.clear()
    count(rig, 5)
    alarm = rig.alarm(AlarmKind.PRINT_UNEXPLAINED)
    assert alarm is not None
    assert alarm.detail == "the PLC counted 2 more than were sent"


def test_what_the_camera_saw_first_is_not_counted_for_the_next_code() -> None:
    rig = counted_line()
    first = bottle(rig, 1)
    second = rig.at_printer[0]
    assert rig.forgotten == [first.code]
    count(rig, 1)
    assert (rig.row(first), rig.row(second)) == ("verified", "sent")
    count(rig, 1)
    assert rig.row(second) == "printed"


def test_prints_counted_while_the_plc_was_away_are_credited_and_told() -> None:
    rig = counted_line()
    first = rig.at_printer.popleft()
    count(rig, 1, gap="the PLC was out of sight")
    alarm = rig.alarm(AlarmKind.PRINTS_UNSURE)
    assert alarm is not None
    assert "out of sight" in alarm.detail
    assert rig.row(first) == "printed"


def test_a_counter_that_began_anew_credits_nothing_and_is_told() -> None:
    rig = counted_line()
    count(rig, 0, gap="the PLC's counter began anew")
    assert rig.kinds() == {"prints_unsure"}
    assert rig.count(0, CodeState.SENT) == 3


def test_a_counter_that_never_counts_is_told_and_the_camera_keeps_the_line_going() -> None:
    rig = counted_line()
    for trigger in range(1, UNCOUNTED_MAX + 1):
        bottle(rig, trigger)
        rig.do(e.AtPacker, trigger=trigger)
    assert "prints_unsure" not in rig.kinds()
    bottle(rig, UNCOUNTED_MAX + 1)
    assert "prints_unsure" in rig.kinds()
    assert len(rig.at_printer) == 3


def test_prints_of_codes_in_doubt_are_not_unexplained_nor_the_next_codes() -> None:
    rig = counted_line()
    doubted = tuple(one.code for one in rig.at_printer)
    rig.at_printer.clear()
    rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
    rig.do(e.CodesDoubted, head=CODER, codes=doubted, reason="link lost")
    count(rig, 3)
    assert rig.kinds() == {"printer_lost"}
    rig.do(e.HeadReady, head=CODER, credit=3)
    following = rig.at_printer[0]
    count(rig, 1)
    assert rig.row(following) == "printed"


def test_a_ready_again_coder_counts_only_its_new_codes() -> None:
    rig = counted_line()
    doubted = tuple(one.code for one in rig.at_printer)
    rig.at_printer.clear()
    rig.do(e.HeadLost, head=CODER, said="link lost", hint="Check the cable.")
    rig.do(e.CodesDoubted, head=CODER, codes=doubted, reason="link lost")
    rig.do(e.HeadReady, head=CODER, credit=3)
    following = rig.at_printer[0]
    count(rig, 1)
    assert rig.row(following) == "printed", "the cleared ones are counted no more"


# ---------------------------------------------------------------- the camera alone


def test_codes_leave_only_when_the_camera_saw_them_or_a_later_one() -> None:
    rig = seen_line()
    first = rig.at_printer.popleft()
    rig.do(e.AtCoder, trigger=1)
    assert rig.row(first) == "sent"
    rig.do(e.AtCamera, trigger=1)
    rig.do(e.Sighting, device="camera", trigger=1, symbols=(), reason="dark")
    second = bottle(rig, 2)
    assert rig.forgotten == [first.code, second.code]
    assert (rig.row(first), rig.row(second)) == ("rejected", "verified")
    assert len(rig.at_printer) == 3


def test_a_code_on_a_rejected_item_has_left_the_coder_too() -> None:
    rig = seen_line()
    one = rig.at_printer.popleft()
    rig.do(e.AtCoder, trigger=1)
    rig.do(e.AtCamera, trigger=1)
    rig.see(1, one.data, aim="]C0")
    assert rig.row(one) == "rejected"
    assert rig.forgotten == [one.code]


def test_more_items_up_to_the_camera_than_codes_is_told_and_holds_the_line() -> None:
    rig = seen_line(depth=2)
    for trigger in (1, 2):
        rig.do(e.AtCoder, trigger=trigger)
    assert not rig.kinds()
    rig.do(e.AtCoder, trigger=3)
    alarm = rig.alarm(AlarmKind.CODER_STARVED)
    assert alarm is not None
    assert alarm.detail == "3 items, and a depth of 2 codes"
    assert not rig.moves()


def test_a_coder_that_tells_its_prints_is_never_told_to_forget() -> None:
    rig = SilentRig(Done.TOLD)
    bottle(rig, 1)
    assert rig.forgotten == []


def test_a_coder_that_becomes_ready_with_codes_inside_keeps_its_whole_depth() -> None:
    rig = Rig(depth=3).run(make_order())
    rig.ask(e.StopAsked, reason="break")
    rig.print_one()
    rig.do(e.HeadReady, head=CODER, credit=1)
    rig.ask(e.StartAsked)
    assert len(rig.at_printer) == 3


# ---------------------------------------------------------------- label printers


def labelled_line(done: Done = Done.COUNTED) -> tuple[SilentRig, f.PrintLabel]:
    """A full case whose label is at the printer; END PRINT goes to the PLC, if anywhere."""
    rig = SilentRig(done, head=CASE)
    rig.present(1, rig.bottles(1, 4))
    return rig, rig.labels.popleft()


def state(rig: Rig, container: int) -> str:
    return rig.ledger.containers[container].state.value


def pulse(rig: Rig) -> None:
    rig.do(e.PrintsCounted, head=CASE, count=1, gap="")


def test_a_pulse_says_that_the_oldest_label_came_out() -> None:
    rig, label = labelled_line()
    assert state(rig, 1) == "closed"
    pulse(rig)
    assert state(rig, 1) == "labelled"
    assert rig.forgotten == [label.issued.code]
    rig.scan_label(1, 1, label.issued.data)
    assert state(rig, 1) == "confirmed"
    assert not rig.kinds()


def test_a_scan_that_is_quicker_than_the_pulse_is_not_counted_for_the_next_label() -> None:
    rig, first = labelled_line()
    rig.scan_label(1, 1, first.issued.data)
    rig.present(2, rig.bottles(5, 4))
    second = rig.labels.popleft()
    pulse(rig)  # the first label's
    assert state(rig, second.container) == "closed"
    pulse(rig)
    assert state(rig, second.container) == "labelled"
    assert rig.forgotten == [first.issued.code, second.issued.code]


def test_a_pulse_of_a_label_that_was_printed_again_is_none_of_a_new_one() -> None:
    rig, label = labelled_line()
    pulse(rig)
    rig.ask(e.ReprintAsked, container=1, reason="torn")
    rig.present(2, rig.bottles(5, 4))
    pulse(rig)  # the reprint's
    assert state(rig, 2) == "closed"
    rig.scan_label(1, 1, label.issued.data)
    assert rig.forgotten == [label.issued.code, label.issued.code], "once a print"
    assert not rig.kinds()


def test_a_pulse_without_a_label_is_told() -> None:
    rig, _ = labelled_line()
    pulse(rig)
    pulse(rig)
    assert rig.alarm(AlarmKind.PRINT_UNEXPLAINED) is not None


def test_where_nobody_counts_labels_the_scan_alone_settles_them() -> None:
    rig, label = labelled_line(Done.SEEN)
    rig.scan_label(1, 1, label.issued.data)
    assert state(rig, 1) == "confirmed"
    assert rig.forgotten == [label.issued.code]


def test_a_label_in_doubt_may_be_counted_until_the_order_is_complete() -> None:
    rig, label = labelled_line()
    rig.ask(e.FinishAsked)
    assert rig.state.phase is Phase.COMPLETING
    rig.do(e.CodesDoubted, head=CASE, codes=(label.issued.code,), reason="link lost")
    pulse(rig)
    assert rig.alarm(AlarmKind.PRINT_UNEXPLAINED) is None


def test_events_that_were_lost_with_a_pulse_among_them_are_settled_by_the_scan() -> None:
    rig, first = labelled_line()
    rig.do(e.LineEventsLost, count=1)
    rig.scan_label(1, 1, first.issued.data)
    assert state(rig, 1) == "confirmed"
    rig.present(2, rig.bottles(5, 4))
    second = rig.labels.popleft()
    pulse(rig)  # it may be the first label's after all
    assert state(rig, second.container) == "closed"
    rig.scan_label(1, 2, second.issued.data)
    assert state(rig, second.container) == "confirmed"
    assert rig.forgotten == [first.issued.code, second.issued.code]


def test_a_pulse_of_before_a_restart_is_none_of_a_new_label() -> None:
    rig, first = labelled_line()
    rig.restart()
    assert rig.row(first.issued) == "in_doubt"
    pulse(rig)  # it waited in the ring
    assert "print_unexplained" not in rig.kinds()
    assert state(rig, 1) == "closed", "a scan, or a reprint, tells"


def test_a_reprint_that_never_left_is_waited_for_no_more() -> None:
    rig, first = labelled_line()
    pulse(rig)
    rig.ask(e.ReprintAsked, container=1, reason="torn")
    rig.do(e.CodesUnsent, head=CASE, codes=(first.issued.code,), reason="the printer is paused")
    rig.present(2, rig.bottles(5, 4))
    pulse(rig)
    assert state(rig, rig.labels.pop().container) == "labelled"


def at_the_desk() -> Plant:
    """A plant whose case printer's END PRINT goes to the PLC."""
    plant = Plant()
    heads = plant.rig.state.heads
    silent = replace(heads[CASE], done=Done.COUNTED)
    plant.rig.state = replace(plant.rig.state, heads={**heads, CASE: silent})
    return plant


def next_case(plant: Plant) -> int:
    """A full case on the line, its label at the printer."""
    plant.rig.present(3, plant.rig.bottles(11, 4))
    return plant.rig.labels.popleft().container


def test_a_label_for_the_desk_that_is_scanned_first_is_none_of_the_next_one() -> None:
    plant = at_the_desk()
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    label = plant.rig.labels.popleft().issued
    assert plant.desk.label_scanned(label, plant.first[0]) == ""
    assert plant.rig.forgotten == [label.code]
    case = next_case(plant)
    pulse(plant.rig)  # the desk's
    assert state(plant.rig, case) == "closed"
    pulse(plant.rig)
    assert state(plant.rig, case) == "labelled"


def test_a_reprint_for_the_desk_is_none_of_the_next_label_and_is_forgotten() -> None:
    plant = at_the_desk()
    assert plant.desk.reprint(FIRST) == ""
    label = plant.rig.labels.popleft().issued
    case = next_case(plant)
    pulse(plant.rig)  # the reprint's
    assert state(plant.rig, case) == "closed"
    assert plant.desk.label_scanned(label, plant.first[0]) == ""
    assert plant.rig.forgotten == [label.code]


def test_a_label_nobody_wants_any_more_is_none_of_the_next_one() -> None:
    plant = at_the_desk()
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    unwanted = plant.rig.labels.popleft().issued
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    wanted = plant.rig.labels.popleft().issued
    assert plant.rig.forgotten == [unwanted.code]
    pulse(plant.rig)  # the unwanted one's: it was in the printer already
    assert plant.rig.row(wanted) == "sent"
    pulse(plant.rig)
    assert plant.rig.row(wanted) == "printed"
