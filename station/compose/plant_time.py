"""Times of the journal as the plant's people write them."""

from __future__ import annotations

from datetime import datetime


def iso(at_ms: int | None) -> str:
    """ISO 8601 in the plant's time, with its offset; "" for what hasn't happened."""
    if at_ms is None:
        return ""
    return datetime.fromtimestamp(at_ms / 1_000).astimezone().isoformat(timespec="milliseconds")


def utc_offset_ms(at_ms: int) -> int:
    """By how much the plant's clock was ahead of UTC at this time."""
    offset = datetime.fromtimestamp(at_ms / 1_000).astimezone().utcoffset()
    assert offset is not None, "a local time has an offset"
    return round(offset.total_seconds() * 1_000)
