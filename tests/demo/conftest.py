"""Two runs of the demonstration that many tests look at; nobody changes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demo.running import MANY_BOTTLES, MANY_SEED, QUIET_BOTTLES, packline


def _run(folder: Path, bottles: int, faults: str, *more: str, **where: str) -> None:
    """A run; what it said on both streams is in its folder."""
    options = ("--bottles", str(bottles), "--faults", faults, *more, "--json")
    done = packline("demo", "--dir", str(folder), *options, **where)
    assert done.returncode == 0, done.stderr[-2_000:] + done.stdout[-2_000:]
    (folder / "stdout").write_text(done.stdout, "utf-8")
    (folder / "stderr").write_text(done.stderr, "utf-8")


@pytest.fixture(scope="session")
def quiet_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run without faults: two cases and a few bottles."""
    folder = tmp_path_factory.mktemp("quiet") / "a run"
    _run(folder, QUIET_BOTTLES, "none")
    return folder


@pytest.fixture(scope="session")
def many_faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with many faults in `run`, and all of its temporary files in `tmp`."""
    base = tmp_path_factory.mktemp("many")
    (base / "tmp").mkdir()
    _run(base / "run", MANY_BOTTLES, "many", "--seed", str(MANY_SEED), TMPDIR=str(base / "tmp"))
    return base


@pytest.fixture
def its_copy(quiet_run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quiet_run, tmp_path / "run"))
