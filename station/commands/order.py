"""`packline order`: orders of a station that is not running; looking is always possible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from config.loading import find_line, load_line, load_order, load_product
from config.order import OrderFile, Scene
from station.commands.codes import plan_file
from station.commands.exits import USAGE, in_words, leave, print_json
from station.commands.login import As, FromStdin, order_desk, signed
from station.commands.places import Data, database, secrets_of
from station.core.access import Right
from station.core.order_events import Unprinted
from station.core.presets import importable

app = typer.Typer(no_args_is_help=True, help="Orders of a station that is not running.")

AsJson = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
BeltIsClear = Annotated[
    bool, typer.Option("--belt-is-clear", help="Somebody looked: nothing of it is on the belt.")
]
REASON = "Why; it goes on record."


@app.command("open")
@in_words
def opened(
    number: Annotated[str, typer.Argument(help="The order's number.")] = "",
    file: Annotated[
        Path | None, typer.Option("--from", help="An order file, TOML or JSON; options go first.")
    ] = None,
    product: Annotated[
        str, typer.Option(help="Product file, or a name that comes with Packline.")
    ] = "",
    batch: Annotated[str, typer.Option(help="Batch number.")] = "",
    target: Annotated[int, typer.Option(help="How many items.")] = 0,
    line: Annotated[str, typer.Option(help="Line file, or a name that comes with it.")] = "demo",
    produced: Annotated[str, typer.Option(help="Date of production, YYYY-MM-DD.")] = "",
    expiry: Annotated[str, typer.Option(help="Expiry date, YYYY-MM-DD.")] = "",
    dealer: Annotated[str, typer.Option(help="Goods that only this dealer may have.")] = "",
    region: Annotated[str, typer.Option(help="The only region they may go to.")] = "",
    campaign: Annotated[str, typer.Option(help="The campaign that the codes are for.")] = "",
    approval: Annotated[str, typer.Option(help="The brand's approval of the campaign.")] = "",
    scene: Annotated[
        list[Scene] | None, typer.Option(help="What the codes are for; may be given again.")
    ] = None,
    activity: Annotated[str, typer.Option(help="The prize policy, in the platform's words.")] = "",
    codes: Annotated[
        Path | None, typer.Option(help="File of codes, for a product with imported codes.")
    ] = None,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Put a new order on the line, with codes in its pools. The database is made if need be."""
    from station.compose.offline import open_order
    from station.compose.order_folder import product_path
    from station.compose.products import product_of
    from station.compose.work_orders import check_labels, order_from

    said = _said(
        load_order(file) if file is not None else None,
        number=number,
        product=product,
        batch=batch,
        target=target,
        produced=produced,
        expiry=expiry,
        dealer=dealer,
        region=region,
        campaign=campaign,
        approval=approval,
        scenes=tuple(scene or ()),
        activity=activity,
    )
    line_file = load_line(find_line(line))
    folder = data if data.is_dir() else data.parent
    made = product_of(load_product(product_path(folder, said["product"])))
    if codes is not None and not importable(made):
        leave(f"packline: the product {made.name!r} makes its codes itself", USAGE)
    plan = plan_file(codes, made) if codes is not None else None
    order = order_from(said, made, line_file.limits.rejects_in_row_max)
    check_labels(order, line_file)
    by = signed(data, Right.ORDERS, as_, from_stdin)
    granted = open_order(database(data), line_file, order, secrets_of(data), plan, by=by)
    print(f"order {order.number} is open; codes in the pools: {granted}")


def _said(file: OrderFile | None, **options: Any) -> dict[str, Any]:
    """The order file with the options over it. Ends the command if something is lacking."""
    said = file.model_dump() if file is not None else {}
    said.update({key: value for key, value in options.items() if value})
    for key in ("number", "product", "batch", "target"):
        if not said.get(key):
            how = "name it first" if key == "number" else f"add --{key}"
            leave(f"packline: the order has no {key}; {how}, or give --from FILE", USAGE)
    return said


