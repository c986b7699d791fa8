"""Commands whose module is imported when they are used: `packline trace` loads no reports.

A command's own `--help` imports that command, the whole list's `--help` all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group


def lazy(table: Mapping[str, str]) -> type[TyperGroup]:
    """A group of these commands, in this order: name → "module:name" of a function or a `Typer`."""

    class Lazy(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return [*super().list_commands(ctx), *table]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in table:
                return super().get_command(ctx, cmd_name)
            module, _, name = table[cmd_name].partition(":")
            return _command(cmd_name, getattr(import_module(module), name))

    return Lazy


def _command(name: str, found: Any) -> Any:
    if isinstance(found, typer.Typer):
        group = get_group(found)
        group.name = name
        return group
    alone = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
    alone.command(name)(found)
    return get_command(alone)
