"""`packline user`: who may log in at a station. 用户。

On a station that isn't running. There is no user to begin with, and no password that everybody
knows: `user first` makes the first administrator, who makes the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from config.loading import find_line, load_line
from station.commands.exits import REFUSED, in_words, leave, print_json
from station.commands.login import As, Asking, FromStdin, allowed, office, proved
from station.commands.places import Data, database
from station.core.access import ROLE_NAMES, Principal, Right, Role
from station.store.errors import StoreRefused
from station.store.passwords import tidy_name

if TYPE_CHECKING:
    from station.compose.office import Office
    from station.store.accounts import Act

app = typer.Typer(no_args_is_help=True, help="Users of a station that is not running. 用户。")

Name = Annotated[str, typer.Argument(help="The user's name.")]
ByOwner = Annotated[
    str, typer.Option("--as", help="Who gives this command, if it isn't the user itself.")
]
RoleOption = Annotated[Role, typer.Option("--role", help="What the user is.")]


@app.command("first")
@in_words
def first(
    name: Name,
    line: Annotated[str, typer.Option(help="Line file, or a name that comes with it.")] = "demo",
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Make the first administrator. The database is made if need be."""
    from station.compose.database import database_at
    from station.compose.office import open_office

    line_file = load_line(find_line(line))
    if not data.suffix:  # a folder, and one that is new
        data.mkdir(parents=True, exist_ok=True)
    where = database_at(database(data))
    asking = Asking(from_stdin)
    encrypt = line_file.store.encrypt
    with open_office(where, station=line_file.station, encrypt=encrypt) as place:
        if place.accounts.any():
            leave("packline: there are users already; an administrator adds more", REFUSED)
        place.perform(place.accounts.first(name, asking.new_word(f"password for {name}")))
        print(f"{name}: {told(Role.ADMIN)}")
        _say_demonstration(place)


