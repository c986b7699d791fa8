"""Which role each device of a line file plays, in one word for the device strip."""

from __future__ import annotations

from collections.abc import Mapping

from config.line import LineFile


def roles_by_device(line: LineFile) -> Mapping[str, str]:
    """plc, coder, camera, look_down, confirm, shipping, hand, label-1, scanner-1, …; a device that
    plays several has them all, with a comma. "" = it plays none."""
    roles = line.roles
    found: dict[str, list[str]] = {name: [] for name in line.devices}
    for role in ("plc", "coder", "camera", "look_down", "confirm", "shipping"):
        device = getattr(roles, role)
        if device:
            found[device].append(role)
    for role, devices in (("label", roles.labels), ("scanner", roles.scanners)):
        for level, device in enumerate(devices, 1):
            if device:
                found[device].append(f"{role}-{level}")
    for device in roles.hand:
        found[device].append("hand")
    return {name: ", ".join(played) for name, played in found.items()}
