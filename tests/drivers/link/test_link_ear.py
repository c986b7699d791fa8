"""What an ear makes of calls: lines cut and cleaned, callers compared, and what can't be opened."""

from __future__ import annotations

import errno
import re
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.link.api import AddressError, LinkError
from drivers.link.beside import beside
from drivers.link.ear import LINE_BYTES_MAX, Caller, Ear, plain

EAR = "tcp-listen://127.0.0.1:0"


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (b"A\r\nB\r\n", [b"A", b"B"]),
        (b"A\rB\nC\r", [b"A", b"B", b"C"]),
        (b"\r\n\n\r  \n\0\0\n", []),
        (b"ALERT: PQ JOB COMPLETED [X]", [b"ALERT: PQ JOB COMPLETED [X]"]),
        (b"\x02ALERT\x03\n", [b"ALERT"]),
        (b"\x1eA\x1eB\x1e\n", [b"A?B"]),
        (b"\xffA\x00B\xc3\xa9\n", [b"?A?B??"]),
        (b"x" * 1_000 + b"\nB\n", [b"x" * LINE_BYTES_MAX, b"B"]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 10_000])
def test_lines_are_cut_and_cleaned(said: bytes, lines: list[bytes], size: int) -> None:
    with socket.socket() as unused:
        caller = Caller(unused, 0.0)
        pieces = [said[at : at + size] for at in range(0, len(said), size)]
        heard: list[bytes] = []
        for piece in pieces:
            heard += caller.lines(piece)
            assert len(caller.half) <= LINE_BYTES_MAX, "a line grows without bound"
        assert heard + caller.lines(b"\n") == lines


@settings(max_examples=60)
@given(said=st.binary(max_size=700), at=st.integers(0, 700))
def test_no_rubbish_breaks_the_marks(said: bytes, at: int) -> None:
    with socket.socket() as unused:
        whole, split = Caller(unused, 0.0), Caller(unused, 0.0)
        lines = whole.lines(said + b"\n")
        assert split.lines(said[:at]) + split.lines(said[at:] + b"\n") == lines
    assert all(re.fullmatch(rb"[\x20-\x7e]{1,256}", line) for line in lines)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("10.0.0.5", "10.0.0.5"),
        ("::ffff:10.0.0.5", "10.0.0.5"),
        ("fe80:0::1%eth0", "fe80::1"),
    ],
)
def test_an_address_is_the_same_however_it_is_written(written: str, compared: str) -> None:
    assert plain(written) == compared


class Unwell(socket.socket):
    """A listener whose calls fail as `failure` says."""

    failure = OSError()

    def accept(self) -> tuple[socket.socket, object]:
        raise self.failure


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (ConnectionAbortedError(), False),
        (BlockingIOError(), False),
        (OSError(errno.EMFILE, "Too many open files"), True),
    ],
)
def test_a_call_that_can_not_be_taken_is_told_unless_the_caller_gave_up(
    failure: OSError, told: bool
) -> None:
    ear = Ear("127.0.0.1", 0)
    with Unwell() as listener:
        listener.failure = failure
        ear._listener = listener
        if told:
            with pytest.raises(LinkError, match="can't take a call: Too many open files"):
                ear.hear(ear.watched())
        else:
            ear.hear(ear.watched())
        assert not ear.lines


@pytest.mark.parametrize(
    ("url", "ear_url", "says"),
    [
        ("tcp://10.0.0.5", EAR, "a port from 1"),
        ("tcp://10.0.0.5:9100", "tcp://0.0.0.0:9200", "tcp-listen://OUR-ADDRESS:PORT"),
        ("tcp://10.0.0.5:9100", "tcp-listen://0.0.0.0", "tcp-listen://OUR-ADDRESS:PORT"),
        ("serial:///dev/ttyS0", EAR, "add ?from=ADDRESS"),
        ("memory:printer", EAR, "add ?from=ADDRESS"),
        ("hid:///dev/input/by-id/x", EAR, "needs tcp:// or serial://"),
    ],
)
def test_a_bad_address_is_told_before_anything_is_opened(url: str, ear_url: str, says: str) -> None:
    with pytest.raises(AddressError, match=re.escape(says)):
        beside(url, ear_url)
