"""What becomes of each code that was handed over as a file. Clock and folder come from outside.

A file may be *taken* by the vendor's program at any moment, and from then on its code may be
printed. A result file says that it was: its name says which, so nothing is guessed, and a folder
that was away for a while (a network share) loses nothing: the files tell when it is back.

What we withdraw before it was taken will not be printed if the program takes a file by renaming or
deleting it first (`takes_by="rename"`). A program that reads first and deletes afterwards may have
read it: then what was withdrawn is in doubt.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from drivers.api import (
    Accepted,
    BufferCleared,
    DeviceEvent,
    Faulted,
    InDoubt,
    NotSent,
    Printed,
    PrintJob,
    Ready,
    Warned,
)
from drivers.printers.handoff_folder import FolderLost, HandoffFolder, Result
from drivers.printers.handoff_form import FileForm

JOBS_WAITING_MAX = 64
SETTLE_MS = 500  # a result that fits nothing may still be growing for so long

TakesBy = Literal["read", "rename"]


@dataclass
class _Out:
    """A code whose file is, or was, in the folder."""

    job: PrintJob
    stem: str
    is_taken: bool = False


class HandoffDesk:
    """`name_of(number)` gives a stem that was never used before."""

    def __init__(
        self,
        name: str,
        folder: HandoffFolder,
        *,
        depth: int,
        takes_by: TakesBy,
        form: FileForm,
        name_of: Callable[[int], str],
    ) -> None:
        self._name, self._folder, self.depth = name, folder, depth
        self._takes_by, self._form, self._name_of = takes_by, form, name_of
        self._waiting: deque[PrintJob] = deque()
        self._out: dict[str, _Out] = {}
        self._strange: dict[str, tuple[tuple[int, int], int]] = {}
        self._number = 0
        self.is_paused = False
        self._fault = ""

    # ------------------------------------------------------------ what is wanted

    def offer(self, jobs: tuple[PrintJob, ...]) -> list[DeviceEvent]:
        numbers = tuple(job.job for job in jobs)
        if self._fault:
            return [NotSent(self._name, numbers, self._fault)]
        if len(self._waiting) + len(jobs) > JOBS_WAITING_MAX:
            why = f"more than {JOBS_WAITING_MAX} codes wait for the folder"
            return [NotSent(self._name, numbers, why)]
        self._waiting.extend(jobs)
        return []

    def clear(self) -> list[DeviceEvent]:
        """Raises `FolderLost`; then ask again when the folder is back."""
        events = self.give_back("cleared before it was written")
        gone: list[int] = []
        doubtful: list[int] = []
        for one in list(self._out.values()):
            is_back = not one.is_taken and self._folder.withdraw(one.stem)
            (gone if is_back and self._takes_by == "rename" else doubtful).append(one.job.job)
            del self._out[one.stem]
        if doubtful:
            why = "cleared: the vendor's program had taken it, or may have read it"
            events.append(InDoubt(self._name, tuple(doubtful), why))
        return [*events, BufferCleared(self._name, tuple(gone))]

    def forget(self, jobs: tuple[int, ...]) -> None:
        self._out = {stem: one for stem, one in self._out.items() if one.job.job not in jobs}

    def resume(self) -> list[DeviceEvent]:
        self.is_paused, self._fault = False, ""
        return [self.ready()]

    def ready(self) -> Ready:
        return Ready(self._name, max(0, self.depth - len(self._out) - len(self._waiting)))

    def give_back(self, reason: str) -> list[DeviceEvent]:
        jobs = tuple(job.job for job in self._waiting)
        self._waiting.clear()
        return [NotSent(self._name, jobs, reason)] if jobs else []

    def give_up(self, reason: str) -> list[DeviceEvent]:
        """Nobody will look at the folder any more; what nobody took shall not be printed later."""
        jobs = tuple(one.job.job for one in self._out.values())
        for one in self._out.values():
            if not one.is_taken:
                with suppress(FolderLost):  # it is in doubt either way
                    self._folder.withdraw(one.stem)
        self._out.clear()
        doubt: list[DeviceEvent] = [InDoubt(self._name, jobs, reason)] if jobs else []
        return doubt + self.give_back(reason)

    # ------------------------------------------------------------ what happens in the folder

    def look(self, now_ms: int) -> list[DeviceEvent]:
        """One round: results first, then what was taken, then new codes. Raises `FolderLost`."""
        events: list[DeviceEvent] = []
        for result in self._folder.results():
            events += self._on_result(result, now_ms)
        untaken = self._folder.untaken()
        for one in self._out.values():
            if not one.is_taken and one.stem not in untaken:
                events.append(self._taken(one))
        return events + self._hand_over()

    def _hand_over(self) -> list[DeviceEvent]:
        while self._waiting and not (self.is_paused or self._fault) and len(self._out) < self.depth:
            job = self._waiting.popleft()
            self._number += 1
            one = _Out(job, self._name_of(self._number))
            # Before the file is there: a folder that fails half-way may have shown it.
            self._out[one.stem] = one
            self._folder.put(one.stem, self._form.file(job.data))
        return []

    def _taken(self, one: _Out) -> Accepted:
        one.is_taken = True
        return Accepted(self._name, one.job.job)

    def _on_result(self, result: Result, now_ms: int) -> list[DeviceEvent]:
        one = self._out.get(result.stem)
        if one is None:
            self._folder.forget(result)
            return [self._odd(f"a result for {result.stem}, which is not out")]
        if not result.is_error and not self._form.names(result.content, one.job.data):
            return self._on_strange(result, one, now_ms)
        self._folder.forget(result)
        self._strange.pop(result.stem, None)
        if not one.is_taken:
            # The program left the file where it was: taken all the same.
            self._folder.withdraw(one.stem)
        events: list[DeviceEvent] = [] if one.is_taken else [self._taken(one)]
        del self._out[one.stem]
        if not result.is_error:
            return [*events, Printed(self._name, one.job.job)]
        self._fault = result.content.decode(errors="replace").strip() or "it tells no reason"
        hint = "See the vendor's program, then resume."
        refused = NotSent(self._name, (one.job.job,), self._fault)
        return [refused, Faulted(self._name, self._fault, hint), *self.give_back(self._fault)]

    def _on_strange(self, result: Result, one: _Out, now_ms: int) -> list[DeviceEvent]:
        """It names another code, or it isn't whole yet."""
        version, since_ms = self._strange.get(result.stem, (result.version, now_ms))
        if version != result.version:
            since_ms = now_ms
        self._strange[result.stem] = (result.version, since_ms)
        if now_ms - since_ms < SETTLE_MS:
            return []
        del self._strange[result.stem]
        self._folder.forget(result)
        del self._out[one.stem]
        why = f"the result of {one.stem} names another code"
        return [InDoubt(self._name, (one.job.job,), why), self._odd(why)]

    def _odd(self, said: str) -> Warned:
        hint = "Does another program write into this folder?"
        return Warned(self._name, said, hint)
