"""Platforms are found by the protocol in the line file."""

from __future__ import annotations

import pytest

from config.line import PlatformEntry
from sync.platforms.packline_api import PacklineApi
from sync.platforms.registry import platform_for


def test_the_default_of_the_line_file_has_an_adapter() -> None:
    entry = PlatformEntry(url="https://cloud.example.com", token="secret://token")
    platform = platform_for(entry.protocol, entry.url, "token")
    platform.close()
    assert isinstance(platform, PacklineApi)


def test_an_unknown_protocol_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"no platform protocol 'wechat'; known are packline-api"):
        platform_for("wechat", "https://cloud.example.com", "token")
