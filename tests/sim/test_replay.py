"""A recording as a twin: it answers as the device did, and tells where the host differs."""

from __future__ import annotations

from drivers.link.recording import Entry
from drivers.sim.replay import QUIET_MS, ReplayTwin

ENTRIES = (
    Entry(0, "link", b"opened"),
    Entry(10, "device", b"hello"),
    Entry(50, "host", b"Q1"),
    Entry(70, "device", b"A1"),
    Entry(500, "device", b"late"),
    Entry(510, "host", b"Q2"),
)


def test_it_says_what_was_said_when_it_was_said() -> None:
    twin = ReplayTwin(ENTRIES)
    assert twin.connected(1_000) == b"hello"
    assert twin.tick(5_000) == b"", "it waits for the host"
    assert twin.received(b"Q", 6_000) == b""
    assert twin.received(b"1", 6_001) == b""
    assert twin.tick(6_021) == b"A1"
    assert twin.tick(6_400) == b""
    assert twin.tick(6_451) == b"late"
    assert twin.received(b"Q2", 6_460) == b""
    assert (twin.left, twin.differences) == (0, [])


def test_another_word_of_the_host_is_a_difference_and_it_goes_on() -> None:
    twin = ReplayTwin(ENTRIES)
    twin.connected(0)
    twin.received(b"QX", 100)
    assert twin.tick(120) == b"A1"
    twin.tick(600)
    twin.received(b"Q", 700)
    assert twin.left == 1
    twin.tick(700 + QUIET_MS)
    assert twin.left == 0
    assert [(one.recorded, one.heard) for one in twin.differences] == [
        (b"Q1", b"QX"),
        (b"Q2", b"Q"),
    ]


def test_a_covered_code_is_any_code_of_its_length() -> None:
    twin = ReplayTwin((Entry(0, "host", b"PRINT xxxx"),), wildcard=b"x")
    twin.connected(0)
    twin.received(b"PRINT AB12", 1)
    assert (twin.left, twin.differences) == (0, [])