@app.command("add")
@in_words
def add(
    name: Name,
    role: RoleOption,
    by: As,
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Add a user, with a password that they must change. Standard input: yours, then theirs."""
    asking = Asking(from_stdin)
    with office(data) as place:
        who = proved(place, by, asking)
        allowed(place, Right.USERS, who)
        password = asking.new_word(f"first password for {name}")
        _do(place, lambda: place.accounts.add(who.name, name, role, password))
        print(f"{name}: {told(role)}; the password must be changed 首次登录须改密码")


@app.command("list")
@in_words
def listed(
    by: As,
    data: Data = Path(),
    from_stdin: FromStdin = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """The users, their roles and whether they may log in."""
    with office(data) as place:
        who = proved(place, by, Asking(from_stdin))
        allowed(place, Right.USERS, who)
        users = place.accounts.listed()
        if as_json:
            told_all = [vars(one) | {"role_name": told(one.role)} for one in users]
            print_json({"demonstration": place.is_demonstration, "users": told_all})
            return
        now_ms = time.time_ns() // 1_000_000
        for one in users:
            state = "active 启用" if one.active else "disabled 停用"
            state += ", locked 锁定" if one.locked_until_ms > now_ms else ""
            state += ", must change password 须改密码" if one.must_change else ""
            state += ", PIN" if one.has_pin else ""
            state += ", badge 工牌" if one.has_badge else ""
            print(f"{one.name:24} {told(one.role):32} {state}")
        _say_demonstration(place)


@app.command("disable")
@in_words
def disable(name: Name, by: As, data: Data = Path(), from_stdin: FromStdin = False) -> None:
    """Let a user log in no more. Their name stays, for the records that bear it."""
    _switch(name, by, data, from_stdin, active=False)


@app.command("enable")
@in_words
def enable(name: Name, by: As, data: Data = Path(), from_stdin: FromStdin = False) -> None:
    """Let a user log in again, also one who is locked after wrong tries."""
    _switch(name, by, data, from_stdin, active=True)


@app.command("role")
@in_words
def change_role(
    name: Name, role: RoleOption, by: As, data: Data = Path(), from_stdin: FromStdin = False
) -> None:
    """Give a user another role."""
    with office(data) as place:
        who = proved(place, by, Asking(from_stdin))
        allowed(place, Right.USERS, who)
        _do(place, lambda: place.accounts.set_role(who.name, name, role))
        print(f"{name}: {told(role)}")


@app.command("password")
@in_words
def password(name: Name, by: As, data: Data = Path(), from_stdin: FromStdin = False) -> None:
    """Change your own password (--as yourself), or give somebody a new one to be changed.

    Standard input: the password of whoever gives the command, then the new one."""
    asking = Asking(from_stdin)
    with office(data) as place:
        try:
            who = place.log_in(by, asking.word(f"password of {by}"), changing=by == name)
        except StoreRefused as refused:
            leave(f"packline: {refused}", REFUSED)
        if by != name:
            allowed(place, Right.USERS, who)
        new = asking.new_word(f"new password for {name}")
        _do(place, lambda: place.accounts.set_password(who.name, name, new))
        print(f"{name}: password changed 密码已更改")


@app.command("pin")
@in_words
def pin(
    name: Name,
    by: ByOwner = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the PIN away.")] = False,
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Set your own PIN, to come back quickly to a screen that locked itself; or take one away
    (an administrator: anybody's). Standard input: your password, then the PIN."""
    asking = Asking(from_stdin)
    with office(data) as place:
        who = proved(place, by or name, asking)
        if remove:
            _own_or_users(place, who, name)
            _do(place, lambda: place.accounts.remove_pin(who.name, name))
            print(f"{name}: PIN removed 已删除PIN")
            return
        if who.name != tidy_name(name):
            leave("packline: a PIN is set by its owner alone; leave out --as", REFUSED)
        new = asking.new_word(f"PIN for {name}")
        _do(place, lambda: place.accounts.set_pin(name, new))
        print(f"{name}: PIN set 已设置PIN")


@app.command("badge")
@in_words
def badge(
    name: Name,
    by: ByOwner = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the badge away.")] = False,
    data: Data = Path(),
    from_stdin: FromStdin = False,
) -> None:
    """Give a user the badge that is scanned now (an administrator), or take it away (its owner
    too, when it is lost). Standard input: the password of who gives it, then the badge."""
    asking = Asking(from_stdin)
    with office(data) as place:
        who = proved(place, by or name, asking)
        if remove:
            _own_or_users(place, who, name)
            _do(place, lambda: place.accounts.remove_badge(who.name, name))
            print(f"{name}: badge removed 已删除工牌")
            return
        allowed(place, Right.USERS, who)
        text = asking.new_word(f"badge for {name}")
        _do(place, lambda: place.accounts.set_badge(who.name, name, text))
        print(f"{name}: badge set 已设置工牌")


def told(role: Role) -> str:
    """A role in both languages."""
    english, chinese = ROLE_NAMES[role]
    return f"{english} {chinese}"


def _own_or_users(place: Office, who: Principal, name: str) -> None:
    """What is one's own may be given up; anything else takes an administrator."""
    if who.name != tidy_name(name):
        allowed(place, Right.USERS, who)


def _switch(name: str, by: str, data: Path, from_stdin: bool, *, active: bool) -> None:
    with office(data) as place:
        who = proved(place, by, Asking(from_stdin))
        allowed(place, Right.USERS, who)
        _do(place, lambda: place.accounts.set_active(who.name, name, active))
        print(f"{name}: {'enabled 已启用' if active else 'disabled 已停用'}")


def _do(place: Office, act: Callable[[], Act]) -> None:
    """A change, or one sentence why not and exit code 5."""
    try:
        place.perform(act())
    except StoreRefused as refused:
        leave(f"packline: {refused}", REFUSED)


def _say_demonstration(place: Office) -> None:
    if place.is_demonstration:
        print("demonstration, not a real line 演示数据，并非真实产线")
