"""`packline order`: orders of a station that is not running: open one, list them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from config.loading import find_line, find_product, load_line, load_product
from station.commands.codes import plan_file
from station.commands.exits import in_words, leave, print_json
from station.commands.places import Data, database, secrets_of
from station.core.order import Order
from station.core.presets import importable

app = typer.Typer(no_args_is_help=True, help="Orders of a station that is not running.")


@app.command("open")
@in_words
def opened(
    number: Annotated[str, typer.Argument(help="The order's number.")],
    product: Annotated[str, typer.Option(help="Product file, or a name that comes with Packline.")],
    batch: Annotated[str, typer.Option(help="Batch number.")],
    target: Annotated[int, typer.Option(help="How many items.")],
    line: Annotated[str, typer.Option(help="Line file, or a name that comes with it.")] = "demo",
    produced: Annotated[str, typer.Option(help="Date of production, YYYY-MM-DD.")] = "",
    expiry: Annotated[str, typer.Option(help="Expiry date, YYYY-MM-DD.")] = "",
    codes: Annotated[
        Path | None, typer.Option(help="File of codes, for a product with imported codes.")
    ] = None,
    data: Data = Path(),
) -> None:
    """Put a new order on the line, with codes in its pools. The database is made if need be."""
    from station.compose.offline import open_order
    from station.compose.products import product_of

    line_file = load_line(find_line(line))
    made = product_of(load_product(find_product(product)))
    wants_file = bool(importable(made))
    if wants_file != (codes is not None):
        needs = "needs a file of codes: --codes FILE" if wants_file else "makes its codes itself"
        leave(f"packline: the product {made.name!r} {needs}", 2)
    plan = plan_file(codes, made) if codes is not None else None
    today = produced or time.strftime("%Y-%m-%d")
    order = Order(number, made, batch, today, expiry, target, line_file.limits.rejects_in_row_max)
    granted = open_order(database(data), line_file, order, secrets_of(data), plan)
    print(f"order {number} is open; codes in the pools: {granted}")


@app.command("list")
@in_words
def listed(
    data: Data = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """The orders in a station's database."""
    from station.store import queries
    from station.store.engine import open_engine

    engine = open_engine(database(data), read_only=True)
    with engine.connect() as connection:
        rows = queries.all_orders(connection)
        bound = {row.order.number: queries.counts(connection, row.order.number, 0) for row in rows}
    engine.dispose()
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
        count = bound[row.order.number]
        print(f"{row.order.number:16} {row.phase:10} {row.order.product.name}  {dict(count)}")
