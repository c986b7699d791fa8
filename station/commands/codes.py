"""`packline codes`: files of codes from elsewhere, what came back of them, and ranges to void."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from config.loading import find_line, load_line
from station.commands.exits import NOTHING, USAGE, in_words, leave, print_json
from station.commands.login import As, FromStdin, Second, may_export, order_desk, signed
from station.commands.places import Data, database, secrets_of
from station.compose.code_files import WrongCodeFile, plan_codes, read_codes
from station.core.access import Right
from station.core.imported import CodeFile
from station.core.packaging import Product
from station.core.presets import ImportPlan

app = typer.Typer(no_args_is_help=True, help="Codes that come from elsewhere, and codes to void.")


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
    line: Annotated[str, typer.Option(help="Line file, or a name that comes with it.")] = "demo",
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Put a file of codes into the pools of the open order, all of it or nothing."""
    from station.compose.offline import import_codes

    line_file, path = load_line(find_line(line)), database(data)
    by = signed(data, Right.ORDERS, as_, from_stdin)
    granted = import_codes(path, line_file, lambda product: plan_file(file, product), by)
    if as_json:
        print_json({"file": str(file), "codes": granted})
    else:
        print(f"{file}: codes in the pools: {granted}")


def plan_file(file: Path, product: Product) -> ImportPlan:
    """A file's codes held against the product; ends the command with exit 2 and all findings."""
    try:
        return plan_codes(file, product)
    except WrongCodeFile as error:
        leave(str(error), USAGE)


@app.command("pool")
@in_words
def pool(
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """Codes from elsewhere that closed orders gave back: the next order of the product takes them
    if it is opened without a file."""
    from station.compose.database import database_at
    from station.store.order_facts import unassigned

    engine = database_at(database(data)).engine(read_only=True)
    with engine.connect() as connection:
        found = unassigned(connection)
    engine.dispose()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        print(f"{one.count:10} codes for GTIN {one.gtin}, level {one.level}, from {one.source}")
    print(f"{sum(one.count for one in found):10} in all")


@app.command("void")
@in_words
def void(
    first: Annotated[str, typer.Argument(help="The first code of the range, as read.")],
    last: Annotated[str, typer.Argument(help="The last one; the same code for one alone.")],
    reason: Annotated[str, typer.Option(help="Why; it goes on record.")],
    second: Second,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Void a range of codes in the order in which they were made or imported: all or none. It takes
    two people. Packed ones must be taken out first."""
    with order_desk(data, [as_, second], from_stdin) as (desk, people):
        count = desk.void_range(people, first, last, reason)
    print(f"{count} codes are void: {reason}")


@app.command("export")
@in_words
def export(
    role: Annotated[str, typer.Argument(help="Whose codes, e.g. bottle or cap_inner.")],
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    second: Second,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Write the free codes of a level that is printed elsewhere, for whoever prints it. It takes
    two people, and stands in the audit trail."""
    from station.compose.database import database_at
    from station.compose.exporting import codes_for_printing, write_codes

    if out.exists():
        leave(f"packline: {out} is there already; name a new file", USAGE)
    texts = codes_for_printing(database_at(database(data)), secrets_of(data), role)
    if not texts:
        leave(f"packline: no codes of {role} are free", NOTHING)
    may_export(data, (as_, second), from_stdin, f"{len(texts)} codes of {role} to {out.name}")
    write_codes(out, role, texts)
    print(f"{out}: {len(texts)} codes of {role}; keep it like money")


def read_file(file: Path, characters: int = 0) -> CodeFile:
    """The codes of a file; ends the command with exit 2 and all findings if it is wrong."""
    try:
        return read_codes(file, characters)
    except WrongCodeFile as error:
        leave(str(error), USAGE)
