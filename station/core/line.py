"""`step(state, event) → (state, records, effects)`: the whole line as one pure function.

The caller writes the records in one commit and only then carries the effects out. An event with
no entry in the table is an error of ours. Events of devices while no order is open change
nothing but what is known of the devices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from station.core import device_events as d
from station.core import events as e
from station.core import rework_events as w
from station.core.alarms import AlarmKind
from station.core.effects import Effect
from station.core.hand_events import HandScanned, OpenCancelled
from station.core.records import Record
from station.core.state import LineState
from station.core.steps import (
    belt,
    clock,
    closing,
    content,
    desk,
    device_tests,
    half_sets,
    hand,
    heads,
    help_calls,
    labels,
    notes,
    orders,
    packer,
    pools,
    quality,
    ranges,
    rework,
    sets,
    shipping,
    surroundings,
    target,
)
from station.core.turn import Turn


def _device_lost(turn: Turn, event: e.DeviceLost) -> None:
    turn.raise_alarm(AlarmKind.DEVICE_LOST, event.device, f"{event.said}: {event.hint}")


def _device_back(turn: Turn, event: e.DeviceBack) -> None:
    turn.clear_alarms(event.device, AlarmKind.DEVICE_LOST, how="it answers again")


def _tick(turn: Turn, event: e.Tick) -> None:
    belt.tick(turn, event)
    surroundings.tick(turn, event)
    pools.tick(turn, event)


Step = Callable[[Turn, Any], None]

STEPS: Mapping[type, Step] = {
    e.OrderGiven: orders.given,
    e.PoolGranted: orders.granted,
    e.CodesImported: orders.imported,
    e.StartAsked: orders.start,
    e.StopAsked: orders.stop,
    e.FinishAsked: orders.finish,
    e.HelpAsked: help_calls.called,
    e.OrderChangeAsked: orders.changed,
    e.CloseAsked: closing.close,
    e.CancelAsked: closing.cancel,
    e.ChangeOverAsked: closing.change_over,
    e.RangeVoidAsked: ranges.range_voided,
    e.UnreadVoided: half_sets.unread_voided,
    w.ShipAsked: shipping.shipped,
    w.UnshipAsked: shipping.unshipped,
    e.AlarmClearAsked: orders.alarm_cleared,
    e.DoubtSettled: orders.doubt_settled,
    e.PartialCloseAsked: packer.partial_close,
    e.RescanAsked: packer.rescan,
    e.MissingAccepted: packer.missing_accepted,
    e.ContentScanned: content.content_scanned,
    e.ReprintAsked: desk.reprint,
    w.ReplaceAsked: rework.replace,
    w.RemoveAsked: rework.remove,
    w.AddAsked: rework.add,
    w.MoveAsked: rework.move,
    w.EmptyAsked: rework.empty,
    w.RelabelAsked: desk.relabel,
    w.LabelScanned: desk.label_scanned,
    w.SampleAsked: quality.sample,
    w.UnsampleAsked: quality.unsample,
    w.DestroyAsked: quality.destroy,
    w.AcceptAsked: quality.accept,
    w.QuarantineAsked: quality.quarantine,
    w.ReleaseAsked: quality.release,
    OpenCancelled: hand.cancelled,
    e.BeltCleared: belt.belt_cleared,
    e.Noted: notes.noted,
    d.PrintTestAsked: device_tests.print_asked,
    d.PrintTestEndAsked: device_tests.print_end_asked,
    d.PrintTestOver: device_tests.print_over,
    d.ReadTestAsked: device_tests.read_asked,
    d.RejectTestAsked: device_tests.reject_asked,
    e.CodesLeased: heads.leased,
    e.HeadReady: heads.ready,
    e.HeadLost: heads.lost,
    e.PrintDone: heads.done,
    e.PrintsCounted: heads.counted,
    e.CodesUnsent: heads.unsent,
    e.CodesDoubted: heads.doubted,
    e.HeadCleared: heads.cleared,
    e.AtCoder: belt.at_coder,
    e.AtCamera: belt.at_camera,
    e.Sighting: belt.sighted,
    e.ItemRejected: belt.rejected,
    e.RejectFailed: belt.reject_failed,
    e.AtPacker: belt.at_packer,
    e.LineEventsLost: belt.events_lost,
    e.Tick: _tick,
    e.ClockJumped: clock.jumped,
    e.ClockTrusted: clock.trusted,
    e.TroubleFound: surroundings.found,
    e.TroubleOver: surroundings.over,
    e.CasePresented: sets.presented,
    e.LookDown: packer.looked_down,
    e.ChildSeen: sets.child_seen,
    e.ContainerAtScanner: labels.arrived,
    e.LabelSeen: sets.label_seen,
    HandScanned: hand.scanned,
    e.DeviceLost: _device_lost,
    e.DeviceBack: _device_back,
}

# What may be said of a line that has no open order. Rework is about the container's own order.
WITHOUT_ORDER = frozenset(
    {
        *(e.OrderGiven, e.ChangeOverAsked, e.RangeVoidAsked, e.ReprintAsked, *get_args(w.Rework)),
        *(e.HeadReady, e.HeadLost, e.DeviceLost, e.DeviceBack, e.AlarmClearAsked, e.Noted),
        e.HelpAsked,
        *(*get_args(d.DeviceTest), e.PrintsCounted),  # a test print may be counted
        *(e.ClockJumped, e.ClockTrusted, e.TroubleFound, e.TroubleOver),
        HandScanned,  # refused, but never in silence
    }
)


def step(
    state: LineState, event: e.Event
) -> tuple[LineState, tuple[Record, ...], tuple[Effect, ...]]:
    """The line after `event`, the facts to record, and what to do once they are durable.

    Raises IllegalMove or AssertionError when our own rules are broken: the caller stops the line.
    """
    turn = Turn(state, event.at_ms)
    is_open = turn.is_open
    if is_open or type(event) in WITHOUT_ORDER:
        STEPS[type(event)](turn, event)
    elif hasattr(event, "by"):
        turn.refuse(type(event).__name__, "no order is on the line; open one first")
    if is_open:
        target.check(turn)
    return turn.done()
