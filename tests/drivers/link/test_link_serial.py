"""A long label on a slow serial line: it leaves in slices, and the device is heard meanwhile."""

from __future__ import annotations

import os
import pty
import tty
from collections.abc import Iterator

import pytest

from drivers.link.api import LinkError, Waker
from drivers.link.serial import SLICE_S, UNSENT_BYTES_MAX, SerialLink, SerialSettings

LABEL = bytes(range(256)) * 80  # 20 kB: more than a terminal keeps, and than a second carries
TURNS_MAX = 10_000


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SerialLink, int]]:
    """A link at 9600 baud, and the device's end, which is never waited for."""
    monkeypatch.setattr("drivers.link.serial.SEND_S_MAX", 0.05)
    device, host = pty.openpty()
    tty.setraw(device)
    tty.setraw(host)
    os.set_blocking(device, False)
    link = SerialLink(SerialSettings(os.ttyname(host), baud=9_600))
    link.open()
    yield link, device
    link.close()
    os.close(host)
    os.close(device)


def there(device: int) -> bytes:
    try:
        return os.read(device, 4_096)
    except BlockingIOError:
        return b""


def until_it_breaks(link: SerialLink, waker: Waker) -> None:
    for _ in range(TURNS_MAX):
        link.receive(0, waker)


def test_a_label_longer_than_the_line_takes_at_once_leaves_whole_and_in_order(
    line: tuple[SerialLink, int],
) -> None:
    link, device = line
    waker = Waker()
    link.send(LABEL)
    link.send(b"STATE?")
    came, heard_after = there(device), -1
    for _ in range(TURNS_MAX):
        if came.endswith(b"STATE?"):
            break
        if len(came) > 1_000 and heard_after < 0:
            os.write(device, b"BUSY")
            heard_after = len(came)
        if link.receive(0, waker) == b"BUSY":
            assert len(came) < len(LABEL), "it was heard while the label was leaving"
            heard_after = TURNS_MAX
        came += there(device)
    assert came == LABEL + b"STATE?"
    assert heard_after == TURNS_MAX
    waker.close()


def test_no_call_sends_more_than_a_slice(line: tuple[SerialLink, int]) -> None:
    link, device = line
    slice_bytes = int(9_600 / 10 * SLICE_S)
    link.send(LABEL)
    assert len(there(device)) <= slice_bytes


def test_what_fits_into_a_slice_leaves_at_once(line: tuple[SerialLink, int]) -> None:
    link, device = line
    link.send(b"STATE?")
    assert there(device) == b"STATE?"
    assert link.descriptor() is not None


def test_while_something_is_to_leave_nobody_waits_on_the_file_alone(
    line: tuple[SerialLink, int],
) -> None:
    link, _ = line
    link.send(LABEL)
    assert link.descriptor() is None


def test_a_device_that_takes_nothing_breaks_the_link(line: tuple[SerialLink, int]) -> None:
    link, _ = line
    waker = Waker()
    link.send(LABEL)
    with pytest.raises(LinkError, match="can't send"):
        until_it_breaks(link, waker)
    waker.close()


def test_what_waits_to_be_sent_has_a_bound(line: tuple[SerialLink, int]) -> None:
    link, _ = line
    with pytest.raises(LinkError, match="wait already"):
        link.send(b"x" * (UNSENT_BYTES_MAX + 1))


def test_a_new_connection_sends_nothing_of_the_old_one(line: tuple[SerialLink, int]) -> None:
    link, device = line
    link.send(LABEL)
    link.close()
    link.open()
    while there(device):
        pass
    link.send(b"NEW")
    assert there(device) == b"NEW"
