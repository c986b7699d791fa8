"""Plant IT's jobs towards the platform, on what a demonstration left: its batches are sent anew."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from config.loading import find_line
from station.commands.places import secrets_of
from station.compose.database import Database
from station.store import outbox
from station.store.lock import PushLock
from sync.sandbox.process import SandboxProcess
from tests.demo.running import ROOT, packline

ORDER = "DEMO"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("platform") / "sandbox.db") as running:
        yield running


@pytest.fixture
def folder(its_copy: Path, sandbox: SandboxProcess) -> Path:
    """A station's folder whose batches the platform has lost, with a line file and the token."""
    text = find_line("demo").read_text("utf-8")
    line = text.replace("http://127.0.0.1:8080", sandbox.url)
    (its_copy / "line.toml").write_text(line, "utf-8")
    engine = Database(its_copy / "station.db", secrets_of(its_copy)).engine()
    assert outbox.send_again(engine, ORDER) > 0
    engine.dispose()
    done = packline("sync", "token", "--data", str(its_copy), typed=f"{sandbox.token}\n")
    assert done.returncode == 0, done.stderr
    assert sandbox.token not in done.stdout + done.stderr
    return its_copy


def sync(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    done = packline("sync", *words, "--data", str(folder), "--json")
    return done.returncode, json.loads(done.stdout)


def test_what_is_due_is_sent_once_and_then_nothing_is_due(folder: Path) -> None:
    code, before = sync(folder, "status")
    waiting = before["waiting"]
    assert (code, before["acknowledged"]) == (0, 0)
    code, due = sync(folder, "push", "--dry-run")
    assert code == 0
    assert len(due["due"]) == waiting  # type: ignore[arg-type]
    code, report = sync(folder, "push")
    assert (code, report["acknowledged"], report["left"]) == (0, waiting, 0)
    code, after = sync(folder, "status")
    assert (after["waiting"], after["acknowledged"]) == (0, waiting)
    assert after["last_success_ms"]
    code, _ = sync(folder, "push")
    assert code == 3


def test_while_another_push_is_at_work_it_says_try_later(folder: Path) -> None:
    with PushLock(folder / "station.db"):
        done = packline("sync", "push", "--data", str(folder))
    assert done.returncode == 75
    assert "another push" in done.stderr


def test_without_a_token_it_is_said_how_to_give_one(folder: Path) -> None:
    text = (folder / "line.toml").read_text("utf-8")
    (folder / "line.toml").write_text(text.replace("platform-token", "other-token"), "utf-8")
    done = packline("sync", "push", "--data", str(folder))
    assert done.returncode == 1
    assert "packline sync token" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_platform_that_is_away_is_tried_later(folder: Path, sandbox: SandboxProcess) -> None:
    text = (folder / "line.toml").read_text("utf-8")
    (folder / "line.toml").write_text(text.replace(sandbox.url, "http://127.0.0.1:1"), "utf-8")
    code, report = sync(folder, "push")
    assert code == 75
    assert report["acknowledged"] == 0
    assert report["left"]


def test_a_sandbox_is_started_and_answers_until_its_input_ends(tmp_path: Path) -> None:
    words = ("sync", "sandbox", "--db", str(tmp_path / "platform.db"), "--guard")
    with subprocess.Popen(
        [sys.executable, "-m", "station", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdin and running.stdout
        url = json.loads(running.stdout.readline())["url"]
        assert requests.get(f"{url}/healthz", timeout=10).status_code == 200
        running.stdin.close()
        assert running.wait(timeout=20) == 0


def test_a_sandbox_that_is_called_wrongly_says_how() -> None:
    done = packline("sync", "sandbox", "--db", "x.db", "--fault", "nonsense=1")
    assert done.returncode == 2
    assert "packline sync sandbox" in done.stderr
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr
    assert "--ready-file" in packline("sync", "sandbox", "--help").stdout


def test_a_sandbox_without_a_place_for_its_database_says_so(tmp_path: Path) -> None:
    done = packline("sync", "sandbox", "--db", str(tmp_path / "nowhere" / "platform.db"))
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path, sandbox: SandboxProcess) -> None:
    port = sandbox.url.rpartition(":")[2]
    done = packline("sync", "sandbox", "--db", str(tmp_path / "other.db"), "--port", port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_ready_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    where = ("--db", str(tmp_path / "p.db"), "--ready-file", str(tmp_path / "nowhere" / "ready"))
    done = packline("sync", "sandbox", *where)
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "listen" not in done.stderr
