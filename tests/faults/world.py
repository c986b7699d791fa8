"""The kill -9 world: a real station process, killed at any moment, and the hall that goes on.

The process has the real loop with its thread, the real store on a real disk, all three connections.
It is killed with SIGKILL: some milliseconds after a message, early in its life more often than
late, or by itself at a named point. What it had written into the pipe before is what had left.
This finds errors in our own order of doing things; that a disk forgets is `crash`'s to find.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from contextlib import closing
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.stand import Message, Shown
from tests.faults.station_process import Death, Left, Reached, Stopped, Upload, main
from tests.faults.trial import MESSAGES_MAX, WORKS, Outcome, Trial, is_over

KILLS = 6  # of one trial
EARLY_MAX, LATE_MAX = 8, 40  # messages of a life that will be killed
JITTER_S_MAX = 0.012
PATIENCE_S = 30.0
GOES_ON = Death("nowhere")
TELLS = Death()
MEMORY = Path("/dev/shm")


def _server() -> BaseContext:
    """Processes start from one that has the modules loaded, and no database open."""
    kinds = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in kinds else "spawn")
    if "forkserver" in kinds:
        context.set_forkserver_preload(["tests.faults.station_process", "sqlcipher3"])
    return context


SERVER = _server()


class Life:
    """One process, from its start to its death."""

    def __init__(self, trial: Trial, death: Death, mutant: str) -> None:
        self._trial = trial
        self._pipe, theirs = SERVER.Pipe()
        arguments = (trial.folder, theirs, death, mutant)
        self.process: BaseProcess = SERVER.Process(target=main, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        self.is_dead = False

    def hear(self, until_s: float) -> Shown | None:
        """What it says, until it shows itself; None when time is up or it is dead."""
        while not self.is_dead and self._pipe.poll(max(0.0, until_s - time.monotonic())):
            try:
                word = self._pipe.recv()
            except (EOFError, ConnectionResetError):
                self.is_dead = True
                return None
            match word:
                case Shown():
                    self._trial.told(word)
                    return word
                case Left(device, command):
                    self._trial.floor.hear(device, command)
                case Upload(content_id, body):
                    self._answer(self._trial.floor.platform.take(content_id, body))
                case Reached(name):
                    self._trial.outcome.hit.add(name)
                case Stopped(why):
                    self._trial.outcome.violations.append(f"stopped: {why}")
        return None

    def ask(self, message: Message) -> Shown | None:
        self._answer(message)
        return self.hear(time.monotonic() + PATIENCE_S)

    def say(self, message: Message) -> None:
        self._answer(message)

    def _answer(self, word: object) -> None:
        try:
            self._pipe.send(word)
        except (BrokenPipeError, ConnectionResetError):
            self.is_dead = True

    def kill(self) -> None:
        """SIGKILL, and hear what had left before."""
        self.process.kill()
        self.is_dead = False
        while not self.is_dead:
            self.hear(time.monotonic() + PATIENCE_S)
        self.close()

    def end(self) -> None:
        """The orderly end."""
        self._answer(None)
        while not self.is_dead:
            self.hear(time.monotonic() + PATIENCE_S)
        self.close()

    def close(self) -> None:
        with closing(self._pipe):
            self.process.join(PATIENCE_S)


def run_trial(
    seed: int, kills: int = KILLS, deaths: Sequence[Death] = (), mutant: str = ""
) -> Outcome:
    """One order with `kills` random kills, or one for each of `deaths`."""
    where = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="packline-kill-", dir=where) as folder:
        trial = Trial(seed, Path(folder))
        for death in deaths or [GOES_ON] * kills:
            _life_to_be_killed(trial, death, mutant)
            if trial.gave_up():
                return trial.outcome
        _last_life(trial, GOES_ON, mutant)
        return trial.outcome if trial.outcome.violations else trial.settle()


def points_on_the_way(seed: int) -> set[str]:
    """The named points that an order passes when nobody dies."""
    with TemporaryDirectory(prefix="packline-kill-") as folder:
        trial = Trial(seed, Path(folder))
        trial.crew.keeps = 0.1
        _last_life(trial, TELLS, "")
        assert not trial.outcome.violations, trial.outcome
        return trial.outcome.hit


def _life_to_be_killed(trial: Trial, death: Death, mutant: str) -> None:
    dice = trial.dice
    named = death is not GOES_ON
    limit = EARLY_MAX if dice.random() < 0.7 else LATE_MAX
    last = MESSAGES_MAX if named else dice.randint(0, limit)
    if named:
        trial.crew.keeps = 0.1
    life = Life(trial, death, mutant)
    trial.floor.station_up()
    shown = life.hear(time.monotonic() + (PATIENCE_S if last else dice.random() * 0.1))
    number = 0
    while shown is not None and number < last:
        number += 1
        message = trial.crew.next_message(shown)
        if number == last:
            life.say(message)
            life.hear(time.monotonic() + dice.random() * JITTER_S_MAX)
            break
        shown = life.ask(message)
        if named and number == WORKS:
            trial.crew.end()
    died_by_itself = life.is_dead
    life.kill()
    if died_by_itself and named:
        trial.outcome.hit.add(death.point)
    trial.outcome.blows += 1
    trial.crew.station_died()


def _last_life(trial: Trial, death: Death, mutant: str) -> None:
    life = Life(trial, death, mutant)
    trial.floor.station_up()
    shown = life.hear(time.monotonic() + PATIENCE_S)
    for number in range(MESSAGES_MAX):
        if number >= WORKS:
            trial.crew.end()
        if shown is None:
            break
        message = trial.crew.next_message(shown)
        shown = life.ask(message)
        if shown is not None and is_over(message, shown):
            life.end()
            return
    life.kill()
    trial.outcome.violations.append("the order never came to its end")
