"""The order of the rungs: by what they read for their cost, and never for good."""

from __future__ import annotations

from drivers.camera.decoders import Grey
from drivers.camera.experience import MEMORY_PICTURES, Experience
from drivers.camera.rungs import Prepared, Rung


def as_it_is(picture: Grey) -> Prepared:
    return picture, 1.0


CHEAP = Rung("cheap", as_it_is, cost=1, hope=0.9)
DEAR = Rung("dear", as_it_is, cost=5, hope=0.5)
DEARER = Rung("dearer", as_it_is, cost=20, hope=0.5)
RUNGS = (DEARER, CHEAP, DEAR)


def test_without_experience_hope_by_cost_decides() -> None:
    assert Experience(RUNGS).order() == [CHEAP, DEAR, DEARER]


def test_what_reads_goes_first_only_if_it_is_worth_its_cost() -> None:
    experience = Experience(RUNGS)
    for _ in range(60):
        experience.note(CHEAP, has_read=False)
        experience.note(DEARER, has_read=True)
        experience.note(DEAR, has_read=False)
    assert experience.order()[0] is DEARER
    for _ in range(3):  # a cheap one that reads one in four is worth more than a dear one for all
        for has_read in (False, False, False, True):
            experience.note(CHEAP, has_read)
    assert experience.order()[0] is CHEAP


def test_what_nobody_tries_is_forgotten_and_gets_its_chance_again() -> None:
    experience = Experience(RUNGS)
    for _ in range(60):
        experience.note(CHEAP, has_read=False)
    assert experience.order()[0] is DEAR
    pictures = 0
    while experience.order()[0] is not CHEAP and pictures < 10 * MEMORY_PICTURES:
        experience.note(DEAR, has_read=True)
        pictures += 1
    assert 5 < pictures < 2 * MEMORY_PICTURES
