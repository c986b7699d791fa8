"""The demonstration, small: every bottle accounted for, on both lines, and after a stop."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from config.loading import find_line
from drivers.sim.line.fault_plan import draw
from station.cli import app
from tests.demo.running import (
    MANY_BOTTLES,
    MANY_SEED,
    PER_CASE,
    QUIET_BOTTLES,
    ROOT,
    RUN_S_MAX,
    assert_accounted_for,
    demo,
    packline,
)

NOT_ALWAYS = ("swapped", "label_reprint")
pytestmark = pytest.mark.timeout(2 * RUN_S_MAX)


def told(folder: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((folder / "stdout").read_text("utf-8"))
    return summary


def test_without_faults_every_bottle_is_packed(quiet_run: Path) -> None:
    summary = told(quiet_run)
    assert_accounted_for(summary, QUIET_BOTTLES)
    # Fail-safe: on a PC that is too busy an item may be rejected, also one that the coder had no
    # code for in time; it has none that could be counted here.
    assert summary["bound"] + summary["rejected"] <= QUIET_BOTTLES
    assert summary["bound"] >= 2 * PER_CASE
    assert summary["cases"]["full"] == 2
    assert summary["pallets"] == {"full": 0, "partial": 1}
    for name in ("station.db", "batch-record.pdf", "summary.json", "labels/case.png"):
        assert (quiet_run / name).stat().st_size > 0
    assert json.loads((quiet_run / "summary.json").read_text("utf-8")) == summary


def test_with_many_faults_every_code_is_accounted_for(many_faults: Path) -> None:
    summary = told(many_faults / "run")
    assert_accounted_for(summary, MANY_BOTTLES)
    # A swap needs both bottles to have passed, which a busy PC may prevent.
    assert all(n for kind, n in summary["faults"].items() if kind != "swapped")
    assert summary["rejected"] >= summary["faults"]["smear"]
    assert summary["bound"] < MANY_BOTTLES


def test_the_faults_are_those_that_the_seed_draws(many_faults: Path) -> None:
    """The same seed draws the same ones: `tests/sim/test_fault_plan.py`."""
    injected = told(many_faults / "run")["faults"]
    planned = draw(MANY_SEED, MANY_BOTTLES, PER_CASE, "many").counts()
    for faults in (injected, planned):
        del faults["swapped"]  # needs both bottles to have passed, which a busy PC may prevent
    assert injected == planned
    assert sum(injected.values()) > 3


def line_with_counted_labels(folder: Path) -> Path:
    """By queue; the labels' printers speak TSPL and SBPL, and the PLC counts what they print."""
    text = find_line("demo-queue").read_text("utf-8")
    for name, protocol in (("case_printer", "tsc-tspl"), ("pallet_printer", "sato-sbpl")):
        old = f'[devices.{name}]\nprotocol = "zebra-zpl"\n'
        assert old in text
        text = text.replace(
            old, f'[devices.{name}]\nprotocol = "{protocol}"\noptions = {{ done = "external" }}\n'
        )
    path = folder / "demo-queue.toml"
    path.write_text(text, "utf-8")
    return path


def test_by_queue_with_each_fault_once_and_labels_that_the_plc_counts(tmp_path: Path) -> None:
    folder, line = tmp_path / "run", str(line_with_counted_labels(tmp_path))
    summary = demo(folder, "--bottles", "100", "--faults", "some", "--line", line)
    assert_accounted_for(summary, 100)
    # A swap needs both bottles to have passed, and a label's reprint a longer run.
    assert all(n for kind, n in summary["faults"].items() if kind not in NOT_ALWAYS), summary
    first = (folder / "labels" / "case-00001.tspl").read_text("latin-1")
    told = packline("trace", re.findall(r'"(\d{20})"', first)[0][2:], "--data", str(folder))
    assert "counted by the PLC" in told.stdout, told.stdout + told.stderr


