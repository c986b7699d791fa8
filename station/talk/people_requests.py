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


PeopleTalk = (
    LogIn
    | ReturnByPin
    | ReturnByBadge
    | LogOut
    | TakeControl
    | ChangeOwnPassword
    | SetOwnPin
    | FirstAdministrator
    | Users
    | AddUser
    | SetActive
    | SetRole
    | SetPassword
    | SetBadge
    | RemoveBadge
    | RemovePin
    | CheckLineFile
)
