"""What a device said, in one line a person can read: for devices whose wire nobody here sees.

Codes are covered by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from drivers import api as d
from drivers.link.readable import readable


def _read(event: d.Read) -> str:
    texts = ", ".join(readable(one.data) for one in event.symbols)
    return f"read {event.token}: {texts} ({event.took_ms:.0f} ms)"


def _counters(event: d.Counters) -> str:
    return f"counters: {event.products} products, {event.prints} prints, {event.rejects} rejects"


WORDS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        d.LinkUp: lambda _: "connected",
        d.LinkDown: lambda one: f"link lost: {one.reason}",
        d.Ready: lambda one: f"ready, room for {one.credit}" if one.credit else "ready",
        d.Warned: lambda one: f"{one.said}; {one.hint}",
        d.Eased: lambda one: f"over: {one.said}",
        d.Faulted: lambda one: f"{one.said}; {one.hint}",
        d.Accepted: lambda _: "a job accepted",
        d.Printed: lambda _: "printed",
        d.NotSent: lambda one: f"{len(one.jobs)} not sent: {one.reason}",
        d.InDoubt: lambda one: f"{len(one.jobs)} in doubt: {one.reason}",
        d.BufferCleared: lambda one: f"emptied, {len(one.jobs)} dropped",
        d.Counter: lambda one: f"its counter: {one.value}",
        d.Read: _read,
        d.NoRead: lambda one: f"no read {one.token}: {one.reason}",
        d.LineEvent: lambda one: f"{one.kind.value} {one.trigger}, encoder {one.encoder}",
        d.EventsLost: lambda one: f"{one.count} events lost",
        d.Counters: _counters,
        d.VerdictTaken: lambda one: f"verdict on {one.trigger} taken",
        d.HeartbeatLost: lambda one: f"no heartbeat for {one.waited_ms} ms",
    }
)


def event_text(event: d.DeviceEvent) -> str:
    return WORDS[type(event)](event)
