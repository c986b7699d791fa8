"""A real station on a stage: its own process, the simulated hall with every device twin, users, and
an order; what people do at the screen goes through the door.

Used by the scenarios in plain words and by the command that makes the pictures of the screens.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self, TypeVar

from argon2 import PasswordHasher

from config.loading import find_line, find_product, load_line, load_product
from station.commands.places import secrets_of
from station.compose.database import Database
from station.compose.office import Office
from station.compose.products import product_of
from station.core.access import Role
from station.demo.hall_process import HallProcess
from station.demo.heads import heads_of
from station.demo.options import DemoOptions
from station.demo.run import spec_of, with_hall
from station.store.accounts import Accounts
from station.store.passwords import Passwords
from station.talk.client import Line, Lost, dial
from station.talk.look import Look, Seat
from station.talk.people_requests import LogIn

ROOT = Path(__file__).resolve().parents[2]
WORD = "kite-Harbour-73-moss"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PEOPLE = {
    "Chen": Role.OPERATOR,
    "Lin": Role.LEADER,
    "Zhou": Role.LEADER,
    "Wang": Role.QA,
    "Xu": Role.QA,
    "Zhao": Role.IT,
}
CHIEF = "Admin"
WAIT_S_MAX = 30.0
START_S_MAX = 30.0

T = TypeVar("T")


class Stage:
    """Use with `with`. The order is opened while the station is off, as plant IT would do it."""

    def __init__(
        self, folder: Path, *, bottles: int = 48, seed: int = 1, faults: str = "none",
        speed: float = 1.0, line: str = "demo",
    ) -> None:  # fmt: skip
        self.folder = folder
        self._options = DemoOptions(folder, bottles, seed, speed, faults, line, False, False)
        self._stack = ExitStack()
        self._station: subprocess.Popen[bytes] | None = None
        self.hall: HallProcess

    def __enter__(self) -> Self:
        options = self._options
        for name in ("pictures", "case-pictures"):
            (self.folder / name).mkdir(parents=True)
        line = load_line(find_line(options.line))
        product = product_of(load_product(find_product(options.product)))
        spec = spec_of(options, self.folder, product, "", heads_of(line, product))
        self.hall = self._stack.enter_context(HallProcess(spec, self.folder))
        devices = with_hall(line, self.hall, self.folder).devices.items()
        urls = {name: entry.url for name, entry in devices}
        text = find_line(options.line).read_text("utf-8")
        (self.folder / "line.toml").write_text(with_urls(text, urls), "utf-8")
        self._stack.callback(self.end_station)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    # -- before the station runs

    def hire(self) -> None:
        """Everybody of `PEOPLE`, and the administrator, with one password."""
        database = Database(self.folder / "station.db", secrets_of(self.folder))
        with database.opened(station=0) as store:
            accounts = Accounts(store.engine, Passwords(database.keys().pepper, CHEAP))
            office = Office(store, accounts)
            office.perform(accounts.first(CHIEF, WORD))
            for name, role in PEOPLE.items():
                office.perform(accounts.add(CHIEF, name, role, WORD))
                office.perform(accounts.set_password(name, name, WORD))

    def open_order(self, number: str = "WO-1", target: int = 0) -> None:
        words = ("order", "open", number, "--product", self._options.product, "--batch", "L261126")
        line = ("--line", str(self.folder / "line.toml"), "--data", str(self.folder))
        day = ("--produced", "2026-11-26", "--expiry", "2027-11-25")
        wanted = str(target or self._options.bottles)
        who = ("--as", "Lin", "--password-stdin")
        command = [sys.executable, "-m", "station", *words, *line, *day, *who, "--target", wanted]
        done = subprocess.run(
            command, env=environment(), input=f"{WORD}\n", capture_output=True, text=True,
            timeout=WAIT_S_MAX, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    # -- the station

    def start_station(self) -> None:
        command = [sys.executable, "-m", "station", "station", "--data", str(self.folder)]
        with (self.folder / "station.out").open("ab") as out:
            self._station = subprocess.Popen(
                command, env=environment(), stdout=out, stderr=out, start_new_session=True
            )
        self.wait(lambda: (self.folder / "door.json").exists() or None, "the station's door")

    def end_station(self) -> None:
        self._end(signal.SIGTERM)

    def cut_power(self) -> None:
        """As a power cut ends it: at once, with whatever was in memory."""
        self._end(signal.SIGKILL)
        (self.folder / "door.json").unlink(missing_ok=True)

    def _end(self, how: signal.Signals) -> None:
        if self._station is not None:
            self._station.send_signal(how)
            self._station.wait(WAIT_S_MAX)
            self._station = None

    def wait(self, look: Callable[[], T | None], what: str) -> T:
        """Look until there is something; fails with what was waited for."""
        until = time.monotonic() + WAIT_S_MAX
        while time.monotonic() < until:
            found = look()
            if found is not None:
                return found
            if self._station is not None and self._station.poll() is not None:
                break
            time.sleep(0.05)
        said = (self.folder / "station.out").read_text("utf-8", "replace")
        raise AssertionError(f"no sign of {what}\n{said[-2_000:]}")

    def sit_down(self, screen: str, person: str = "") -> Sitter:
        sitter = Sitter(dial(self.folder, screen))
        self._stack.callback(sitter.line.close)
        if person:
            sitter.line.ask(LogIn(person, WORD), sitter.hear)
        return sitter


class Sitter:
    """Somebody at a screen, without the screen."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.look: Look | None = None
        self.seat: Seat | None = None

    def hear(self, said: object) -> None:
        if isinstance(said, Look):
            self.look = said
        elif isinstance(said, Seat):
            self.seat = said

    def until(self, right: Callable[[Look], bool], what: str) -> Look:
        """Listen until the line looks right."""
        until = time.monotonic() + WAIT_S_MAX
        while time.monotonic() < until:
            try:
                self.hear(self.line.receive())
            except Lost as lost:
                raise AssertionError(f"the station hung up while we waited for {what}") from lost
            if self.look is not None and right(self.look):
                return self.look
        raise AssertionError(f"{what} never came; the line looked so at last: {self.look}")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}


def with_urls(text: str, urls: Mapping[str, str]) -> str:
    """A line file's text with other addresses of its devices."""
    for device, url in urls.items():
        table = re.escape(f"[devices.{device}]")
        text, found = re.subn(rf'({table}\n(?:[^\[]*?\n)?)url = "[^"]*"', rf'\1url = "{url}"', text)
        assert found == 1, f"no address of {device}"
    return text
