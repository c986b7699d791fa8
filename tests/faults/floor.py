"""The hall around a station that dies: bottles, ink, cases, labels, and the platform's book.

It remembers what really happened, whatever becomes of the station: the tape of every print, every
bottle that was let pass, what is in each case. `hear` takes what left the station, `move` lets the
next thing happen. Devices are honest here but lose words now and then; the faults of devices have
their own tests. A station's death cuts all links: the belt stands, the coder may lose its buffer.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, deque
from dataclasses import dataclass, field
from random import Random
from typing import Any

from drivers import api as d
from station.core.effects import ITEM_PLACE, presented_place, scanned_place
from sync.platforms.api import Acknowledged, Answer, Later, Refused
from tests.faults.stand import (
    CAMERA,
    CODER,
    COLUMNS,
    LABELS,
    LOOK_DOWN,
    PER_CASE,
    PLC,
    SCANNER,
)

DEPTH = 3
BELT_MAX = 8
LOST = 0.06  # words of devices that never come
AWAY, AWAY_MAX = 0.3, 6  # the platform; one run of the upload tries a batch four times
K = d.LineEventKind


@dataclass(eq=False)
class Bottle:
    number: int
    ink: bytes = b""
    code: int = 0


@dataclass(eq=False)
class Case:
    bottles: list[Bottle] = field(default_factory=list)
    label: bytes = b""


class Platform:
    """Keeps each content once, by its id. Now and then it is away for a while: requests don't come
    through, or its receipts get lost."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self.may_be_away = True
        self._away: list[str] = []
        self.batches: dict[str, dict[str, Any]] = {}

    def take(self, content_id: str, body: bytes) -> Answer:
        if hashlib.sha256(body).hexdigest() != content_id:
            return Refused("the content id is not that of the body")
        if self.may_be_away and not self._away and self._dice.random() < AWAY:
            lost = self._dice.choice(("the request was lost", "the reply was lost"))
            self._away = [lost] * self._dice.randint(1, AWAY_MAX)
        lost = self._away.pop() if self._away else ""
        repeated = content_id in self.batches
        if lost != "the request was lost":
            self.batches[content_id] = json.loads(body)
        if lost:
            return Later(lost)
        return Acknowledged(f"receipt of {content_id[:8]}", repeated)


