"""A command loads only itself: whoever asks for a version waits for no database or picture code."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from station.cli import COMMANDS
from station.commands.device import COMMANDS as DEVICE_COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SLOW = ("sqlalchemy", "numpy", "cv2", "reportlab", "pydantic", "PySide6", "pymodbus")


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command line has loaded at its end."""
    code = (
        "import sys\n"
        "from station.cli import app\n"
        f"sys.argv = ['packline', *{arguments!r}]\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_version_loads_nothing_slow() -> None:
    assert loaded_by("--version").isdisjoint(SLOW)


def test_the_help_of_one_command_loads_no_other() -> None:
    loaded = loaded_by("trace", "--help")
    assert "station.commands.trace" in loaded
    assert "station.commands.report" not in loaded
    assert loaded.isdisjoint({"reportlab", "cv2", "PySide6", "pymodbus"})


@pytest.mark.parametrize("where", [*COMMANDS.values(), *DEVICE_COMMANDS.values()])
def test_what_a_table_names_is_there(where: str) -> None:
    module, _, name = where.partition(":")
    found = getattr(import_module(module), name)
    assert isinstance(found, typer.Typer) or callable(found)
