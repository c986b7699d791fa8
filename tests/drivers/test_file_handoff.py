"""Codes handed over as files to a vendor's program; no thread, no real time."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drivers.api import (
    Accepted,
    BufferCleared,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    Forget,
    InDoubt,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Pause,
    Printed,
    PrintJob,
    Ready,
    Resume,
    Trigger,
    Warned,
)
from drivers.errors import Misuse, PayloadError
from drivers.printers.file_handoff import FileHandoff
from drivers.printers.handoff_form import FileForm
from drivers.registry import DeviceConfigError, build, capabilities
from drivers.sim.file_handoff import VendorProgram

ENDS = (Printed, InDoubt, NotSent, BufferCleared)


class Desk:
    """A hand-off and a program in one folder, turned by hand."""

    def __init__(self, folder: Path, takes_by: str = "read", **options: Any) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.now_ms = folder, 0
        self.program = VendorProgram(folder, takes_by=takes_by)  # type: ignore[arg-type]
        self.events: list[DeviceEvent] = []
        self.ends: dict[int, type[Any]] = {}
        self.device = FileHandoff(
            "uv 1",
            f"folder:{folder}",
            clock_ms=lambda: self.now_ms,
            takes_by=takes_by,  # type: ignore[arg-type]
            **options,
        )
        self.device._publish, self.device._session = self._note, "S1"
        self.turn()

    def _note(self, event: DeviceEvent) -> None:
        self.events.append(event)
        if isinstance(event, ENDS):
            jobs = (event.job,) if isinstance(event, Printed) else event.jobs
            for job in jobs:
                assert job not in self.ends, f"job {job} ends as {event} after {self.ends[job]}"
                self.ends[job] = type(event)

    def turn(self, times: int = 1) -> None:
        for _ in range(times):
            self.now_ms += 50
            self.device.turn()

    def command(self, command: Command) -> None:
        self.device._inbox.put_nowait(command)
        self.turn()

    def offer(self, *jobs: int, data: Callable[[int], bytes] = lambda job: b"CODE%d" % job) -> None:
        self.command(Offer(tuple(PrintJob(job, data(job)) for job in jobs)))

    def bottle(self) -> None:
        self.program.look()
        self.turn()
        self.program.photocell()
        self.turn()

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.is_file())


@pytest.fixture(params=["read", "rename"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    return Desk(tmp_path / "a folder", request.param)


# ---------------------------------------------------------------- the ordinary run


def test_codes_are_printed_in_order_and_each_is_told_by_name(desk: Desk) -> None:
    assert desk.of(LinkUp)
    assert [one.credit for one in desk.of(Ready)] == [4]
    desk.offer(1, 2, 3, 4, 5, 6)
    assert desk.files() == [f"S1-00000{n}.txt" for n in (1, 2, 3, 4)], "no more than depth"
    for _ in range(6):
        desk.bottle()
    assert [one.job for one in desk.of(Printed)] == [1, 2, 3, 4, 5, 6]
    assert [one.job for one in desk.of(Accepted)] == [1, 2, 3, 4, 5, 6]
    assert desk.program.tape == [b"CODE%d" % n for n in (1, 2, 3, 4, 5, 6)]
    assert desk.files() == []


def test_a_file_is_whole_when_it_appears(tmp_path: Path) -> None:
    desk = Desk(tmp_path, content="<STX>{code}<CR><LF>", encoding="gbk")
    desk.offer(1, data=lambda job: "中1".encode())
    assert (tmp_path / "S1-000001.txt").read_bytes() == b"\x02\xd6\xd01\r\n"


def test_a_result_that_comes_in_halves_is_waited_for(desk: Desk) -> None:
    desk.program.fault("half_result", "1")
    desk.offer(1)
    desk.bottle()
    assert desk.ends == {}
    desk.program.look()
    desk.turn()
    assert desk.ends == {1: Printed}


def test_a_file_that_the_program_leaves_is_taken_away_after_its_result(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.program.fault("leaves_file")
    desk.offer(1)
    desk.bottle()
    assert desk.ends == {1: Printed}
    assert desk.files() == []


def test_without_results_a_code_is_out_until_it_is_forgotten(tmp_path: Path) -> None:
    desk = Desk(tmp_path, done_suffix="", confirm="external", depth=1)
    desk.program._writes_results = False
    assert desk.device.caps.done == "external"
    desk.offer(1, 2)
    desk.bottle()
    assert (desk.ends, desk.files()) == ({}, [])
    desk.command(Forget((1,)))
    assert desk.files() == ["S1-000002.txt"]


# ---------------------------------------------------------------- what goes wrong


def test_a_refusal_gives_the_code_back_and_holds_until_somebody_resumes(desk: Desk) -> None:
    desk.program.fault("error", "1")
    desk.offer(1)
    desk.program.look()
    desk.turn()
    assert desk.ends == {1: NotSent}
    assert [one.said for one in desk.of(Faulted)] == ["no such template"]
    desk.offer(2)
    assert desk.ends[2] is NotSent
    desk.command(Resume())
    desk.offer(3)
    desk.bottle()
    assert desk.ends[3] is Printed


def test_a_result_that_names_another_code_leaves_ours_in_doubt(desk: Desk) -> None:
    desk.program.fault("wrong_result", "1")
    desk.offer(1)
    desk.bottle()
    desk.turn(20)
    assert desk.ends == {1: InDoubt}
    assert "another code" in desk.of(Warned)[0].said


def test_a_result_that_nobody_waits_for_is_told(desk: Desk) -> None:
    (desk.folder / "S0-000009.ok").write_text("CODE9")
    desk.turn()
    assert "S0-000009" in desk.of(Warned)[0].said
    assert desk.files() == []


def test_clear_takes_back_what_was_not_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "rename")
    desk.offer(1, 2, 3)
    desk.program._depth = 1
    desk.program.look()
    desk.turn()
    desk.command(Clear())
    assert desk.ends == {1: InDoubt, 2: BufferCleared, 3: BufferCleared}
    assert [file for file in desk.files() if file.endswith(".txt")] == []
    for _ in range(3):
        desk.program.look()
        desk.program.photocell()
    assert desk.program.tape == [b"CODE1"]


def test_a_program_that_reads_before_it_takes_proves_nothing_by_a_withdrawal(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, "read")
    desk.offer(1, 2)
    desk.command(Clear())
    assert desk.ends == {1: InDoubt, 2: InDoubt}


def test_paused_nothing_new_is_handed_over(desk: Desk) -> None:
    desk.command(Pause())
    desk.offer(1)
    assert desk.files() == []
    desk.command(Resume())
    assert len(desk.files()) == 1


def test_a_folder_that_goes_away_and_comes_back_leaves_no_code_in_doubt(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "share", "rename")
    desk.offer(1, 2)
    desk.program.look()
    (tmp_path / "share").rename(tmp_path / "unplugged")
    desk.program.folder = tmp_path / "unplugged"
    desk.turn(3)
    assert len(desk.of(LinkDown)) == 1
    desk.offer(3)
    assert desk.ends == {3: NotSent}
    desk.program.photocell()
    (tmp_path / "unplugged").rename(tmp_path / "share")
    desk.turn()
    assert desk.ends == {1: Printed, 3: NotSent}
    desk.program.folder = tmp_path / "share"
    desk.program.photocell()
    desk.turn()
    assert desk.ends[2] is Printed


def test_what_an_earlier_run_left_is_set_aside(tmp_path: Path) -> None:
    for name in ("S0-000001.txt", "S0-000002.ok", ".S0-000003.txt"):
        (tmp_path / name).write_text("CODE")
    desk = Desk(tmp_path)
    assert desk.files() == []
    desk.program.look()
    assert desk.program.photocell() == (None, b"")


def test_in_the_end_what_is_out_is_in_doubt_and_not_left_lying(tmp_path: Path) -> None:
    events: list[DeviceEvent] = []
    device = FileHandoff("uv 1", f"folder:{tmp_path}", poll_ms=1)
    device.start(events.append)
    device.command(Offer((PrintJob(1, b"CODE1"),)))
    while not list(tmp_path.glob("*.txt")):
        pass
    device.stop()
    assert InDoubt("uv 1", (1,), "the station stopped") in events
    assert list(tmp_path.glob("*.txt")) == []
    with pytest.raises(Misuse, match="not running"):
        device.command(Clear())


def test_a_command_for_another_kind_of_device_is_our_mistake(desk: Desk) -> None:
    with pytest.raises(Misuse, match="Trigger"):
        desk.command(Trigger(1))


@pytest.mark.parametrize("seed", range(3))
def test_no_code_is_printed_twice_whatever_happens(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    desk = Desk(tmp_path / "share", "rename", depth=3)
    job, faults = 0, ("no_result", "half_result", "error", "wrong_result")
    for _ in range(400):
        match chance.randrange(8):
            case 0 | 1 | 2:
                job += 1
                desk.offer(job)
            case 3 | 4 | 5:
                desk.bottle()
            case 6:
                desk.program.fault(chance.choice(faults), "1")
            case _:
                desk.command(chance.choice((Clear(), Resume(), Pause(), Resume())))
    desk.program.look()
    desk.turn(30)
    desk.command(Clear())
    assert len(desk.program.tape) == len(set(desk.program.tape)) > 20
    assert set(desk.ends) == set(range(1, job + 1))
    never = {b"CODE%d" % one for one, end in desk.ends.items() if end in (NotSent, BufferCleared)}
    assert not never & set(desk.program.tape)


# ---------------------------------------------------------------- forms and options


@pytest.mark.parametrize(
    ("result", "fits"),
    [
        (b"", True),
        (b"A,1\r\n", True),
        (b"2026-11-02 08:00;A,1;OK", False),
        (b"OK\r\nA,1\r\n", True),
        (b"A,12", False),
        (b"A", False),
    ],
)
def test_a_result_names_a_code_only_whole(result: bytes, fits: bool) -> None:
    form = FileForm.of("uv 1", "{code}", "utf-8")
    assert form.names(result, b"A,1") is fits


def test_a_result_may_name_the_code_among_other_words() -> None:
    form = FileForm.of("uv 1", "{code}", "gbk")
    assert form.names("08:00;中1;OK".encode("gbk"), "中1".encode())


@pytest.mark.parametrize(
    ("payload", "position"), [(b"", 0), (b"A\rB", 1), ("A\u0e01".encode(), 1), (b"A\xff", 1)]
)
def test_what_cant_stand_in_a_file_is_refused_and_nothing_is_taken(
    desk: Desk, payload: bytes, position: int
) -> None:
    form = FileForm.of("uv 1", "{code}", "gbk")
    with pytest.raises(PayloadError) as refused:
        form.file(payload)
    assert refused.value.position == position


def test_a_code_that_cant_be_carried_comes_back(desk: Desk) -> None:
    desk.offer(1, 2, data=lambda job: b"A\rB")
    assert desk.ends == {1: NotSent, 2: NotSent}
    assert desk.of(Faulted)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"content": "no place"}, "content"),
        ({"content": "<NOPE>{code}"}, "NOPE"),
        ({"encoding": "latin-1"}, "gbk"),
        ({"suffix": ".ok"}, "suffix"),
        ({"suffix": ""}, "suffix"),
        ({"takes_by": "force"}, "rename"),
        ({"confirm": "perhaps"}, "external"),
        ({"depth": 0}, "depth"),
    ],
)
def test_options_that_cant_work_are_told_in_words(options: dict[str, Any], word: str) -> None:
    with pytest.raises(DeviceConfigError, match=word):
        build("uv 1", "file-handoff", "folder:/nowhere", options)


def test_an_address_that_is_no_folder_is_told() -> None:
    with pytest.raises(DeviceConfigError, match="folder:"):
        build("uv 1", "file-handoff", "tcp://10.0.0.5:9", {})


def test_it_says_that_nothing_was_tried() -> None:
    caps = capabilities("file-handoff")
    assert not caps.hardware_verified
    assert caps.unverified
