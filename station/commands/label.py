"""`packline label`: label templates, to look at before anything is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from config.label_fields import FIELDS
from config.loading import find_label, load_label
from station.commands.exits import USAGE, in_words, leave, print_json

app = typer.Typer(no_args_is_help=True, help="Label templates.")

DPI = (203, 300, 600)


@app.command("preview")
@in_words
def preview(
    template: Annotated[str, typer.Argument(help="A .toml file, or a name: `config list`.")],
    field: Annotated[
        list[str] | None,
        typer.Option("--field", help="NAME=CONTENT; all others have examples: `label fields`."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="FILE.png, .pdf, .zpl, .tspl, .sbpl or .jscript; usual: NAME.png"),
    ] = None,
    dpi: Annotated[int, typer.Option(help="203, 300 or 600.")] = 203,
    font: Annotated[str, typer.Option(help="A font in the printer, for its own language.")] = "",
) -> None:
    """Draw a label with example contents. What doesn't fit is told in millimetres, exit 2."""
    from drivers.labels.label import LabelError
    from station.compose.label_preview import FORMATS, example_fields
    from station.compose.label_preview import preview as drawn

    path = find_label(template)
    file = out or Path(f"{path.stem}.png")
    form = file.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        leave(f"packline: {file}: it must end in {', '.join(f'.{one}' for one in FORMATS)}", USAGE)
    if dpi not in DPI:
        leave(f"packline: --dpi {dpi}: it is 203, 300 or 600", USAGE)
    try:
        data = drawn(load_label(path), example_fields(_given(field or [])), form, dpi, font)
    except LabelError as reason:
        leave(f"packline: {path}: {reason}", USAGE)
    file.write_bytes(data)
    print(f"{file}: {len(data)} bytes")


@app.command("fields")
@in_words
def fields(
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """What a template can be filled with."""
    if as_json:
        print_json({name: vars(field) for name, field in FIELDS.items()})
        return
    for name, field in FIELDS.items():
        print(f"{{{name}}}".ljust(14) + f"{field.meaning}; e.g. {field.example}")


def _given(said: list[str]) -> dict[str, str]:
    given = {}
    for one in said:
        name, equals, content = one.partition("=")
        if not equals:
            leave(f"packline: --field {one}: write NAME=CONTENT", USAGE)
        given[name.strip()] = content
    return given
