"""The ring of last bytes: order, directions, bounds."""

from __future__ import annotations

from drivers.link.trace import Trace, TraceEntry


def test_it_keeps_both_directions_in_order() -> None:
    trace = Trace()
    trace.add(1, "sent", b"\x1b1C?\x04")
    trace.add(2, "received", b"\x06")
    trace.add(3, "note", b"closed")
    assert trace.entries() == (
        TraceEntry(1, "sent", b"\x1b1C?\x04"),
        TraceEntry(2, "received", b"\x06"),
        TraceEntry(3, "note", b"closed"),
    )
    assert str(trace.entries()[1]).split() == ["2", "<", r"b'\x06'"]


def test_the_oldest_bytes_go_first() -> None:
    trace = Trace(bytes_max=10)
    for at_ms in range(5):
        trace.add(at_ms, "received", b"abcd")
    assert [entry.at_ms for entry in trace.entries()] == [3, 4]
    trace.add(9, "received", b"x" * 100)
    assert trace.entries() == (TraceEntry(9, "received", b"x" * 10),)


def test_many_small_pieces_are_bounded_too() -> None:
    trace = Trace(entries_max=100)
    for at_ms in range(1_000):
        trace.add(at_ms, "note", b"")
    assert len(trace.entries()) == 100