class Floor:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.platform = Platform(dice)
        self.words: deque[d.DeviceEvent] = deque()  # to be said next
        self.moving = False
        self.feeding = True
        # What must never be forgotten.
        self.text_of: dict[int, bytes] = {}
        self.left: Counter[int] = Counter()  # codes that left for the coder
        self.tape: list[int] = []
        self.label_tape: Counter[int] = Counter()
        self.passed: dict[int, int] = {}  # trigger: the code on the bottle that was let pass
        self.finished: list[Case] = []
        # Where things stand.
        self.buffer: deque[d.PrintJob] = deque()
        self.unreported: dict[int, None] = {}  # jobs of this life whose print nobody told
        self.bottles: dict[int, Bottle] = {}
        self.to_camera: deque[Bottle] = deque()
        self.to_rejecter: deque[Bottle] = deque()
        self.to_packer: deque[Bottle] = deque()
        self.verdicts: dict[int, bool] = {}
        self.filling = Case()
        self.held: Case | None = None
        self.held_number = 0
        self.labelling: list[Case] = []
        self.liner: list[bytes] = []
        self.scanned: Case | None = None
        self.scan_number = 0

    # -- what left the station

    def hear(self, device: str, command: d.Command) -> None:
        match command:
            case d.Offer(jobs) if device == CODER:
                self._load_coder(jobs)
            case d.Offer(jobs):
                self._print_labels(jobs)
            case d.Clear():
                self._clear_coder()
            case d.Verdict(trigger, good, place):
                self._verdict(place, trigger, good)
            case d.Trigger(token):
                label = self.scanned.label if self.scanned else b""
                self.words.append(self._reading(SCANNER, token, label))
            case d.LineOutputs(line_enable=bool(on)):
                self.moving = on

    def _load_coder(self, jobs: tuple[d.PrintJob, ...]) -> None:
        for job in jobs:
            self.left[job.job] += 1
            self.text_of[job.job] = job.data
            self.unreported[job.job] = None
        self.buffer.extend(jobs)

    def _print_labels(self, jobs: tuple[d.PrintJob, ...]) -> None:
        for job in jobs:
            self.text_of[job.job] = job.data
            self.label_tape[job.job] += 1
            self.liner.append(job.data)
            self._say(d.Printed(LABELS, job.job))

    def _clear_coder(self) -> None:
        self.buffer.clear()
        self.words.append(d.BufferCleared(CODER, tuple(self.unreported)))
        self.unreported.clear()

    def _verdict(self, place: int, number: int, good: bool) -> None:
        if place == ITEM_PLACE:
            if good:
                self.passed[number] = self.bottles[number].code
            self.verdicts.setdefault(number, good)
        elif place == presented_place(1) and number == self.held_number:
            if self.held is not None and good:
                self.labelling.append(self.held)
            self.held = None
        elif place == scanned_place(1) and number == self.scan_number and good:
            if self.scanned is not None:
                self.finished.append(self.scanned)
            self.scanned = None

    def _say(self, word: d.DeviceEvent) -> None:
        if self.dice.random() >= LOST:
            self.words.append(word)

    # -- the station's life

    def station_died(self) -> None:
        self.moving = False
        self.words.clear()
        self.unreported.clear()
        if self.dice.random() < 0.5:
            self.buffer.clear()

    def station_up(self) -> None:
        """All devices answer; what was held before it died stands there still."""
        self.words.append(d.Ready(CODER, DEPTH))
        self.words.append(d.Ready(LABELS, DEPTH))
        if self.held is not None:
            self.present()
        if self.scanned is not None:
            self.announce()

    # -- the next thing that happens

    def move(self) -> None:
        """The belt goes one step on, if it may, and the packer with it."""
        if self.moving:
            steps = []
            if self.feeding and len(self.belt) < BELT_MAX:
                steps += [self.feed] * (3 if self.buffer else 1)
            steps += [self.camera] if self.to_camera else []
            steps += [self.rejecter] if self.to_rejecter else []
            steps += [self.packer] if self.to_packer and self.room else []
            if steps:
                self.dice.choice(steps)()
        if self.held is None and not self.room:
            self.held, self.filling = self.filling, Case()
            self.present()

    @property
    def room(self) -> int:
        """Bottles that still fit into the case that is being filled."""
        return PER_CASE - len(self.filling.bottles)

    @property
    def belt(self) -> list[Bottle]:
        return [*self.to_camera, *self.to_rejecter, *self.to_packer]

    def feed(self) -> None:
        """A bottle comes to the coder, which prints what it has."""
        bottle = Bottle(len(self.bottles) + 1)
        self.bottles[bottle.number] = bottle
        self._line(K.AT_CODER, bottle.number)
        if self.buffer and self.dice.random() >= LOST:
            job = self.buffer.popleft()
            bottle.ink, bottle.code = job.data, job.job
            self.tape.append(job.job)
            self._report(job.job)
        self.to_camera.append(bottle)

    def _report(self, job: int) -> None:
        """The coder's word for a print; for one of an earlier life its driver knows no job."""
        if self.dice.random() >= LOST:
            self.words.append(d.Printed(CODER, job if job in self.unreported else None))
            self.unreported.pop(job, None)

    def camera(self) -> None:
        bottle = self.to_camera.popleft()
        self._line(K.AT_CAMERA, bottle.number)
        if self.dice.random() >= LOST:
            self.words.append(self._reading(CAMERA, bottle.number, bottle.ink))
        self.to_rejecter.append(bottle)

    def rejecter(self) -> None:
        """Without a verdict the PLC kicks the bottle off."""
        bottle = self.to_rejecter.popleft()
        if self.verdicts.setdefault(bottle.number, False):
            self.to_packer.append(bottle)
        else:
            self._line(K.REJECTED, bottle.number)

    def packer(self) -> None:
        bottle = self.to_packer.popleft()
        self.filling.bottles.append(bottle)
        self._line(K.AT_PACKER, bottle.number)

    def present(self) -> None:
        """The held case is shown to the camera above it."""
        self.held_number += 1
        self._line(K.CASE_PRESENTED, self.held_number)
        case = self.held or Case()
        symbols = tuple(
            d.SymbolRead(one.ink, row=slot // COLUMNS, column=slot % COLUMNS)
            for slot, one in enumerate(case.bottles)
            if one.ink
        )
        self.words.append(d.Read(LOOK_DOWN, self.held_number, symbols))

    def stick(self, case: Case, label: bytes) -> None:
        """The label comes onto this case, which goes to the scanner."""
        self.liner.remove(label)
        self.labelling.remove(case)
        case.label, self.scanned = label, case
        self.announce()

    def announce(self) -> None:
        self.scan_number += 1
        self._line(K.CASE_AT_SCANNER, self.scan_number)

    def _line(self, kind: d.LineEventKind, number: int) -> None:
        self.words.append(d.LineEvent(PLC, kind, number, 0))

    def _reading(self, device: str, token: int, data: bytes) -> d.DeviceEvent:
        if not data or self.dice.random() < LOST:
            return d.NoRead(device, token, "no symbol")
        return d.Read(device, token, (d.SymbolRead(data),))

    # -- hands

    def clear_belt(self) -> None:
        for belt in (self.to_camera, self.to_rejecter, self.to_packer):
            belt.clear()

    def take_out(self, numbers: set[int]) -> None:
        """These bottles become scrap, wherever they stand loose."""
        for belt in (self.to_camera, self.to_rejecter, self.to_packer):
            for bottle in [one for one in belt if one.number in numbers]:
                belt.remove(bottle)
        for case in (self.filling, self.held or Case()):
            case.bottles = [one for one in case.bottles if one.number not in numbers]
