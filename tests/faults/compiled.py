"""Statements are compiled once for all lives of a station, and not once in each.

SQLAlchemy keeps compiled statements by engine and dialect, and each life has new ones; half of a
short life went there. The SQL that SQLite gets is the same. `in_every_life` is for proofs only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from station.store import engine as engine_module


class _Kept(dict[Any, Any]):
    """A cache whose keys forget their dialect, which is always SQLite's."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


_KEPT = _Kept()


@contextmanager
def in_every_life() -> Iterator[None]:
    """Engines that are made inside share what any of them compiled."""
    create = engine_module.create_engine

    def sharing(*args: Any, **more: Any) -> Any:
        engine = create(*args, **more)
        engine._compiled_cache = _KEPT  # type: ignore[assignment]
        return engine

    with patch.object(engine_module, "create_engine", sharing):
        yield
