"""The scanner's self-test, joined: the labels to print, a device to listen to, the verdict.

`labels` gives the test labels; `listen` takes what one device reads of one of them; the verdict is
`station.core.scanner_check`'s. Used by `packline device selftest`, and by whatever has reads at
hand already (a screen calls `check_scanner` with them).
"""

from __future__ import annotations

import queue
import time
from collections.abc import Mapping, Sequence

from drivers.api import DeviceEvent, LinkDown, NoRead, Read, Ready, RunnableDevice, Trigger
from drivers.errors import DeviceError
from drivers.labels.label import Label
from drivers.labels.scanner_label import ScannerText, scanner_label
from drivers.labels.symbols import Kind
from station.core.codes import TEST_CODES, ScannerCheck, Symbology, check_scanner

__all__ = ["NothingCame", "labels", "selftest"]

READS_MAX = 8
EVENTS_MAX = 10_000
MORE_S = 0.5  # after the first read: half a code, or the same once more, comes soon
WINDOW_MS = 1_000

_KINDS: Mapping[Symbology, Kind] = {
    Symbology.QR: "qr",
    Symbology.GS1_QR: "qr",
    Symbology.DATA_MATRIX: "data-matrix",
    Symbology.GS1_DATA_MATRIX: "data-matrix",
    Symbology.CODE_128: "code-128",
    Symbology.GS1_128: "code-128",
}


class NothingCame(DeviceError):
    """The device read nothing in its time; the text says what was last heard of it."""


def labels() -> dict[Symbology, Label]:
    """One test label a symbology."""
    return {
        symbology: scanner_label(
            ScannerText(
                f"TEST 测试 {symbology.value}",
                _KINDS[symbology],
                symbology.is_gs1,
                code.data,
                code.human,
                code.aim,
            )
        )
        for symbology, code in TEST_CODES.items()
    }


def selftest(device: RunnableDevice, label: Symbology, wait_s: float) -> ScannerCheck:
    """Start `device`, wait for somebody to scan `label` with it, and stop it.

    Raises `NothingCame` after `wait_s` seconds, and what the device raises."""
    events: queue.Queue[DeviceEvent] = queue.Queue()
    device.start(events.put)
    try:
        reads = _reads(device, events, time.monotonic() + wait_s)
    finally:
        device.stop()
    return check_scanner(label, reads)


def _reads(
    device: RunnableDevice, events: queue.Queue[DeviceEvent], until_s: float
) -> Sequence[tuple[bytes, str]]:
    """What was read, from the first read on for MORE_S. A fixed reader is asked again and again."""
    reads: list[tuple[bytes, str]] = []
    heard = "it never became ready"
    for token in range(1, EVENTS_MAX):
        event = _next(events, until_s)
        match event:
            case Read(_, _, symbols):
                until_s = until_s if reads else min(until_s, time.monotonic() + MORE_S)
                reads += [(one.data, one.aim) for one in symbols]
            case LinkDown(_, reason) | NoRead(_, _, reason):
                heard = reason
            case Ready():
                heard = "nobody scanned the test label"
        if event is None or len(reads) >= READS_MAX:
            break
        if not reads and _is_to_be_asked(device, event):
            device.command(Trigger(token, WINDOW_MS))
    if not reads:
        raise NothingCame(f"{device.name}: nothing was read in the time given: {heard}")
    return reads


def _next(events: queue.Queue[DeviceEvent], until_s: float) -> DeviceEvent | None:
    """The next event; None when the time is over."""
    try:
        return events.get(timeout=max(0.0, until_s - time.monotonic()))
    except queue.Empty:
        return None


def _is_to_be_asked(device: RunnableDevice, event: DeviceEvent) -> bool:
    """A reader that looks when it is told to. One that refused at once triggers itself."""
    looked = isinstance(event, NoRead) and event.took_ms > 0
    return device.caps.kind == "reader" and (looked or isinstance(event, Ready))