@contextmanager
def _reading(data: Path) -> Iterator[Any]:
    from station.compose.database import database_at

    engine = database_at(database(data)).engine(read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@app.command("list")
@in_words
def listed(data: Data = Path(), as_json: AsJson = False) -> None:
    """The orders in a station's database."""
    from station.store import queries

    with _reading(data) as connection:
        rows = queries.all_orders(connection)
        bound = {row.order.number: queries.counts(connection, row.order.number, 0) for row in rows}
    if as_json:
        print_json(
            [
                {
                    "number": row.order.number,
                    "product": row.order.product.name,
                    "batch": row.order.batch,
                    "phase": row.phase,
                    "target": row.order.target,
                    "counts": bound[row.order.number],
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        stand = "  ".join(f"{state} {n}" for state, n in bound[row.order.number].items() if n)
        print(f"{row.order.number:16} {row.phase:10} {row.order.product.name}  {stand}")


@app.command("show")
@in_words
def show(
    number: Annotated[str, typer.Argument(help="The order; the open one, if none is named.")] = "",
    data: Data = Path(),
    as_json: AsJson = False,
) -> None:
    """One order: all that it says, and how its codes stand."""
    from station.compose.order_story import order_story

    with _reading(data) as connection:
        story = order_story(connection, number)
    if as_json:
        print_json(story)
        return
    for key, value in story.items():
        if key == "levels":
            for level in value:
                counts = "  ".join(f"{state} {n}" for state, n in level["counts"].items() if n)
                print(f"  {level['role']:10} granted {level['granted']}: {counts}")
        elif value:
            shown = ", ".join(value) if isinstance(value, list) else value
            print(f"{key.replace('_', ' '):12} {shown}")


@app.command("clearance")
@in_words
def clearance(
    number: Annotated[str, typer.Argument(help="The order; the open one, if none is named.")] = "",
    data: Data = Path(),
    as_json: AsJson = False,
) -> None:
    """What still stands open before the order may close, each with its way out. Reads only, so a
    station may run meanwhile; what stands on its belt shows by the codes alone."""
    from station.compose.clearance import clearance as cleared

    with _reading(data) as connection:
        found = cleared(connection, number)
    if as_json:
        points = [
            {
                "key": point.key,
                "count": point.count,
                "where": point.where,
                "level": point.level,
                "blocks": point.blocks,
                "command": point.text.command,
                "what": point.text.what,
                "way_out": point.text.way_out,
                "what_zh": point.text.what_zh,
                "way_out_zh": point.text.way_out_zh,
            }
            for point in found.points
        ]
        print_json(
            {"order": found.order, "phase": found.phase, "clear": found.clear, "points": points}
        )
        return
    stands = "nothing keeps it open" if found.clear else "it can't close yet"
    print(f"order {found.order}, {found.phase}: {stands}")
    for point in found.points:
        mark = "-" if point.blocks else "i"
        print(f"  {mark} {point.sentence}\n    {point.sentence_zh}")


@app.command("change")
@in_words
def change(
    target: Annotated[int, typer.Option(help="How many items from now on.")] = 0,
    approval: Annotated[str, typer.Option(help="The brand's approval of the campaign.")] = "",
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Give the open order another target, or the approval that its campaign was waiting for."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        order = desk.change(people, target, approval)
    approved = f", approved under {order.approval}" if order.approval else ""
    print(f"order {order.number}: target {order.target}{approved}")


@app.command("close")
@in_words
def close(
    unprinted: Annotated[
        Unprinted, typer.Option(help="What becomes of codes that were never printed.")
    ] = Unprinted.RETURN,
    belt_is_clear: BeltIsClear = False,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Close the open order if nothing of it is under way; else say what stands open."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        number = desk.close(people, unprinted, belt_is_clear)
    print(f"order {number} is closed")


@app.command("void-unread")
@in_words
def void_unread(
    reason: Annotated[str, typer.Option(help=REASON)],
    belt_is_clear: BeltIsClear = False,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Finish the open order, and void the unread codes of its sets and pairs that were begun: what
    they are on may be scrap. Then it may close."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        count = desk.void_unread(people, reason, belt_is_clear)
    print(f"{count} codes that nobody read are void: {reason}")


@app.command("cancel")
@in_words
def cancel(
    reason: Annotated[str, typer.Option(help=REASON)],
    belt_is_clear: BeltIsClear = False,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Close the open order as cancelled: what was never printed is void, printed codes stay."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        number = desk.cancel(people, reason, belt_is_clear)
    print(f"order {number} is cancelled")
