"""A coder fed by files: a folder that a vendor's program watches (UV, DOD and laser PC programs).

One thread looks into the folder every `poll_ms`; what the files mean is `handoff_desk.py`'s, how
they are written `handoff_folder.py`'s. Where the program writes a result file for each code, *done*
has an identity; where it doesn't, only the PLC's counter or the camera tells. Nothing here comes
from a manual: each program's own must be read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from drivers.api import (
    Capabilities,
    Clear,
    Command,
    DeviceEvent,
    Faulted,
    Forget,
    LinkDown,
    LinkUp,
    NotSent,
    Offer,
    Pause,
    Publish,
    Resume,
)
from drivers.errors import Misuse, PayloadError
from drivers.link.runner import monotonic_ms
from drivers.printers.handoff_desk import HandoffDesk, TakesBy
from drivers.printers.handoff_folder import FolderLost, HandoffFolder, Suffixes
from drivers.printers.handoff_form import PAYLOAD_BYTES_MAX, Encoding, FileForm
from drivers.printers.turning import TurningPrinter

POLL_MS = 50
DEPTH_MAX = 1_000
SCHEME = "folder:"

Confirm = Literal["external", "none"]


def _session_now() -> str:
    """What no earlier run can have called itself."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")


class FileHandoff(TurningPrinter):
    """`RunnableDevice` for one folder, `folder:PATH`.

    `suffix`: of the files that the program takes. `content`: what stands in one, `{code}` for the
    code (`<CR>` and the like as elsewhere). `done_suffix`: of the result files, "" = it writes
    none, and then `confirm` says who tells of prints. `error_suffix`: of its refusals. `takes_by`:
    "rename" if the program renames or deletes a file before it reads it. `depth`: files that may
    be out, handed over and not heard of since.
    """

    def __init__(
        self,
        name: str,
        url: str,
        clock_ms: Callable[[], int] = monotonic_ms,
        session: Callable[[], str] = _session_now,
        *,
        suffix: str = ".txt",
        content: str = "{code}<CR><LF>",
        encoding: Encoding = "utf-8",
        done_suffix: str = ".ok",
        error_suffix: str = ".err",
        takes_by: TakesBy = "read",
        confirm: Confirm = "none",
        depth: int = 4,
        poll_ms: int = POLL_MS,
    ) -> None:
        """Raises `Misuse` for options that can't work, in words."""
        suffixes = Suffixes(suffix, done_suffix, error_suffix)
        _check(name, suffixes, takes_by, confirm, depth)
        super().__init__(name, poll_ms)
        self._form = FileForm.of(name, content, encoding)
        self.caps = _capabilities(depth, done_suffix, confirm)
        self._folder = HandoffFolder(_path(url), suffixes)
        self._desk = HandoffDesk(
            name,
            self._folder,
            depth=depth,
            takes_by=takes_by,
            form=self._form,
            name_of=lambda number: f"{self._session}-{number:06d}",
        )
        self._session, self._new_session = "", session
        self._clock_ms = clock_ms
        self._is_up = self._was_up = False
        self._down = ""  # the reason last published
        self._clear_asked = False

    def start(self, publish: Publish) -> None:
        self._session = self._new_session()
        super().start(publish)

    def turn(self) -> None:
        """One look at the folder, after the commands that have come."""
        try:
            if not self._is_up:
                self._open()
            while not self._inbox.empty():
                self.obey(self._inbox.get_nowait())
            if self._clear_asked:
                self._tell(self._desk.clear())
                self._clear_asked = False
            self._tell(self._desk.look(self._clock_ms()))
        except FolderLost as reason:
            self._lose(str(reason))

    def _open(self) -> None:
        """After a loss the files of this run are still ours: only a first opening tidies up."""
        if not self._was_up:
            self._folder.open()
        else:
            self._folder.untaken()
        self._is_up, self._was_up, self._down = True, True, ""
        self._tell([LinkUp(self.name), self._desk.ready()])

    def _lose(self, reason: str) -> None:
        self._is_up = False
        if reason != self._down:
            self._down = reason
            self._tell([LinkDown(self.name, reason), *self._desk.give_back(reason)])
        while not self._inbox.empty():
            self.obey(self._inbox.get_nowait())

    def give_up(self, reason: str) -> list[DeviceEvent]:
        return self._desk.give_up(reason)

    def obey(self, command: Command) -> None:
        match command:
            case Offer(jobs) if not self._is_up:
                numbers = tuple(job.job for job in jobs)
                self._tell([NotSent(self.name, numbers, self._down)])
            case Offer(jobs):
                self._offer(command, tuple(job.job for job in jobs))
            case Clear():
                self._clear_asked = True
            case Forget(jobs):
                self._desk.forget(jobs)
            case Pause():
                self._desk.is_paused = True
            case Resume():
                self._tell(self._desk.resume())
            case _:
                raise Misuse(f"{self.name}: a folder can't take {type(command).__name__}")

    def _offer(self, offer: Offer, jobs: tuple[int, ...]) -> None:
        try:
            for job in offer.jobs:
                self._form.code(job.data)
        except PayloadError as refused:
            hint = "the code's text doesn't suit this device: correct the product or the scheme"
            said = str(refused)
            self._tell([NotSent(self.name, jobs, said), Faulted(self.name, said, hint)])
        else:
            self._tell(self._desk.offer(offer.jobs))


def _path(url: str) -> Path:
    path = url.removeprefix(SCHEME)
    if not url.startswith(SCHEME) or not path:
        raise Misuse(f"address {url!r}: write folder:/path/to/the/folder")
    return Path(path)


def _check(name: str, suffixes: Suffixes, takes_by: str, confirm: str, depth: int) -> None:
    named = [one for one in (suffixes.code, suffixes.done, suffixes.error) if one]
    if not suffixes.code or len(set(named)) != len(named) or any("/" in one for one in named):
        raise Misuse(f"{name}: suffix, done_suffix and error_suffix must differ; suffix is needed")
    if takes_by not in ("read", "rename"):
        raise Misuse(f"{name}: takes_by is read or rename, not {takes_by!r}")
    if confirm not in ("external", "none"):
        raise Misuse(f"{name}: confirm is external or none, not {confirm!r}")
    if not 1 <= depth <= DEPTH_MAX:
        raise Misuse(f"{name}: depth is 1 to {DEPTH_MAX} codes, not {depth}")


def _capabilities(depth: int, done_suffix: str, confirm: Confirm) -> Capabilities:
    return Capabilities(
        kind="coder",
        protocol="file-handoff",
        manual="none: a folder that a vendor's program watches",
        unverified=(
            "everything: no vendor's program was tried",
            "that a share of the network renames in one step",
        ),
        queue_depth=depth,
        credit="count",
        ack="received",
        done="event_indexed" if done_suffix else confirm,
        can_clear_queue=False,
        keeps_queue_on_disconnect=True,
        max_bytes=PAYLOAD_BYTES_MAX,
    )
