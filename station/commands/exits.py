"""Exit codes and how faults end a command: one sentence on standard error, never a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import typer

from config.problems import ConfigError
from drivers.errors import DeviceError
from station.core.code_shapes import covered
from station.core.codes import CodeError
from station.store.errors import StoreError

DONE, FAULT, USAGE, NOTHING, PARTLY, REFUSED, LATER = 0, 1, 2, 3, 4, 5, 75
INTERRUPTED = 130

P = ParamSpec("P")
T = TypeVar("T")


def leave(sentence: str, code: int = FAULT) -> NoReturn:
    """Say why, and end with this exit code. No whole code stands in it."""
    typer.echo(covered(sentence), err=True)
    raise typer.Exit(code)


def print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, sort_keys=True)
    sys.stdout.write("\n")


def in_words(command: Callable[P, T]) -> Callable[P, T]:
    """Turn the world's faults into one sentence and the right exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except ConfigError as error:
            leave(str(error), USAGE)
        except CodeError as error:
            leave(str(error), USAGE)
        except (StoreError, DeviceError) as error:
            leave(f"packline: {error}")
        except BrokenPipeError:
            raise typer.Exit(DONE) from None  # whoever read us had enough
        except OSError as error:
            leave(f"packline: {error.filename or ''}: {error.strerror or error}")

    return run
