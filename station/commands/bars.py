"""What long work shows on a terminal; nothing, where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str], None]


@contextmanager
def spinning(first: str) -> Iterator[Progress]:
    """Call what you get with the name of each step."""
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn

    console = Console(stderr=True)
    with Bar(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
    ) as bar:
        task = bar.add_task(first)

        def show(name: str) -> None:
            bar.update(task, description=name)

        yield show
