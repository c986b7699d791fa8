"""`packline unlock`: two people say that no other copy of this station will ever run again."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from station.commands.exits import NOTHING, REFUSED, in_words, leave, print_json
from station.commands.places import Data, database, secrets_of
from station.core.access import Principal

if TYPE_CHECKING:  # slow to import
    from station.compose.approval import Verify
    from station.store.standing import Lock

Reason = Annotated[str, typer.Option("--reason", help="Why, in words; for the audit trail.")]


@in_words
def unlock(
    data: Data = Path(),
    reason: Reason = "",
    witness: Annotated[
        str, typer.Option("--witness", help="The witness file, if the line file names another now.")
    ] = "",
    look_only: Annotated[bool, typer.Option("--look", help="Only say whether and why.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
) -> None:
    """Give a locked database a new epoch: free codes become void, codes on their way in doubt.

    Exit code 3: it isn't locked; 5: these people may not."""
    from station.compose.approval import verifier_of
    from station.compose.unlocking import Kept, NotLocked, look, refuse_without_words, witness_place
    from station.compose.unlocking import unlock as unlock_it
    from station.store.errors import StoreRefused

    path = database(data)
    kept = Kept(path, witness_place(path, witness))
    lock = look(kept)
    if look_only or lock is None:
        _say(kept.path, lock, as_json)

    if not as_json:
        typer.echo(f"{path}: {lock}", err=True)
    try:
        refuse_without_words(reason)  # before anybody types a password
        verify = verifier_of(path)
        people = _ask("first person / 第一人", verify), _ask("second person / 第二人", verify)
        now_ms = time.time_ns() // 1_000_000
        done = unlock_it(kept, secrets_of(data), lambda: people, reason, now_ms)
    except NotLocked as error:
        leave(f"packline: {error}", NOTHING)
    except StoreRefused as error:
        leave(f"packline: {error}", REFUSED)
    if as_json:
        print_json({**asdict(done), "aside": str(done.aside) if done.aside else None})
        return
    print(f"{path}: unlocked by {done.by} and {done.second}; epoch {done.epoch}. 已解锁。")
    told = f"{done.void} codes are void, {done.in_doubt} in doubt"
    print(f"  {told}. 作废 {done.void},存疑 {done.in_doubt}。")
    if done.aside:
        print(f"  the witness that was there is now {done.aside}")


def _say(path: Path, lock: Lock | None, as_json: bool) -> NoReturn:
    """End the command with the answer: 0 = locked, and why; 3 = it isn't."""
    if as_json:
        print_json({"path": str(path), "locked": lock is not None, "why": str(lock or "")})
    elif lock is not None:
        print(f"{path}: {lock}")
    if lock is None:
        leave(f"{path}: not locked. 未锁定。", NOTHING)
    raise typer.Exit


def _ask(who: str, verify: Verify) -> Principal:
    name = typer.prompt(f"{who}: name / 姓名", err=True)
    return verify(name, typer.prompt("password / 密码", hide_input=True, err=True))
