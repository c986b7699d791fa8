"""The launcher's promise to a person: one command, from anywhere, quick after the first time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.setup.fake_machine import FakeMachine


def test_the_first_run_sets_up_and_then_runs_the_command(machine: FakeMachine) -> None:
    done = machine.run("trace", "two words", "")
    assert (done.returncode, done.stdout) == (0, "<trace><two words><>")
    assert "first use, setting up" in done.stderr
    assert "--require-hashes" in machine.calls("-m pip install")[0]


def test_the_second_run_asks_nothing_but_the_command(machine: FakeMachine) -> None:
    machine.run("--version")
    machine.forget_calls()
    done = machine.run("--version")
    assert (done.stdout, done.stderr) == ("<--version>", "")
    assert machine.calls() == ["python -m station --version"]


def test_the_second_run_needs_no_tool_but_two_small_ones(machine: FakeMachine) -> None:
    machine.run("--version")
    for tool in machine.bin.iterdir():
        if tool.name not in {"bash", "env", "cksum", "readlink"}:
            tool.unlink()
    assert machine.run("--version").stdout == "<--version>"


def test_it_runs_from_any_folder_and_leaves_it_as_it_is(
    machine: FakeMachine, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "else where"
    elsewhere.mkdir()
    machine.answer("station", "pwd; echo $PYTHONPATH")
    done = machine.run("check", cwd=elsewhere)
    assert done.stdout.splitlines() == [f"<check>{elsewhere}", str(machine.checkout)]


@pytest.mark.parametrize("target", ["{checkout}/packline", "../packing line/packline"])
def test_it_runs_through_a_link(machine: FakeMachine, tmp_path: Path, target: str) -> None:
    links = tmp_path / "links"
    links.mkdir()
    (links / "packline").symlink_to(target.format(checkout=machine.checkout))
    (links / "pl").symlink_to("packline")
    assert machine.run("check", through=links / "pl").stdout == "<check>"
    assert (machine.checkout / ".venv").is_dir()


def test_the_command_s_exit_code_is_handed_on(machine: FakeMachine) -> None:
    machine.answer("station", "exit 75")
    assert machine.run("sync", "push").returncode == 75


def test_the_set_up_lock_is_not_left_with_the_command(machine: FakeMachine) -> None:
    machine.answer("station", "[ -e /proc/$$/fd/9 ] && echo held")
    assert "held" not in machine.run("station").stdout


def test_another_project_s_python_settings_do_not_reach_it(machine: FakeMachine) -> None:
    machine.answer("pip", 'echo "user:${PIP_USER-} home:${PYTHONHOME-}"')
    settings = {"PIP_USER": "1", "PYTHONHOME": "/nowhere", "PYTHONPATH": "/elsewhere"}
    machine.run("check", settings=settings)
    assert "user: home:" in machine.log.read_text()


def test_test_with_arguments_is_pytest_alone(machine: FakeMachine) -> None:
    assert machine.run("test", "-k", "a b").returncode == 0
    assert machine.calls("requirements-test.lock")
    assert machine.calls("python -m")[-1] == "python -m pytest -k a b"
    assert not machine.calls("ruff")


def test_test_alone_runs_every_check_and_names_those_that_failed(machine: FakeMachine) -> None:
    machine.answer("check", 'case $asked in *"ruff check"*|*mypy*) exit 1 ;; esac')
    done = machine.run("test")
    assert done.returncode == 1
    assert "failed: ruff check mypy" in done.stderr
    for check in ("ruff format", "mypy --strict", "importlinter", "pytest -n"):
        assert machine.calls(check), check


def test_the_proofs_run_with_what_the_tests_need(machine: FakeMachine) -> None:
    assert machine.run("prove", "crash", "--cuts", "7").returncode == 0
    assert machine.calls("requirements-test.lock")
    assert machine.calls("python -m")[-1] == "python -m tests.faults crash --cuts 7"


def test_after_the_tests_were_set_up_the_station_is_too(machine: FakeMachine) -> None:
    assert machine.run("test").returncode == 0
    machine.forget_calls()
    machine.run("check")
    assert machine.calls() == ["python -m station check"]
