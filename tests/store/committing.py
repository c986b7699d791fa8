"""A station that commits until it is killed, and says after each commit how far it is: for
test_store_processes.py, which runs it as a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from station.core import records as r
from station.core.states import Cause
from station.store import pool
from station.store.engine import reading
from station.store.store import Store
from tests.store.made import GOOD, MINTED, order

CODES_A_TURN = 20
BLOCK = 1_000


def main(path: Path, number: str) -> None:
    with Store.open(path, station=1) as store:
        with reading(store.engine) as connection:
            serials = pool.next_serials(connection, MINTED, BLOCK)
        store.commit(
            [
                r.OrderOpened(order(number)),
                r.Granted(number, 0, MINTED, serials.start, BLOCK, "minted"),
            ],
            0,
        )
        while True:
            with reading(store.engine) as connection:
                codes = tuple(pool.peek(connection, number, 0, CODES_A_TURN))
            turn = [r.CodesMoved(number, 0, cause, codes) for cause in GOOD]
            kicked = r.CodesMoved(number, 0, Cause.REJECT, codes, "no_read")
            sys.stdout.write(f"{store.commit([*turn, kicked] if codes else [], 1)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
