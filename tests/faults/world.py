"""The kill -9 world: a real station process, killed at any moment, and the hall that goes on.

The process has the real loop with its thread, the real store on a real disk, all three connections.
It is killed with SIGKILL: some milliseconds after a message, early in its life more often than
late, or by itself at a named point. What it had written into the pipe before is what had left.
This finds errors in our own order of doing things; that a disk forgets is `crash`'s to find.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.faults.stand import Message, Shown
from tests.faults.station_process import Death, Left, Reached, Stopped, Upload, main
from tests.faults.trial import MEMORY, MESSAGES_MAX, WORKS, Outcome, Trial

KILLS = 10  # of one trial
EARLY_MAX, LATE_MAX = 8, 40  # messages of a life that will be killed
EARLY = 0.7  # of lives
START_S = 0.3
JITTER_S_MAX = 0.008
OFTEN = 0.1  # an upload, a backup, a witness: before each message
SWEEPS_MAX = 5
PATIENCE_S = 30.0
GOES_ON = Death("nowhere")
TELLS = Death()
ROOT = Path(__file__).resolve().parents[2]


@cache
def server() -> BaseContext:
    """Processes start from one that has the modules loaded, and no database open."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.station_process", "tests.faults.warm"])
    with patch.dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), *sys.path])):
        forkserver.ensure_running()  # it looks for the modules where we found them
    return context


class Life:
    """One process, from its start to its death."""

    def __init__(self, trial: Trial, death: Death, mutant: str) -> None:
        self._trial = trial
        self._pipe, theirs = server().Pipe()
        arguments = (trial.folder, theirs, death, mutant)
        self.process: BaseProcess = server().Process(target=main, args=arguments, daemon=True)
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
                    self._trial.outcome.hit[name] = None
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
    """One order with `kills` random kills, or a life for each of `deaths`."""
    with _folder() as folder:
        trial = Trial(seed, Path(folder))
        for number in range(len(deaths) or kills):
            if deaths:
                _life_to_a_point(trial, deaths[number], number == len(deaths) - 1, mutant)
            else:
                _life_to_be_killed(trial, mutant)
            if trial.gave_up():
                return trial.outcome
        _last_life(trial, GOES_ON, mutant)
        return trial.settle()


def points_on_the_way(seed: int) -> list[str]:
    """The named points that an order passes in two lives, in the order in which it comes there."""
    with _folder() as folder:
        trial = Trial(seed, Path(folder))
        trial.crew.keeps = trial.crew.pushes = OFTEN
        life, shown = _begin(trial, TELLS, "")
        for _ in range(WORKS):
            assert shown is not None, trial.outcome
            shown = life.ask(trial.crew.next_message(shown))
        life.end()
        trial.crew.station_died()
        _last_life(trial, TELLS, "")
        assert not trial.outcome.violations, trial.outcome
        return list(trial.outcome.hit)


def sweep(seed: int, times: int = 1, mutant: str = "") -> Iterator[Outcome]:
    """The station dies at every named point, at the first, second, … of `times` times that it gets
    there. Which points there are is found out by a run without deaths."""
    waiting = [Death(name, nth) for name in points_on_the_way(seed) for nth in range(1, times + 1)]
    for turn in range(SWEEPS_MAX):
        lanes = -(-len(waiting) // KILLS)
        hit: set[str] = set()
        for lane in range(lanes):
            one = run_trial(seed + turn * lanes + lane, deaths=waiting[lane::lanes], mutant=mutant)
            hit.update(one.hit)
            yield one
        waiting = [death for death in waiting if str(death) not in hit]
        if not waiting:
            return
    # What a life comes to only once, such as the making of the tables, has no second time.
    names = ", ".join(str(death) for death in waiting if death.nth == 1)
    if names:
        yield Outcome(seed, violations=[f"the station never came to these points again: {names}"])


def _folder() -> TemporaryDirectory[str]:
    """A killed process loses nothing that it had written, wherever that was."""
    return TemporaryDirectory(prefix="packline-kill-", dir=MEMORY)


def _begin(trial: Trial, death: Death, mutant: str) -> tuple[Life, Shown | None]:
    life = Life(trial, death, mutant)
    trial.floor.station_up()
    return life, life.hear(time.monotonic() + PATIENCE_S)


def _killed(trial: Trial, life: Life) -> None:
    life.kill()
    trial.outcome.blows += 1
    trial.crew.station_died()


def _life_to_be_killed(trial: Trial, mutant: str) -> None:
    """Early more often than late, and some milliseconds after a message; or while it starts."""
    dice = trial.dice
    last = dice.randint(0, EARLY_MAX if dice.random() < EARLY else LATE_MAX)
    life = Life(trial, GOES_ON, mutant)
    trial.floor.station_up()
    start_s = PATIENCE_S if last else dice.random() * START_S
    shown = life.hear(time.monotonic() + start_s)
    for number in range(1, last + 1):
        if shown is None:
            break
        message = trial.crew.next_message(shown)
        if number < last:
            shown = life.ask(message)
        else:
            life.say(message)
            life.hear(time.monotonic() + dice.random() * JITTER_S_MAX)
    _killed(trial, life)


def _life_to_a_point(trial: Trial, death: Death, is_last: bool, mutant: str) -> None:
    """It dies by itself at a point. Some points come only when the order ends, so the last of these
    lives goes on to there."""
    trial.crew.keeps = trial.crew.pushes = OFTEN
    life, shown = _begin(trial, death, mutant)
    for number in range(MESSAGES_MAX if is_last else 2 * WORKS):
        if shown is None:
            break
        if is_last and number == WORKS:
            trial.crew.end()
        message = trial.crew.next_message(shown)
        shown = life.ask(message)
        if shown is not None and trial.is_over(shown):
            break
    if life.is_dead and not trial.outcome.violations:
        trial.outcome.hit[str(death)] = None
    _killed(trial, life)


def _last_life(trial: Trial, death: Death, mutant: str) -> None:
    life, shown = _begin(trial, death, mutant)
    for number in range(MESSAGES_MAX):
        if number >= WORKS:
            trial.crew.end()
        if shown is None:
            break
        message = trial.crew.next_message(shown)
        shown = life.ask(message)
        if shown is not None and trial.is_over(shown):
            trial.came_to_its_end = True
            life.end()
            return
    life.kill()
