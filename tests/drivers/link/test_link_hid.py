"""An input device as a link: grabbed, read, and told with the remedy where it can't be.

Machines that run tests have no such device: a named pipe stands in for it, and a note of the two
requests for the kernel's answer to them.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.errors import Misuse
from drivers.link.address import link_for
from drivers.link.api import LinkError, Waker
from drivers.link.hid import HidLink
from drivers.readers.keyboard_wedge import KeyboardWedge
from drivers.sim.keyboard_wedge import KeyboardWedgeTwin

WAIT_S = 10.0


class Kernel:
    """Takes requests as the kernel does, or refuses them."""

    def __init__(self, refuses: int = 0) -> None:
        self.asked: list[tuple[int, bytes | int]] = []
        self._refuses = refuses

    def __call__(self, descriptor: int, request: int, argument: bytes | int) -> object:
        assert os.fstat(descriptor)
        if self._refuses:
            raise OSError(self._refuses, os.strerror(self._refuses))
        self.asked.append((request, argument))
        return 0


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "event5")
    return tmp_path / "event5"


@pytest.fixture
def waker() -> Iterator[Waker]:
    made = Waker()
    yield made
    made.close()


def test_a_scan_of_a_grabbed_device_is_read(pipe: Path, waker: Waker) -> None:
    kernel, wedge = Kernel(), KeyboardWedge("hand")
    link = HidLink(str(pipe), kernel)
    link.open()
    # linux/input.h: times by the monotonic clock, then for us alone.
    assert kernel.asked == [(0x400445A0, struct.pack("i", 1)), (0x40044590, 1)]
    wedge.opened(0)
    with pipe.open("wb", buffering=0) as scanner:
        scanner.write(KeyboardWedgeTwin().scan(b"0106901\x1d21A", "]d2"))
        (read,) = wedge.received(link.receive(WAIT_S, waker), 1).events
        assert read.symbols[0].data == b"0106901\x1d21A"  # type: ignore[union-attr]
        assert link.receive(0.0, waker) == b""
    with pytest.raises(LinkError, match="was closed"):
        link.receive(WAIT_S, waker)
    link.close()
    link.close()


@pytest.mark.parametrize(
    ("refuses", "remedy"),
    [
        (errno.EBUSY, "another program has grabbed it"),
        (errno.ENOTTY, "it is no input device"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_device_that_can_not_be_grabbed_is_told_and_let_go(
    pipe: Path, refuses: int, remedy: str
) -> None:
    link = HidLink(str(pipe), Kernel(refuses))
    with pytest.raises(LinkError, match=remedy):
        link.open()
    assert link._descriptor is None


def test_a_device_that_is_not_there_or_not_ours_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(
        LinkError, match="it isn't plugged in: look what stands in /dev/input/by-id"
    ):
        link_for("hid:///dev/input/by-id/none-event-kbd").open()

    def forbidden(path: str, flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(LinkError, match="add the udev rule in docs"):
        link_for("hid:///dev/input/by-id/none-event-kbd").open()


def test_a_device_that_is_pulled_out_is_told(pipe: Path, waker: Waker) -> None:
    link = HidLink(str(pipe), Kernel())
    link.open()
    with pipe.open("wb", buffering=0) as scanner, pytest.MonkeyPatch.context() as patch:
        scanner.write(b"x")

        def gone(descriptor: int, size: int) -> bytes:
            raise OSError(errno.ENODEV, "No such device")

        patch.setattr(os, "read", gone)
        with pytest.raises(LinkError, match="it was pulled out"):
            link.receive(WAIT_S, waker)
    link.close()


def test_a_device_that_is_not_a_real_one_is_no_input_device(pipe: Path) -> None:
    """The kernel's own answer: a pipe knows neither of the two requests."""
    with pytest.raises(LinkError, match="it is no input device"):
        HidLink(str(pipe)).open()


def test_nothing_can_be_sent() -> None:
    with pytest.raises(Misuse):
        HidLink("/dev/input/event5").send(b"x")
