"""Times of the journal as the plant's people write them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

MINUTES_KEPT = 1_024


def iso(at_ms: int | None) -> str:
    """ISO 8601 in the plant's time, with its offset; "" for what hasn't happened."""
    if at_ms is None:
        return ""
    minute, ms = divmod(at_ms, 60_000)
    began, offset = _minute(minute)
    return f"{began}{ms // 1_000:02}.{ms % 1_000:03}{offset}"


@lru_cache(MINUTES_KEPT)
def _minute(minute: int) -> tuple[str, str]:
    """What a minute since 1970 begins and ends with. A table of a million rows has few minutes, and
    clocks are put forward and back at whole ones."""
    whole = datetime.fromtimestamp(60 * minute).astimezone().isoformat(timespec="minutes")
    return whole[:16] + ":", whole[16:]


def utc_offset_ms(at_ms: int) -> int:
    """By how much the plant's clock was ahead of UTC at this time."""
    offset = datetime.fromtimestamp(at_ms / 1_000).astimezone().utcoffset()
    assert offset is not None, "a local time has an offset"
    return round(offset.total_seconds() * 1_000)
