"""Whether a line file can be used: its rules, and whether each device of it can be built."""

from __future__ import annotations

from config.line import LineFile
from config.loading import find_line, load_line
from config.problems import ConfigError, Problem
from drivers.errors import DeviceError
from drivers.registry import build


def line_problems(name: str) -> tuple[Problem, ...]:
    """All that is wrong with the line file of this name or path; nothing = it is right."""
    try:
        line = load_line(find_line(name))
    except ConfigError as error:
        return error.problems
    return tuple(device_problems(line))


def device_problems(line: LineFile) -> list[Problem]:
    """Whether each device's protocol, options and address can be built."""
    found = []
    for name, entry in line.devices.items():
        try:
            build(name, entry.protocol, entry.url, entry.options)
        except (DeviceError, ValueError) as error:
            found.append(Problem(line.name, f"devices.{name}", 0, str(error)))
    return found
