"""Clients are run as words, within bounds, and told in words if they can't be."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from drivers.printers import cups_programs
from drivers.printers.cups_programs import Programs, ProgramsMissing
from drivers.printers.cups_words import Said

LIMIT_S = 20.0


def program(folder: Path, text: str, name: str = "lp") -> Programs:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return Programs(str(folder), time.monotonic)


def test_what_goes_in_arrives_whole_and_no_shell_sees_the_words(tmp_path: Path) -> None:
    runs = program(tmp_path, 'echo "$@ $LC_ALL"; wc -c; echo oh >&2; exit 3')
    evil = f"$(touch {tmp_path}/made); `id`"
    said = runs.run(("lp", "-t", evil), b"x" * 3_000_000, LIMIT_S)
    assert said == Said(3, f"-t {evil} C\n3000000\n", "oh\n")
    assert not (tmp_path / "made").exists()


def test_a_client_that_takes_too_long_is_ended_with_what_it_began(tmp_path: Path) -> None:
    runs = program(tmp_path, "echo begun; sleep 600 & sleep 600")
    ticks = itertools.count(step=10.0)
    runs._clock_s = lambda: next(ticks)
    assert runs.run(("lp",), b"", LIMIT_S).code is None


def test_a_client_that_says_too_much_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups_programs, "OUT_BYTES_MAX", 1_000)
    said = program(tmp_path, "yes").run(("lp",), b"", LIMIT_S)
    assert said.code is None
    assert said.words == "it did not answer in time"


def test_stop_ends_what_runs_but_not_a_farewell(tmp_path: Path) -> None:
    runs = program(tmp_path, "echo cancelled")
    runs.interrupt()
    assert runs.run(("lp",), b"", LIMIT_S).code is None
    assert runs.run(("lp",), b"", LIMIT_S, is_farewell=True) == Said(0, "cancelled\n", "")


def test_a_client_that_is_not_there_is_told_with_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramsMissing, match="sudo apt install cups-client"):
        Programs("", time.monotonic).run(("lpstat",), b"", LIMIT_S)
    with pytest.raises(ProgramsMissing, match="correct the option programs"):
        Programs(str(tmp_path), time.monotonic).run(("lpstat",), b"", LIMIT_S)


def test_a_client_that_can_not_be_run_is_told(tmp_path: Path) -> None:
    runs = program(tmp_path, "exit 0")
    (tmp_path / "lp").chmod(0o644)
    with pytest.raises(ProgramsMissing, match="can't be run"):
        runs.run(("lp",), b"", LIMIT_S)
