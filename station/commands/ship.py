"""`packline ship`: where a pallet or case goes, while the station is off."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from station.commands.exits import in_words
from station.commands.people import As, signer
from station.commands.places import Data, database, secrets_of


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
    data: Data = Path(),
) -> None:
    """Ship a container, with all that is in it."""
    from station.compose.order_desk import open_desk

    with open_desk(database(data), secrets_of(data)) as desk:
        gone = desk.ship(code, dealer, region, signer(as_))
    where = f"{gone.dealer}, {gone.region}" if gone.region else gone.dealer
    print(f"container {gone.container} goes to {where}")


@app.command("undo")
@in_words
def undo(
    code: Annotated[str, typer.Argument(help=CODE)],
    reason: Annotated[str, typer.Option(help="Why; it goes on record.")],
    as_: As = "",
    data: Data = Path(),
) -> None:
    """It was scanned by mistake, or came back: the container was not shipped."""
    from station.compose.order_desk import open_desk

    with open_desk(database(data), secrets_of(data)) as desk:
        back = desk.unship(code, reason, signer(as_))
    print(f"container {back.container} is here again")
