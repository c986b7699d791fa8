"""A process that migrates databases and dies at it: for test_store_migration_kills.py.

Each line on standard input is a database and where to die: the name of a point, or the number of a
statement. A child does it, and this process answers with how the child ended.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from alembic import command  # noqa: F401 - so that no child has to import it
from sqlalchemy import Engine, event

from station.store import points
from station.store.store import Store


def die(*_: Any) -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return False


def at_point(name: str) -> points.Listener:
    return lambda reached: die() if reached == name else False


def migrate(path: Path, where: str) -> None:
    if where.isdigit():
        count = 0

        @event.listens_for(Engine, "before_cursor_execute")
        def _(*_: Any) -> None:
            nonlocal count
            count += 1
            if count == int(where):
                die()

        Store.open(path, station=1).close()
        return
    with points.listening(at_point(where)):
        Store.open(path, station=1).close()


def main() -> None:
    for line in sys.stdin:
        path, _, where = line.strip().partition("\t")
        child = os.fork()
        if child == 0:
            migrate(Path(path), where)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else f"{status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
