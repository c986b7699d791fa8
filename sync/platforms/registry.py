"""Which platform adapters there are, by the `protocol` under [platform] in a line file."""

from __future__ import annotations

from collections.abc import Callable

from sync.platforms.api import Platform
from sync.platforms.packline_api import PacklineApi

PLATFORMS: dict[str, Callable[[str, str], Platform]] = {"packline-api": PacklineApi}


def platform_for(protocol: str, url: str, token: str) -> Platform:
    """The adapter at `url`. Raises ValueError for an unknown protocol or a token of no use."""
    if protocol not in PLATFORMS:
        known = ", ".join(sorted(PLATFORMS))
        raise ValueError(f"no platform protocol {protocol!r}; known are {known}")
    return PLATFORMS[protocol](url, token)
