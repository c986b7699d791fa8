"""What must fit together inside a line file, checked on its raw tables, as in `config.rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from config.problems import Finding, Path, did_you_mean

SINGLE_ROLES = ("plc", "coder", "camera", "look_down", "confirm", "shipping")
ROLES_OF_MANY = ("labels", "scanners", "hand")
THIS_COMPUTER = ("127.0.0.1", "::1", "localhost")


def line_findings(line: Mapping[str, Any]) -> list[Finding]:
    """All broken rules of a line's raw tables."""
    devices, roles = line.get("devices"), line.get("roles")
    if not isinstance(devices, Mapping) or not isinstance(roles, Mapping):
        return []
    found = list(_needed(roles))
    taken: dict[str, str] = {}
    for path, device in _assignments(roles):
        role = str(path[1])
        if device not in devices:
            hint = did_you_mean(device, devices) or f"; there are {', '.join(sorted(devices))}"
            found.append(Finding(path, f'there is no device "{device}"{hint}'))
        elif taken.setdefault(device, role) != role or device in _earlier(roles, path):
            found.append(
                Finding(path, f'device "{device}" serves "{taken[device]}" already; one role each')
            )
    return found


def _needed(roles: Mapping[str, Any]) -> Iterator[Finding]:
    """What any line needs, whatever it makes."""
    if "coder" in roles and "camera" not in roles:
        yield Finding(("roles", "camera"), "missing; what the coder prints is read back")
    by_hand = bool(roles.get("hand")) and not {"coder", "camera"} & roles.keys()
    if "plc" not in roles and not by_hand:
        why = "missing; name the PLC (only a line of hand scanners, roles.hand, has none)"
        yield Finding(("roles", "plc"), why)


def is_safe_url(url: str) -> bool:
    """An https address; http only to this computer itself."""
    parts = urlsplit(url)
    if not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_COMPUTER)


def _assignments(roles: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """(path, device) of every role that names a device."""
    for role in SINGLE_ROLES:
        if isinstance(roles.get(role), str):
            yield ("roles", role), roles[role]
    for role in ROLES_OF_MANY:
        names = roles.get(role)
        for number, name in enumerate(names if isinstance(names, list | tuple) else ()):
            if isinstance(name, str) and name:
                yield ("roles", role, number), name


def _earlier(roles: Mapping[str, Any], path: Path) -> list[str]:
    """The devices that stand before `path` in the same list."""
    if len(path) < 3:
        return []
    return list(roles[str(path[1])][: int(path[2])])
