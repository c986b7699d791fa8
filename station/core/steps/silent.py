"""Printers that don't say what they printed: the PLC's counter says it, or the camera alone.

Their codes leave `sent` without a word of theirs, so their drivers are told to forget them. The PLC
counts prints and not codes, a coder's by a counter, a label printer's one by one: each is the
oldest code that was sent. The camera may be quicker than the counter; what it saw first is not
counted for the next code. An order's codes in doubt may be counted as well, until the head is ready
anew.
"""

from __future__ import annotations

from dataclasses import replace

from station.core import events as e
from station.core.alarms import AlarmKind
from station.core.effects import ForgetCodes
from station.core.printing import Done, Head, HeadStatus, forget, head_of, passed
from station.core.states import Cause, CodeState
from station.core.turn import Turn

UNCOUNTED_MAX = 16


def counted(turn: Turn, event: e.PrintsCounted) -> tuple[int, ...]:
    """The codes that these prints were."""
    head = turn.state.heads[event.head]
    if event.gap:
        detail = f"{event.count} prints more, and {event.gap}"
        turn.raise_alarm(AlarmKind.PRINTS_UNSURE, head.name, detail)
    known = min(head.uncounted, event.count)
    codes = head.sent[: event.count - known]
    turn.set_head(forget(replace(head, uncounted=head.uncounted - known), codes))
    printed = tuple(code for code in codes if turn.code_state(code) is CodeState.SENT)
    turn.move(Cause.PRINT, head.level, printed, reason="counted by the PLC", device=head.name)
    _tell_forgotten(turn, head, codes)
    if too_many := event.count - known - len(codes):
        detail = f"the PLC counted {too_many} more than were sent"
        turn.raise_alarm(AlarmKind.PRINT_UNEXPLAINED, head.name, detail)
    return codes


def printed_again(turn: Turn, head: Head, code: int) -> None:
    """A label is printed once more: its pulse is none of a new one."""
    if code in head.sent:
        head = replace(head, again=(*head.again, code))
    turn.set_head(_not_counted(turn, head, 1) if head.done is Done.COUNTED else head)


def never_left(head: Head, prints: int) -> Head:
    """So many labels that should have been printed once more were not: no pulse comes of them."""
    return replace(head, uncounted=max(0, head.uncounted - prints))


def unwanted(turn: Turn, level: int, code: int) -> None:
    """Nobody waits for this label any more, yet its printer may print it still."""
    head = head_of(turn.state.heads, level)
    if head is None:
        return
    if code in head.sent:
        after = forget(head, (code,))
        turn.set_head(_not_counted(turn, after, 1) if head.done is Done.COUNTED else after)
    _tell_forgotten(turn, head, (code,))


def came_out(turn: Turn, level: int, code: int) -> None:
    """`code` was seen: whatever was sent before it has left the printer as well."""
    head = head_of(turn.state.heads, level)
    if head is None:
        return
    if code not in head.sent:
        if level > 0:  # a label that was printed again: its printer may wait for it yet
            _tell_forgotten(turn, head, (code,))
        return
    after = passed(head, code)
    codes = head.sent[: len(head.sent) - len(after.sent)]
    if head.done is Done.COUNTED:
        after = _not_counted(turn, after, len(codes))
    turn.set_head(after)
    _tell_forgotten(turn, head, codes)


def came_out_badly(turn: Turn, code: int) -> None:
    """The same of an item that isn't good. A printer that tells what it printed has told it, or
    will."""
    head = head_of(turn.state.heads, 0)
    if head is not None and head.done is not Done.TOLD:
        came_out(turn, 0, code)


def doubted(head: Head, codes: tuple[int, ...]) -> Head:
    """These are in doubt, and the PLC may count them yet."""
    if head.done is not Done.COUNTED:
        return head
    return replace(head, uncounted=head.uncounted + len(codes))


def _not_counted(turn: Turn, head: Head, count: int) -> Head:
    """The camera was quicker than the PLC's counter, or nothing is counted at all."""
    uncounted = head.uncounted + count
    if uncounted <= max(UNCOUNTED_MAX, head.depth):
        return replace(head, uncounted=uncounted)
    detail = f"of the last {uncounted} prints none was counted"
    turn.raise_alarm(AlarmKind.PRINTS_UNSURE, head.name, detail)
    return replace(head, uncounted=0)


def _tell_forgotten(turn: Turn, head: Head, codes: tuple[int, ...]) -> None:
    """A printer that tells what it printed goes on waiting until it has."""
    if codes and head.done is not Done.TOLD:
        turn.effects.append(ForgetCodes(head.name, codes))


def passed_coder(turn: Turn) -> None:
    """An item came to the coder. Where only the camera says what was printed, the codes that the
    coder may hold have to last from here to there."""
    head = head_of(turn.state.heads, 0)
    if head is None or head.done is not Done.SEEN or head.status is HeadStatus.OFFLINE:
        return
    between = sum(1 for item in turn.state.belt.items.values() if item.verdict is None)
    if between > head.depth:
        detail = f"{between} items, and a depth of {head.depth} codes"
        turn.raise_alarm(AlarmKind.CODER_STARVED, head.name, detail)
