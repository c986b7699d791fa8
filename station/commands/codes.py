"""`packline codes`: files of codes from elsewhere: looked at, and put into an order's pools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import USAGE, in_words, leave, print_json
from station.commands.places import Data, database
from station.core.imported import CodeFile, CodeFileErrors, read_code_file
from station.core.packaging import Product
from station.core.presets import ImportPlan, plan_import

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


@app.command("import")
@in_words
def imported(
    file: Annotated[Path, typer.Argument(help="CSV with columns code, role and parent.")],
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Put a file of codes into the pools of the open order, all of it or nothing."""
    from station.compose.offline import import_codes

    granted = import_codes(database(data), lambda product: plan_file(file, product))
    if as_json:
        print_json({"file": str(file), "codes": granted})
    else:
        print(f"{file}: codes in the pools: {granted}")


def plan_file(file: Path, product: Product) -> ImportPlan:
    """A file's codes held against the product; ends the command with exit 2 and all findings."""
    plan = plan_import(read_file(file), file.name, product)
    if isinstance(plan, CodeFileErrors):
        leave(str(plan), USAGE)
    return plan


def read_file(file: Path, characters: int = 0) -> CodeFile:
    """The codes of a file; ends the command with exit 2 and all findings if it is wrong."""
    if file.stat().st_size > FILE_BYTES_MAX:
        leave(f"{file}: larger than {FILE_BYTES_MAX // 1_000_000} MB; split it", USAGE)
    found = read_code_file(file.read_bytes(), file.name, characters=characters)
    if isinstance(found, CodeFileErrors):
        leave(str(found), USAGE)
    return found
