"""An open door in a folder, with a small desk behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from station.talk import server as talk_server
from station.talk.server import TalkServer
from tests.talk.small_desk import SmallDesk, opened


@pytest.fixture
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture
def server(
    tmp_path: Path, desk: SmallDesk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TalkServer]:
    monkeypatch.setattr(talk_server, "LOOK_EVERY_S", 0.01)
    with opened(tmp_path, desk) as server:
        yield server
