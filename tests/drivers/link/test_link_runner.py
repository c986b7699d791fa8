"""The runner: reconnecting, waking, carrying out, stopping, and being loud about bugs."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from drivers.api import (
    Capabilities,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Output,
    Pause,
    PrintJob,
    Warned,
)
from drivers.errors import DeviceError, Misuse, PayloadError
from drivers.link.address import link_for
from drivers.link.api import Link, LinkError, Waker
from drivers.link.memory import MemoryPort
from drivers.link.runner import (
    COMMANDS_MAX,
    RECONNECT_MS_MAX,
    RECONNECT_MS_MIN,
    Runner,
    back_off_ms,
)

WAIT_S = 10.0


class EchoDriver:
    """Publishes what it receives as warnings; sends offers as they are; b"bug" makes it fail."""

    name = "echo"
    caps = Capabilities(kind="scanner", protocol="echo", manual="", unverified=())

    def __init__(self) -> None:
        self.is_open = False
        self.ticks = 0
        self.ticked = threading.Event()

    def opened(self, now_ms: int) -> Output:
        self.is_open = True
        return Output(b"hello", (LinkUp(self.name),))

    def closed(self, reason: str, now_ms: int) -> Output:
        self.is_open = False
        return Output(events=(LinkDown(self.name, reason), InDoubt(self.name, (7,), reason)))

    def received(self, data: bytes, now_ms: int) -> Output:
        assert data != b"bug", "a deliberate bug"
        return Output(events=(Warned(self.name, data.decode(), ""),), drop_link=data == b"drop")

    def command(self, command: Command, now_ms: int) -> Output:
        assert not isinstance(command, Clear), "another deliberate bug"
        if not isinstance(command, Offer):
            return Output()
        jobs = tuple(job.job for job in command.jobs)
        if not self.is_open:
            return Output(events=(NotSent(self.name, jobs, "no link"),))
        if command.jobs[0].data == b"\x04":
            raise PayloadError(self.name, 0, "EOT")
        return Output(command.jobs[0].data)

    def tick(self, now_ms: int) -> Output:
        self.ticks += 1
        if self.ticks >= 3:
            self.ticked.set()
        return Output()


class Watched:
    """A runner whose events are waited for."""

    def __init__(self, open_link: Callable[[], Link] = lambda: link_for("memory:echo")) -> None:
        self.driver = EchoDriver()
        self.runner = Runner(self.driver, open_link, chance=lambda: 0.0)
        self.published: queue.Queue[DeviceEvent] = queue.Queue()

    def start(self) -> None:
        self.runner.start(self.published.put)

    def event(self) -> DeviceEvent:
        return self.published.get(timeout=WAIT_S)

    def wait_for(self, kind: type[DeviceEvent]) -> DeviceEvent:
        while not isinstance(event := self.event(), kind):
            pass
        return event


@pytest.fixture
def port() -> Iterator[MemoryPort]:
    with MemoryPort("echo") as opened:
        yield opened


@pytest.fixture
def watched() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.runner.stop()


def accepted(port: MemoryPort) -> socket.socket:
    peer = port.accept(WAIT_S)
    peer.settimeout(WAIT_S)
    assert peer.recv(5) == b"hello"
    return peer


def offer(data: bytes, job: int = 1) -> Offer:
    return Offer((PrintJob(job, data),))


def test_bytes_and_commands_pass_and_are_traced(port: MemoryPort, watched: Watched) -> None:
    watched.start()
    with accepted(port) as peer:
        assert watched.event() == LinkUp("echo")
        peer.send(b"abc")
        assert watched.event() == Warned("echo", "abc", "")
        watched.runner.command(offer(b"code"))
        assert peer.recv(10) == b"code"
    passed = [(entry.direction, entry.data) for entry in watched.runner.trace.entries()]
    assert passed[:4] == [
        ("note", b"opened"),
        ("sent", b"hello"),
        ("received", b"abc"),
        ("sent", b"code"),
    ]


def test_the_driver_is_ticked_without_any_traffic(port: MemoryPort, watched: Watched) -> None:
    watched.start()
    with accepted(port):
        assert watched.driver.ticked.wait(WAIT_S)


def test_a_lost_link_is_told_to_the_driver_and_opened_again(
    port: MemoryPort, watched: Watched
) -> None:
    watched.start()
    accepted(port).close()
    assert watched.event() == LinkUp("echo")
    assert watched.event() == LinkDown("echo", "memory:echo was closed by the device")
    assert isinstance(watched.event(), InDoubt)
    with accepted(port):
        assert watched.event() == LinkUp("echo")


def test_a_driver_that_distrusts_its_link_has_it_dropped(
    port: MemoryPort, watched: Watched
) -> None:
    watched.start()
    with accepted(port) as peer:
        peer.send(b"drop")
        assert peer.recv(10) == b""
    down = watched.wait_for(LinkDown)
    assert isinstance(down, LinkDown)
    assert "could not be trusted" in down.reason
    with accepted(port):
        assert watched.wait_for(LinkUp) == LinkUp("echo")


def test_a_device_that_is_not_there_is_told_once_and_offers_come_back(watched: Watched) -> None:
    watched.start()
    reason = "can't open memory:echo: nothing in this process listens there"
    assert watched.event() == LinkDown("echo", reason)
    watched.runner.command(offer(b"code"))
    assert watched.event() == NotSent("echo", (1,), "no link")
    with MemoryPort("echo") as port, accepted(port):
        assert watched.event() == LinkUp("echo")


class BreaksWhenSending:
    """A link that opens, and fails half-way through the first send."""

    def open(self) -> None: ...

    def send(self, data: bytes) -> None:
        raise LinkError("half of it left")

    def receive(self, timeout_s: float, waker: Waker) -> bytes:
        return b""

    def close(self) -> None: ...


def test_a_send_that_fails_half_way_is_told_after_the_turns_events() -> None:
    watched = Watched(BreaksWhenSending)
    watched.start()
    assert watched.event() == LinkUp("echo")
    assert watched.event() == LinkDown("echo", "half of it left")
    assert watched.event() == InDoubt("echo", (7,), "half of it left")
    watched.runner.stop()


def test_a_payload_that_cannot_be_carried_is_refused_without_stopping_the_device(
    port: MemoryPort, watched: Watched
) -> None:
    watched.start()
    with accepted(port) as peer:
        watched.event()
        watched.runner.command(offer(b"\x04"))
        said = "echo: byte 0 of the payload can't be sent: EOT"
        assert watched.event() == NotSent("echo", (1,), said)
        fault = watched.event()
        assert isinstance(fault, Faulted)
        assert fault.said == said
        watched.runner.command(offer(b"next"))
        assert peer.recv(10) == b"next"


@pytest.mark.parametrize("by_command", [True, False])
def test_a_bug_in_a_driver_is_loud(port: MemoryPort, by_command: bool) -> None:
    watched = Watched()
    watched.start()
    with accepted(port) as peer:
        watched.event()
        if by_command:
            watched.runner.command(Clear())
        else:
            peer.send(b"bug")
        fault = watched.event()
        assert isinstance(fault, Faulted)
        assert "deliberate bug" in fault.said
        assert isinstance(watched.event(), LinkDown)
        assert peer.recv(10) == b""
    with pytest.raises(Misuse, match="deliberate bug"):
        watched.runner.command(Pause())
    with pytest.raises(AssertionError, match="deliberate bug"):
        watched.runner.stop()


def test_stopping_closes_the_link_and_tells_the_driver_and_the_rest_of_the_queue(
    port: MemoryPort,
) -> None:
    watched = Watched()
    watched.start()
    with accepted(port) as peer:
        watched.event()
        watched.runner.stop()
        assert peer.recv(10) == b""
    assert watched.event() == LinkDown("echo", "stopped")
    watched.runner.stop()
    with pytest.raises(Misuse, match="not running"):
        watched.runner.command(Pause())


class Hangs(BreaksWhenSending):
    """A link whose opening never ends, until the test lets it."""

    def __init__(self, release: threading.Event) -> None:
        self._release = release

    def open(self) -> None:
        self._release.wait(WAIT_S)
        raise LinkError("gave up")


def test_the_inbox_is_bounded_and_a_hanging_thread_is_told() -> None:
    release = threading.Event()
    watched = Watched(lambda: Hangs(release))
    watched.start()
    for job in range(COMMANDS_MAX):
        watched.runner.command(offer(b"x", job))
    with pytest.raises(Misuse, match=f"more than {COMMANDS_MAX} commands"):
        watched.runner.command(Pause())
    with pytest.raises(DeviceError, match="did not stop within"):
        watched.runner.stop(timeout_s=0.01)
    release.set()
    watched.runner.stop()
    not_sent = [watched.event() for _ in range(COMMANDS_MAX + 1)]
    assert [e.jobs[0] for e in not_sent if isinstance(e, NotSent)] == list(range(COMMANDS_MAX))


def test_jobs_still_queued_behind_a_bug_come_back() -> None:
    release = threading.Event()
    watched = Watched(lambda: Hangs(release))
    watched.start()
    watched.runner.command(Clear())
    watched.runner.command(Pause())
    watched.runner.command(offer(b"x", 5))
    release.set()
    assert isinstance(watched.wait_for(Faulted), Faulted)
    not_sent = watched.event()
    assert isinstance(not_sent, NotSent)
    assert not_sent.jobs == (5,)
    assert isinstance(watched.event(), LinkDown)
    with pytest.raises(AssertionError, match="deliberate bug"):
        watched.runner.stop()


def test_it_is_started_once(port: MemoryPort, watched: Watched) -> None:
    with pytest.raises(Misuse, match="start it first"):
        watched.runner.command(Pause())
    watched.start()
    with pytest.raises(Misuse, match="started twice"):
        watched.start()


def test_the_wait_before_reconnecting_grows_to_a_bound_and_is_spread() -> None:
    assert [back_off_ms(failures, 0.0) for failures in (1, 2, 3)] == [100, 200, 400]
    assert back_off_ms(1, 1.0) == 2 * RECONNECT_MS_MIN
    for failures in range(1, 200):
        for chance in (0.0, 0.5, 1.0):
            assert RECONNECT_MS_MIN <= back_off_ms(failures, chance) <= RECONNECT_MS_MAX
    assert back_off_ms(50, 1.0) == RECONNECT_MS_MAX
