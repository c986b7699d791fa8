"""Who sits at the screen: logging in and out, taking control; users; passwords never come back."""

from __future__ import annotations

import msgspec

from station.talk.message import Request


class LogIn(Request[None], frozen=True, tag=True):
    name: str
    password: str


class ReturnByPin(Request[None], frozen=True, tag=True):
    name: str
    pin: str


class ReturnByBadge(Request[None], frozen=True, tag=True):
    text: str


class LogOut(Request[None], frozen=True, tag=True):
    pass


class TakeControl(Request[None], frozen=True, tag=True):
    """This screen moves the line from now on; every other one says so."""


class ChangeOwnPassword(Request[None], frozen=True, tag=True):
    name: str
    old: str
    new: str


class SetOwnPin(Request[None], frozen=True, tag=True):
    name: str
    password: str
    pin: str


class RemoveOwnPin(Request[None], frozen=True, tag=True):
    """Somebody saw it. Whoever came back by it is out, its owner as well."""

    name: str
    password: str


class RemoveOwnBadge(Request[None], frozen=True, tag=True):
    """It is lost. Whoever came back by it is out, its owner as well."""

    name: str
    password: str


class FirstAdministrator(Request[None], frozen=True, tag=True):
    """Works once, on a station without users."""

    name: str
    password: str


class UserShown(msgspec.Struct, frozen=True):
    name: str
    role: str
    active: bool
    has_pin: bool
    has_badge: bool
    must_change: bool
    locked_s: int = 0  # after wrong tries, for so long yet; enabling the user ends it


class Me(Request[UserShown], frozen=True, tag=True):
    """Whoever is logged in at this screen, about themselves."""


class AtWork(Request[tuple[str, ...]], frozen=True, tag=True):
    """The names of those whom a PIN brings back: in their shift at this station. Everybody's, so
    that nobody types a name with gloves; of other users nothing is told."""


class Users(Request[tuple[UserShown, ...]], frozen=True, tag=True):
    pass


class AddUser(Request[None], frozen=True, tag=True):
    name: str
    role: str
    password: str


class SetActive(Request[None], frozen=True, tag=True):
    name: str
    active: bool


class SetRole(Request[None], frozen=True, tag=True):
    name: str
    role: str


class SetPassword(Request[None], frozen=True, tag=True):
    name: str
    password: str


class SetBadge(Request[None], frozen=True, tag=True):
    name: str
    text: str


class RemoveBadge(Request[None], frozen=True, tag=True):
    name: str


class RemovePin(Request[None], frozen=True, tag=True):
    name: str


class FileChecked(msgspec.Struct, frozen=True):
    """What a check of a line file found; nothing = it is right."""

    path: str
    findings: tuple[str, ...]


class CheckLineFile(Request[FileChecked], frozen=True, tag=True):
    """`path` "" = the file that this station runs on."""

    path: str = ""


class StationAbout(msgspec.Struct, frozen=True):
    """What runs at the other end: the program's version, the line file by its name without its
    folder, and whether the database is encrypted."""

    version: str
    line_file: str
    encrypted: bool


class About(Request[StationAbout], frozen=True, tag=True):
    """Everybody's: whoever calls for help is asked for it first."""


PeopleTalk = (
    LogIn
    | ReturnByPin
    | ReturnByBadge
    | LogOut
    | TakeControl
    | ChangeOwnPassword
    | SetOwnPin
    | RemoveOwnPin
    | RemoveOwnBadge
    | FirstAdministrator
    | Me
    | AtWork
    | Users
    | AddUser
    | SetActive
    | SetRole
    | SetPassword
    | SetBadge
    | RemoveBadge
    | RemovePin
    | CheckLineFile
    | About
)
