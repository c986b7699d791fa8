"""The lock files: complete, hashed, of one mind, and naming no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
SUPPORTED = ("3.11", "3.12", "3.13")
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<marker> ;.*?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["project"]
    return table


def lines(lock: str) -> list[str]:
    return (ROOT / lock).read_text("utf-8").splitlines()


def pins(lock: str, python: str) -> dict[str, str]:
    """Package → version, as Linux with this Python gets them."""
    found: dict[str, str] = {}
    for match in filter(None, map(PIN.match, lines(lock))):
        requirement = Requirement(match["name"] + (match["marker"] or ""))
        marker = requirement.marker
        place = {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": "linux",
        }
        if marker is None or marker.evaluate(place):
            assert match["name"] not in found, f"{match['name']} twice for Python {python}"
            found[match["name"]] = match["version"]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_pins_and_hashes_only(lock: str) -> None:
    strange = [line for line in lines(lock) if not PIN.match(line) and not HASH.match(line)]
    assert not strange, strange
    unhashed = [
        line
        for line, after in zip(lines(lock), [*lines(lock)[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(after)
    ]
    assert not unhashed, unhashed


@pytest.mark.parametrize("python", SUPPORTED)
def test_the_locks_hold_what_the_project_asks_for(python: str) -> None:
    wanted = [
        (LOCKS[0], project()["dependencies"]),
        (LOCKS[1], project()["optional-dependencies"]["test"]),
    ]
    for lock, requirements in wanted:
        have = pins(lock, python)
        for requirement in map(Requirement, requirements):
            version = have.get(canonicalize_name(requirement.name))
            assert version is not None, f"{requirement.name} is not in {lock}"
            assert requirement.specifier.contains(version), f"{requirement.name} {version}"


@pytest.mark.parametrize("python", SUPPORTED)
def test_the_tests_run_on_the_very_versions_the_station_runs_on(python: str) -> None:
    assert pins(LOCKS[0], python).items() <= pins(LOCKS[1], python).items()


def test_the_project_names_the_pythons_the_launcher_looks_for() -> None:
    assert project()["requires-python"] == ">=3.11,<3.14"
    launcher = (ROOT / "packline").read_text("utf-8")
    for python in SUPPORTED:
        assert f"python{python}" in launcher
        assert f"Programming Language :: Python :: {python}" in project()["classifiers"]
