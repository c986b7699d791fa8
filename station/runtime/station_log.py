"""The station's log: a file that can't grow without end, and never stops the line."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_BYTES_MAX = 10_000_000
LOGS_KEPT = 5
FORMAT = "%(asctime)s %(name)s %(levelname)s %(message)s"


def log_to(file: Path) -> None:
    """What happened, with every detail, for whoever mends it; people get one sentence.

    Raises OSError when the file can't be opened."""
    logging.raiseExceptions = False  # a log that can't be written must not stop anything
    handler = RotatingFileHandler(
        file, maxBytes=LOG_BYTES_MAX, backupCount=LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
