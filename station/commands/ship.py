"""`packline ship`: where a pallet or case goes, while the station is off."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from station.commands.exits import in_words
from station.commands.login import As, FromStdin, order_desk
from station.commands.places import Data


class ShipFirst(TyperGroup):
    """`packline ship CODE` means `packline ship to CODE`: that is what is said all day."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args = ["to", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ShipFirst, no_args_is_help=True, help="Send pallets and cases to a dealer and region."
)

CODE = "The container's label, or any code in it, as a scanner reads it or people do."


@app.command("to")
@in_words
def ship(
    code: Annotated[str, typer.Argument(help=CODE)],
    dealer: Annotated[
        str, typer.Option(help="To whom; goods of one dealer know it themselves.")
    ] = "",
    region: Annotated[str, typer.Option(help="To which region.")] = "",
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """Ship a container, with all that is in it."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        gone = desk.ship(people, code, dealer, region)
    where = f"{gone.dealer}, {gone.region}" if gone.region else gone.dealer
    print(f"container {gone.container} goes to {where}")


@app.command("undo")
@in_words
def undo(
    code: Annotated[str, typer.Argument(help=CODE)],
    reason: Annotated[str, typer.Option(help="Why; it goes on record.")],
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
) -> None:
    """It was scanned by mistake, or came back: the container was not shipped."""
    with order_desk(data, [as_], from_stdin) as (desk, people):
        back = desk.unship(people, code, reason)
    print(f"container {back.container} is here again")
