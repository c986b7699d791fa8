"""Where the world's rare choice may happen: whichever way it goes, nothing is lost."""

from __future__ import annotations

import pytest

from station.core import effects as f
from station.core import events as e
from station.runtime.inbox import Inbox, Posted
from station.runtime.loop import Loop
from station.store.points import listening
from tests.runtime.test_loop import Notebook, loop_of, started


def running(notebook: Notebook) -> Loop:
    """A line that runs, with an empty log."""
    loop = loop_of(notebook)
    started(loop)
    loop.turn([Posted(e.HeadReady("labels", 2, 0))])
    assert loop.state.running
    notebook.log.clear()
    return loop


def test_a_turn_that_is_cut_leaves_the_rest_for_the_next_one() -> None:
    inbox = Inbox()
    posted = [Posted(e.Tick(at_ms)) for at_ms in range(5)]
    for one in posted:
        inbox.put(one)
    with listening(lambda name: name == "turn.cut"):
        turns = [inbox.take(0) for _ in range(6)]
    assert turns == [[one] for one in posted] + [[]]


def test_the_core_can_be_driven_turn_by_turn_without_its_thread() -> None:
    notebook = Notebook()
    loop = running(notebook)
    loop.post(e.StopAsked(0, "operator"))
    loop.once(0.0)
    assert notebook.log == ["commit PhaseChanged", "effect RunLine"]


def test_an_answer_is_there_after_the_turn_that_took_the_command() -> None:
    loop = loop_of(Notebook())
    answer = loop.hand_in(e.StartAsked(0, "operator"))
    assert answer.empty()
    loop.once(0.0)
    refused = answer.get_nowait()
    assert isinstance(refused, f.Refused)


def test_the_points_of_a_turn_come_between_its_commit_and_its_effects() -> None:
    notebook = Notebook()
    loop = running(notebook)
    with listening(lambda name: bool(notebook.log.append(name))):
        loop.turn([Posted(e.StopAsked(0, "operator"))])
    assert notebook.log == [
        "commit PhaseChanged",
        "effect: RunLine",
        "effect RunLine",
        "turn: carried out",
    ]


def test_a_process_that_ends_at_a_point_has_committed_and_not_acted() -> None:
    notebook = Notebook()
    loop = running(notebook)

    def end(name: str) -> bool:
        raise KeyboardInterrupt(name)

    with listening(end), pytest.raises(KeyboardInterrupt, match="effect: RunLine"):
        loop.turn([Posted(e.StopAsked(0, "operator"))])
    assert notebook.log == ["commit PhaseChanged"]
