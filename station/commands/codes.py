"""`packline codes`: files of codes from elsewhere, before they are anybody's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import USAGE, in_words, leave, print_json
from station.core.imported import CodeFile, CodeFileErrors, read_code_file

app = typer.Typer(no_args_is_help=True, help="Files of codes that come from elsewhere.")

FILE_BYTES_MAX = 200_000_000


@app.command("check")
@in_words
def check(
    file: Annotated[Path, typer.Argument(help="CSV with a column `code`, or a text a line.")],
    characters: Annotated[int, typer.Option(help="How long each code must be; 0 = any.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Read a file of codes and say everything that is wrong with it. Nothing is imported."""
    found = read_file(file, characters)
    if as_json:
        print_json({"file": str(file), "codes": len(found.texts)})
    else:
        print(f"{file}: {len(found.texts)} codes, nothing wrong")


def read_file(file: Path, characters: int = 0) -> CodeFile:
    """The codes of a file; ends the command with exit 2 and all findings if it is wrong."""
    if file.stat().st_size > FILE_BYTES_MAX:
        leave(f"{file}: larger than {FILE_BYTES_MAX // 1_000_000} MB; split it", USAGE)
    found = read_code_file(file.read_bytes(), file.name, characters=characters)
    if isinstance(found, CodeFileErrors):
        leave(str(found), USAGE)
    return found
