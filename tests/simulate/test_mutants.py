"""The simulation itself is on trial: a product with a known mistake in it must be caught.

Each mutant is one plausible mistake of ours. It lives here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from station.core import events as e
from station.core import restart
from station.core.effects import GiveVerdict
from station.core.states import Cause, CodeState
from station.core.steps import belt
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict
from station.runtime.inbox import Posted
from station.runtime.loop import Loop
from station.simulate.shift import Mode, Outcome, Plan, Shift

SEEDS = range(1, 9)
HOURS = 0.05


@pytest.fixture(autouse=True)
def quick_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts the station again doesn't wait, so that there is more to kill."""
    monkeypatch.setattr("station.simulate.shift.OFF_MS_MAX", 5_000)


def caught(tmp_path: Path, **knobs: float) -> Outcome:
    """The first seed that breaks a promise, with only these knobs turned on."""
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        shift = Shift(Plan(seed, HOURS, Mode.SAFETY, "none"), folder)
        for name, chance in knobs.items():
            shift.dice.set(name.replace("__", "."), chance)
        outcome = shift.run()
        if outcome.violation:
            return outcome
    pytest.fail("nobody noticed")


def test_codes_and_verdicts_that_leave_before_their_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Loop.turn

    class Later:
        """A journal that is told after the effects."""

        def __init__(self) -> None:
            self.turns: list[tuple[Any, ...]] = []

        def commit(self, *turn: Any) -> int:
            self.turns.append(turn)
            return 0

    def turn(self: Loop, posted: Sequence[Posted]) -> None:
        journal, self._journal = self._journal, Later()  # type: ignore[assignment]
        later = self._journal
        try:
            real(self, posted)
        finally:
            self._journal = journal
        for one in later.turns:
            journal.commit(*one)

    monkeypatch.setattr(Loop, "turn", turn)
    outcome = caught(tmp_path, process__kill=0.004, disk__slow=0.5)
    # The core's own fence may be first: its next lease reads a database that lacks this turn.
    fences = ("was printed", "was told to pass", "leaves the pool twice", "leased twice")
    assert any(fence in outcome.violation for fence in fences), outcome.violation


def test_the_queue_decides_which_code_an_item_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_order(symbols: Any, level: int, order: str, by_data: Any, live: Any) -> Judgement:
        printed = [c for c, one in live.items() if one.state is CodeState.PRINTED]
        return Judgement(Verdict.GOOD, printed[0]) if printed else Judgement(Verdict.NO_READ)

    monkeypatch.setattr(belt, "judge", by_order)
    outcome = caught(tmp_path, print__missed=0.05, belt__remove=0.05)
    assert "told to pass for a code that it doesn't carry" in outcome.violation


def test_codes_at_the_printer_are_offered_again_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offer_again(turn: Turn) -> None:
        turn.move(Cause.UNSEND, 0, turn.living(0, CodeState.SENT))
        turn.move(Cause.DOUBT, 0, turn.living(0, CodeState.PRINTED))

    monkeypatch.setattr(restart, "_doubt", offer_again)
    outcome = caught(tmp_path, process__kill=0.002)
    assert "was printed" in outcome.violation


def test_a_late_read_is_believed_as_long_as_it_likes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[Turn, e.Sighting], None] = belt.sighted

    def sighted(turn: Turn, event: e.Sighting) -> None:
        """A result counts whenever it comes; the verdict is given once more."""
        item = turn.state.belt.item(event.trigger)
        code = turn.by_data.get(event.symbols[0].data, 0) if event.symbols else 0
        if item.verdict is Verdict.TOO_LATE and turn.code_state(code) is CodeState.PRINTED:
            turn.set_belt(
                replace(turn.state.belt, items={**turn.state.belt.items, item.trigger: item})
            )
            turn.move(Cause.VERIFY, 0, (code,), trigger=event.trigger)
            turn.effects.append(GiveVerdict(event.trigger, True))
            return
        real(turn, event)

    steps = {**_steps(), e.Sighting: sighted}
    monkeypatch.setattr("station.core.line.STEPS", steps)
    outcome = caught(tmp_path, cam__delay=0.1)
    assert "got the verdict pass after reject" in outcome.violation


def _steps() -> dict[type, Any]:
    from station.core.line import STEPS

    return dict(STEPS)


def test_the_product_itself_is_not_caught_by_the_same_trials(tmp_path: Path) -> None:
    """Or the four above would prove nothing."""
    shift = Shift(Plan(1, HOURS, Mode.SAFETY, "none"), tmp_path)
    for name, chance in (
        ("process.kill", 0.002),
        ("disk.slow", 0.3),
        ("print.missed", 0.05),
        ("belt.remove", 0.05),
        ("cam.delay", 0.1),
    ):
        shift.dice.set(name, chance)
    outcome = shift.run()
    assert not outcome.violation
    assert outcome.lives > 1