def stop(folder: Path, after_s: float, *arguments: str) -> bool:
    """Start the demonstration, or go on with it, and end it by Ctrl-C; False: it was done first."""
    process = subprocess.Popen(
        [sys.executable, "-m", "station", "demo", "--dir", str(folder), *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    while line := process.stderr.readline():
        if b"simulated hall" in line:
            break  # from here on it hears a signal
    time.sleep(after_s)  # any moment will do; which one it is doesn't decide the result
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=RUN_S_MAX)
    if process.returncode == 0:
        return False
    assert process.returncode == 130, said.decode()[-2_000:]
    assert "--resume" in said.decode()
    return True


def test_stopped_at_any_moment_it_goes_on_and_nothing_is_lost(tmp_path: Path) -> None:
    folder, arguments = tmp_path / "run", ("--bottles", "60", "--seed", "5")
    if stop(folder, 1.0, *arguments) and stop(folder, 4.0, *arguments, "--resume"):
        checked = packline("check", "--data", str(folder), "--json")
        assert checked.returncode == 0, checked.stdout
        assert_accounted_for(demo(folder, "--resume", *arguments), 60)


def test_killed_outright_it_goes_on_and_nothing_is_printed_twice(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    process = subprocess.Popen(
        [sys.executable, "-m", "station", "demo", "--dir", str(folder), "--bottles", "60"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    history = folder / "history.jsonl"
    end_s = time.monotonic() + 30
    while time.monotonic() < end_s:
        if history.exists() and history.read_bytes().count(b'"packed"') > 24:
            break
        time.sleep(0.05)
    process.kill()
    process.wait(10)
    summary = demo(folder, "--resume", "--bottles", "60")
    assert_accounted_for(summary, 60)


def test_the_trace_tells_a_bottles_story_from_its_case_and_back(quiet_run: Path) -> None:
    folder = quiet_run
    label = (folder / "labels" / "case-00001.zpl").read_text("utf-8")
    found = re.search(r"3E800(\d{18})", label)
    assert found is not None, label
    sscc = found.group(1)
    told = packline("trace", sscc, "--data", str(folder), "--json")
    assert told.returncode == 0, told.stderr
    case = json.loads(told.stdout)
    assert (case["role"], case["state"], len(case["children"])) == ("case", "bound", 24)
    bottle = packline("trace", case["children"][3]["text"], "--data", str(folder), "--json")
    story = json.loads(bottle.stdout)
    assert [parent["role"] for parent in story["parents"]] == ["case", "pallet"]
    told_of = [entry["what"].split(",")[0] for entry in story["story"]]
    assert told_of[:3] == ["allocate", "send", "print"]
    assert "bound into container 1" in told_of
    unknown = packline("trace", "NOT-A-CODE", "--data", str(folder))
    assert unknown.returncode == 3
    assert "Traceback" not in unknown.stderr


def refused(*arguments: str) -> str:
    """What it says to whoever asked for something that can't be; nothing was started for it."""
    done = CliRunner().invoke(app, ["demo", *arguments])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (1, 2)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_a_folder_that_cant_be_written_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    assert "--dir" in refused("--dir", str(blocked / "run"))


def test_a_corrupt_database_is_refused_and_left_as_it_is(its_copy: Path) -> None:
    folder = its_copy
    database = folder / "station.db"
    broken = bytearray(database.read_bytes())
    broken[40_960:45_056] = bytes(4_096)
    database.write_bytes(broken)
    done = packline("demo", "--dir", str(folder), "--resume")
    assert done.returncode == 1
    assert "packline check" in done.stderr
    assert "Traceback" not in done.stderr
    assert database.read_bytes() == bytes(broken)


def test_a_used_folder_is_never_overwritten(its_copy: Path) -> None:
    before = (its_copy / "station.db").read_bytes()
    assert "--resume" in refused("--dir", str(its_copy))
    assert (its_copy / "station.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("--faults", "lots"), "none, some, many"),
        (("--bottles", "0"), "1 to 100000"),
        (("--speed", "99"), "0.05 to 5"),
        (("--line", "nowhere"), "demo-queue"),
        (("--resume",), "nothing to resume"),
    ],
)
def test_wrong_options_are_told_with_what_is_allowed(
    tmp_path: Path, arguments: tuple[str, ...], allowed: str
) -> None:
    said = refused("--dir", str(tmp_path / "run"), *arguments)
    assert arguments[0] in said
    assert allowed in said


def test_a_port_in_use_is_a_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = packline("device", "simulate", "codenet", "--port", str(port), typed="")
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert "Traceback" not in done.stderr
