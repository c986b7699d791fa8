"""Set-up on every kind of machine: what is missing is got or named; what broke off goes on."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from tests.setup.fake_machine import FakeMachine


def without_libraries(machine: FakeMachine) -> None:
    machine.answer("ldconfig", "echo '\tlibGL.so.1 (libc6)'")
    machine.tool("find", "#!/bin/sh\n")


def as_root(machine: FakeMachine) -> None:
    machine.tool("id", "#!/bin/sh\necho 0\n")


def test_without_root_it_prints_the_one_line_to_run_and_stops(machine: FakeMachine) -> None:
    without_libraries(machine)
    done = machine.run("check")
    assert (done.returncode, done.stdout) == (1, "")
    line = next(line for line in done.stderr.splitlines() if "apt-get install" in line)
    assert line.split()[:2] == ["sudo", "apt-get"]
    assert {"libzbar0", "libdmtx0b", "fonts-wqy-microhei"} <= set(line.split())
    assert "libgl1" not in line.split(), "it is there already"
    assert not machine.calls("apt-get")


def test_as_root_it_installs_what_is_missing(machine: FakeMachine) -> None:
    without_libraries(machine)
    as_root(machine)
    assert machine.run("check").stdout == "<check>"
    installs = machine.calls(" install -y --no-install-recommends libegl1")
    assert len(installs) == 1
    assert not machine.calls("sudo")


def test_with_sudo_that_asks_nothing_it_installs_what_is_missing(machine: FakeMachine) -> None:
    without_libraries(machine)
    machine.tool("sudo", '#!/bin/bash\n[ "$1" = -n ] && shift && exec "$@"\n')
    machine.tool("true", "#!/bin/sh\n")
    assert machine.run("check").stdout == "<check>"
    assert machine.calls("install -y")


def test_python_without_its_venv_part_gets_it(machine: FakeMachine) -> None:
    machine.answer("ensurepip", "exit 1")
    done = machine.run("check")
    assert done.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends python3.11-venv\n" in done.stderr


def test_without_any_python_the_line_brings_one(machine: FakeMachine) -> None:
    without_libraries(machine)
    (machine.bin / "python3").unlink()
    done = machine.run("check")
    assert done.returncode == 1
    assert "--no-install-recommends python3 python3-venv libegl1" in done.stderr


def test_an_old_python_is_told_with_what_to_do(machine: FakeMachine) -> None:
    machine.answer("suits", "exit 1")
    done = machine.run("check")
    assert done.returncode == 1
    assert "no Python 3.11, 3.12 or 3.13 here" in done.stderr
    assert "PACKLINE_PYTHON=" in done.stderr


def test_an_old_python_beside_a_packaged_newer_one_names_that(machine: FakeMachine) -> None:
    machine.answer("suits", "exit 1")
    machine.tool("apt-cache", '#!/bin/sh\n[ "$2" != python3.12-venv ] || echo Package: it\n')
    assert "python3.12 python3.12-venv" in machine.run("check").stderr


def test_a_named_python_is_used_or_refused_by_name(machine: FakeMachine) -> None:
    done = machine.run("check", settings={"PACKLINE_PYTHON": "/nowhere/python"})
    assert done.returncode == 1
    assert "PACKLINE_PYTHON=/nowhere/python is not" in done.stderr
    (machine.bin / "python3").rename(machine.bin / "mine")
    settings = {"PACKLINE_PYTHON": str(machine.bin / "mine")}
    assert machine.run("check", settings=settings).stdout == "<check>"


@pytest.mark.parametrize(
    ("said_by_pip", "cause"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError: Failed to establish a new connection", "no network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "its hash differs"),
        ("ERROR: No matching distribution found for one", "no such package for this system"),
        ("something nobody thought of", "could not be installed"),
    ],
)
def test_each_failure_has_its_sentence_and_names_the_log(
    machine: FakeMachine, said_by_pip: str, cause: str
) -> None:
    machine.answer("pip", f"echo '{said_by_pip}'; exit 1")
    done = machine.run("check")
    assert (done.returncode, done.stdout) == (1, "")
    assert cause in done.stderr
    assert str(machine.log) in done.stderr
    assert said_by_pip in machine.log.read_text()


@pytest.mark.parametrize("variable", ["LANG", "LC_ALL", "LC_MESSAGES"])
def test_it_speaks_chinese_where_the_system_does(machine: FakeMachine, variable: str) -> None:
    done = machine.run("check", settings={variable: "zh_CN.UTF-8"})
    assert "首次使用" in done.stderr
    assert "first use" not in done.stderr


@pytest.mark.parametrize("broken_off_by", ["exit 1", "kill -KILL $PPID", "kill -INT $PPID"])
def test_a_set_up_broken_off_goes_on_at_the_next_run(
    machine: FakeMachine, broken_off_by: str
) -> None:
    half_done = machine.checkout / ".venv" / "lib" / "half-a-package"
    machine.answer("pip", f'mkdir -p "{half_done.parent}"; : >"{half_done}"; {broken_off_by}')
    assert machine.run("check").returncode != 0
    assert half_done.exists()
    machine.answer("pip", None)
    assert machine.run("check").stdout == "<check>"
    assert not half_done.exists(), "half a package can look like a whole one"


def test_ctrl_c_is_told_and_ends_with_its_own_code(machine: FakeMachine) -> None:
    machine.answer("pip", "kill -INT $PPID")
    done = machine.run("check")
    assert done.returncode == 128 + signal.SIGINT
    assert "run ./packline again and it goes on" in done.stderr


@pytest.mark.parametrize("change", ["requirements.lock", ".venv/bin/python"])
def test_a_new_lock_or_a_lost_python_sets_up_again(machine: FakeMachine, change: str) -> None:
    machine.run("check")
    machine.forget_calls()
    if change == "requirements.lock":
        (machine.checkout / change).write_text("one==2\n")
    else:
        (machine.checkout / change).unlink()
    done = machine.run("check")
    assert done.stdout == "<check>"
    assert "bringing .venv up to date" in done.stderr
    assert len(machine.calls("-m pip install")) == 1


def test_a_set_up_by_others_is_taken_over_and_kept(machine: FakeMachine) -> None:
    machine.run("check")
    (machine.checkout / ".venv" / "requirements.lock.done").unlink()
    mine = machine.checkout / ".venv" / "lib" / "mine"
    mine.parent.mkdir()
    mine.touch()
    assert machine.run("check").stdout == "<check>"
    assert mine.exists()


def test_two_launchers_at_once_set_up_once(machine: FakeMachine) -> None:
    gate = machine.folder / "gate"
    os.mkfifo(gate)
    machine.answer("pip", f'cat "{gate}" >/dev/null')
    with machine.start("first") as first:
        said = [first.stderr.readline() for _ in range(3)] if first.stderr else []
        assert "installing the packages" in said[-1]
        with machine.start("second") as second:
            assert second.stderr is not None
            assert "another launcher is setting up" in second.stderr.readline()
            gate.write_text("go on")
            assert first.communicate()[0] == "<first>"
            assert second.communicate()[0] == "<second>"
    assert len(machine.calls("-m pip install")) == 1


def test_a_path_python_cannot_use_is_told(machine: FakeMachine) -> None:
    machine.checkout = machine.checkout.rename(machine.folder / "line:1")
    done = machine.run("check")
    assert done.returncode == 1
    assert "has a colon" in done.stderr


def test_a_folder_that_is_not_ours_is_told(machine: FakeMachine) -> None:
    (machine.checkout / ".venv").write_text("a file where the folder should be")
    done = machine.run("check")
    assert done.returncode == 1
    assert "cannot write to" in done.stderr


def test_launcher_and_ci_script_can_be_run() -> None:
    root = Path(__file__).resolve().parents[2]
    for name in ("packline", ".ci/run"):
        assert (root / name).stat().st_mode & stat.S_IXUSR, name
