"""`packline rework`: mend what the line got wrong, on a station that is not running.

Everything is named by a scan: a case by its label or by any bottle in it. Who may do what is the
table of rights (`station.core.access`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from station.commands.exits import NOTHING, in_words, leave, print_json
from station.commands.login import As, FromStdin, order_desk
from station.commands.places import Data, database, secrets_of
from station.core import rework_events as w
from station.core.rework_events import Fate

if TYPE_CHECKING:
    from station.compose.offline_desk import OfflineDesk

app = typer.Typer(no_args_is_help=True, help="Rework on a station that is not running.")

Item = Annotated[str, typer.Argument(help="The item's code, as scanned.")]
Items = Annotated[list[str], typer.Argument(help="The codes of the items, as scanned.")]
Box = Annotated[str, typer.Argument(help="The container's label, or any item in it.")]
Label = Annotated[str, typer.Option(help="The scan of the container's own label.")]
Into = Annotated[str, typer.Option(help="The scan of the label of the container it goes into.")]
Becomes = Annotated[Fate, typer.Option("--fate", help="What becomes of what leaves.")]
Why = Annotated[str, typer.Option("--reason", help="Why; for fates, one of the shared words.")]
Json = Annotated[bool, typer.Option("--json", help="Print what was recorded as JSON.")]


@app.command()
@in_words
def show(code: Box, data: Data = Path(), as_json: Json = False) -> None:
    """What a code is, what it is in, and what is in that."""
    from station.compose.database import database_at
    from station.compose.order_desk import open_desk

    with open_desk(database_at(database(data)), secrets_of(data)) as desk:
        scan = desk.bench.scan(code)
        if scan.item is None:
            leave(f"packline: {code}: no code of this station; check what was scanned", NOTHING)
        shown = desk.bench.shown(scan)
    if as_json:
        print_json(shown)
    else:
        _print(shown)


@app.command()
@in_words
def replace(
    out: Annotated[str, typer.Option(help="The item that leaves.")],
    put: Annotated[str, typer.Option(help="The good item that takes its place.")],
    label: Label,
    reason: Why,
    fate: Becomes = Fate.DESTROY,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """A broken item in a container gives its place to a good one (碎瓶重装)."""

    def made(desk: OfflineDesk) -> w.Rework:
        scans = (desk.scan(out), desk.scan(put), desk.scan(label))
        return w.ReplaceAsked(*scans, fate, reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


@app.command()
@in_words
def remove(
    items: Items,
    label: Label,
    reason: Why,
    fate: Becomes = Fate.DESTROY,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """Take items out of a container."""

    def made(desk: OfflineDesk) -> w.Rework:
        out = tuple(desk.scan(one) for one in items)
        return w.RemoveAsked(out, desk.scan(label), fate, reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


@app.command()
@in_words
def add(
    items: Items,
    into: Into,
    reason: Why,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """Put loose good items into a container that has room."""

    def made(desk: OfflineDesk) -> w.Rework:
        put = tuple(desk.scan(one) for one in items)
        return w.AddAsked(put, desk.scan(into), reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


@app.command()
@in_words
def move(
    items: Items,
    into: Into,
    reason: Why,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """Move items, or cases, from the containers that hold them into another one."""

    def made(desk: OfflineDesk) -> w.Rework:
        what = tuple(desk.scan(one) for one in items)
        return w.MoveAsked(what, desk.scan(into), reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


@app.command()
@in_words
def empty(
    box: Box,
    reason: Why,
    fate: Becomes = Fate.DESTROY,
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """Take all out of a container; its label is void then."""

    def made(desk: OfflineDesk) -> w.Rework:
        return w.EmptyAsked(desk.scan(box), fate, reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


@app.command()
@in_words
def accept(
    item: Item,
    reason: Why,
    grade: Annotated[str, typer.Option(help="The verifier's grade, if it was measured.")] = "",
    as_: As = "",
    from_stdin: FromStdin = False,
    data: Data = Path(),
    as_json: Json = False,
) -> None:
    """A good re-read: an item that was kicked off, or is in doubt, is good again."""

    def made(desk: OfflineDesk) -> w.Rework:
        return w.AcceptAsked(desk.scan(item), grade, reason, desk.now_ms())

    _do(data, Signing(as_, from_stdin), made, as_json)


SIMPLE: dict[str, tuple[type[Any], str]] = {
    "sample": (w.SampleAsked, "Take an item as a sample: loose, packed or kicked off."),
    "unsample": (w.UnsampleAsked, "Undo a wrong sample: it is good and loose again."),
    "destroy": (w.DestroyAsked, "Destroy an item; its code is void for good."),
    "quarantine": (w.QuarantineAsked, "Neither shipped nor uploaded until it is released."),
    "release": (w.ReleaseAsked, "Release a container from quarantine."),
}


def _simple(kind: type[Any]) -> Callable[..., None]:
    """A command that names one thing and says why."""

    @in_words
    def command(
        code: Annotated[str, typer.Argument(help="The item; or a label, or an item in it.")],
        reason: Why,
        as_: As = "",
        from_stdin: FromStdin = False,
        data: Data = Path(),
        as_json: Json = False,
    ) -> None:
        def made(desk: OfflineDesk) -> w.Rework:
            event: w.Rework = kind(desk.scan(code), reason, desk.now_ms())
            return event

        _do(data, Signing(as_, from_stdin), made, as_json)

    return command


for _name, (_kind, _help) in SIMPLE.items():
    app.command(_name, help=_help)(_simple(_kind))


@app.command(help="A new label for a container: needs the label printer, so a running station.")
def relabel(box: Box, data: Data = Path()) -> None:
    _needs_station("relabel", box)


@app.command(help="The same label once more: needs the label printer, so a running station.")
def reprint(box: Box, data: Data = Path()) -> None:
    _needs_station("reprint", box)


def _needs_station(command: str, box: str) -> None:
    leave(
        f"packline: {command} {box}: a label must be printed and read on its container; "
        "start the station and ask for it there"
    )


@dataclass(frozen=True)
class Signing:
    """Who gives the command, and where their password comes from."""

    name: str
    from_stdin: bool


def _do(data: Path, who: Signing, made: Callable[[OfflineDesk], w.Rework], as_json: bool) -> None:
    from station.compose.telling import sentence
    from station.store import queries

    with order_desk(data, (who.name,), who.from_stdin) as (desk, people):
        records = desk.rework(people, made(desk.bench))
    if as_json:
        print_json([{"kind": type(one).__name__, **queries.as_json(one)} for one in records])
        return
    for record in records:
        print(sentence(record))


def _print(shown: dict[str, Any]) -> None:
    because = f" ({shown['reason']})" if shown["reason"] else ""
    print(f"{shown['role']} {shown['text']}: {shown['state']}{because}, order {shown['order']}")
    for box in shown["containers"]:
        marks = [mark for mark in ("quarantined", "at_desk", "told") if box[mark]]
        held = f"{len(box['content'])} of {box['capacity']}"
        told = ", ".join([box["state"], held, *marks])
        print(f"  in {box['role']} {box['container']} {box['label']}: {told}")
        for one in box["content"]:
            print(f"    {one['place']:3}: {one['text']} ({one['state']})")
