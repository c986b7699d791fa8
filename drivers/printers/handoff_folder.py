"""The folder between the station and a vendor's program: one code a file, results in files.

A file is written under a hidden name, synced and renamed, so that the program never sees half of
it. `withdraw` takes one back, by renaming too. What the folder can't do (no share, no right, no
room) is `FolderLost`: a condition, like a lost link. Nothing here knows what a file's fate means.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.errors import DeviceError

RESULT_BYTES_MAX = 65_536
WITHDRAWN = "withdrawn"  # a folder below: what was taken back, for whoever wants to know
WITHDRAWN_MAX = 1_000


class FolderLost(DeviceError):
    """The folder can't be used now; one sentence with the place."""


@dataclass(frozen=True)
class Suffixes:
    """`code` of the files that we write, `done` and `error` of those that the program writes."""

    code: str
    done: str
    error: str


@dataclass(frozen=True)
class Result:
    """A result file: `stem` of the code's file, whether it tells of an error, and its content."""

    stem: str
    is_error: bool
    content: bytes
    version: tuple[int, int]  # when and how long: it may still be growing


class HandoffFolder:
    def __init__(self, path: Path, suffixes: Suffixes) -> None:
        self.path, self._suffixes = path, suffixes

    def open(self) -> None:
        """Raises `FolderLost` unless files can be written here. What an earlier run left is
        withdrawn, and its results are set aside."""
        with self._errors():
            self._withdrawn.mkdir(exist_ok=True)
            probe = self.path / ".packline-probe"
            probe.write_bytes(b"")
            probe.unlink()
            for path in self._ours():
                self._set_aside(path)

    def put(self, stem: str, content: bytes) -> None:
        """Raises `FolderLost`; then the program may have seen the file or not."""
        with self._errors():
            hidden = self.path / f".{stem}{self._suffixes.code}"
            with hidden.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            hidden.rename(self._file(stem))
            self._sync()

    def withdraw(self, stem: str) -> bool:
        """Whether the file was still there; now it is not."""
        with self._errors():
            try:
                self._set_aside(self._file(stem))
            except FileNotFoundError:
                return False
            return True

    def untaken(self) -> set[str]:
        """Stems of the codes that the program hasn't taken yet."""
        with self._errors():
            names = os.listdir(self.path)
        suffix = self._suffixes.code
        return {
            name.removesuffix(suffix)
            for name in names
            if name.endswith(suffix) and not name.startswith(".")
        }

    def results(self) -> list[Result]:
        """What the program has told, oldest name first."""
        with self._errors():
            found = (self._result(Path(entry.path)) for entry in os.scandir(self.path))
            return sorted((one for one in found if one is not None), key=lambda one: one.stem)

    def forget(self, result: Result) -> None:
        """It has been dealt with."""
        suffix = self._suffixes.error if result.is_error else self._suffixes.done
        with self._errors():
            (self.path / f"{result.stem}{suffix}").unlink(missing_ok=True)

    # ------------------------------------------------------------ files

    @property
    def _withdrawn(self) -> Path:
        return self.path / WITHDRAWN

    def _file(self, stem: str) -> Path:
        return self.path / f"{stem}{self._suffixes.code}"

    def _ours(self) -> Iterator[Path]:
        """Files of a code or a result, also half-written ones."""
        told = tuple(one for one in (self._suffixes.done, self._suffixes.error) if one)
        for path in sorted(self.path.iterdir()):
            if path.is_file() and path.name.endswith((self._suffixes.code, *told)):
                yield path

    def _set_aside(self, path: Path) -> None:
        path.rename(self._withdrawn / path.name)
        old = sorted(self._withdrawn.iterdir(), key=lambda one: one.stat().st_mtime_ns)
        for one in old[:-WITHDRAWN_MAX]:
            one.unlink(missing_ok=True)

    def _result(self, path: Path) -> Result | None:
        for suffix, is_error in ((self._suffixes.done, False), (self._suffixes.error, True)):
            if suffix and path.name.endswith(suffix) and not path.name.startswith("."):
                with suppress(FileNotFoundError):
                    state = path.stat()
                    with path.open("rb") as file:
                        content = file.read(RESULT_BYTES_MAX)
                    version = (state.st_mtime_ns, state.st_size)
                    return Result(path.name.removesuffix(suffix), is_error, content, version)
        return None

    def _sync(self) -> None:
        """So that the new name survives a power cut; a share may not know how."""
        with suppress(OSError):
            descriptor = os.open(self.path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise FolderLost(f"the folder {self.path} can't be used: {reason}") from error
