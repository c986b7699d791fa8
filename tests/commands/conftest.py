"""Commands that ask for a password hash it cheaply: how hard that is, is not in question here."""

from __future__ import annotations

from functools import partial

import pytest
from argon2 import PasswordHasher

from station.store import passwords


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cost = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    monkeypatch.setattr(passwords, "PasswordHasher", partial(PasswordHasher, **cost))
    monkeypatch.setattr(passwords, "BADGE_COST", cost)
