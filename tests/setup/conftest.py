"""A fresh fake machine for each test of the launcher."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.setup.fake_machine import FakeMachine


@pytest.fixture
def machine(tmp_path: Path) -> FakeMachine:
    return FakeMachine(tmp_path)
