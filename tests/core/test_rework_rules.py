"""Each precondition of rework by name: a refusal says why and the way out, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from station.core import events as e
from station.core import records as r
from station.core import rework_events as w
from station.core.facts import Issued
from station.core.rework_events import Fate
from station.core.steps.rules import Rule
from tests.core.desk import DAMAGE, SLIP
from tests.core.plant import FIRST, PALLET, SECOND, Plant, ship


@pytest.fixture
def plant() -> Plant:
    return Plant()


def loose_case(plant: Plant) -> Issued:
    case = plant.label(FIRST)
    assert plant.desk.remove([case], PALLET) == ""
    return case


def on_line_case(plant: Plant) -> list[Issued]:
    """A case that waits for its label."""
    content = plant.rig.bottles(11, 4)
    plant.rig.present(9, content)
    return content


def other_label(plant: Plant) -> str:
    d = plant.desk
    return d.ask(
        w.ReplaceAsked,
        out=d.scan(plant.first[0]),
        put=d.scan(plant.spare[0]),
        label=d.label_of(SECOND),
        fate=Fate.DESTROY,
        reason=DAMAGE,
    )


def typed_label(plant: Plant) -> str:
    d = plant.desk
    label = d.bare(d.label_of(FIRST))
    return d.ask(w.AddAsked, put=(d.scan(plant.spare[0]),), label=label, reason=SLIP)


def item_as_label(plant: Plant) -> str:
    d = plant.desk
    label = d.scan(plant.first[1])
    out = (d.scan(plant.first[0]),)
    return d.ask(w.RemoveAsked, out=out, label=label, fate=Fate.LOOSE, reason=SLIP)


def no_reason(plant: Plant) -> str:
    d = plant.desk
    return d.ask(w.EmptyAsked, box=d.scan(plant.first[0]), fate=Fate.LOOSE, reason=" ")


def odd_reason(plant: Plant) -> str:
    d = plant.desk
    return d.ask(w.DestroyAsked, what=d.scan(plant.spare[0]), reason="because")


def foreign_out(plant: Plant) -> str:
    d = plant.desk
    out = (d.scan(b"X-1"),)
    return d.ask(w.RemoveAsked, out=out, label=d.label_of(FIRST), fate=Fate.LOOSE, reason=SLIP)


def foreign_box(plant: Plant) -> str:
    d = plant.desk
    return d.ask(w.EmptyAsked, box=d.scan(b"X-1"), fate=Fate.LOOSE, reason=SLIP)


def loose_as_box(plant: Plant) -> str:
    return plant.desk.empty(plant.spare[0])


def shipped_tree(plant: Plant) -> str:
    ship(plant, PALLET)
    return plant.desk.remove(plant.first[:1], FIRST)


def at_the_desk(plant: Plant) -> str:
    assert plant.desk.relabel(plant.label(FIRST)) == ""
    return plant.desk.remove(plant.first[:1], FIRST)


def under_one_at_the_desk(plant: Plant) -> str:
    assert plant.desk.relabel(plant.label(PALLET)) == ""
    return plant.desk.remove(plant.first[:1], FIRST)


def waits_on_the_line(plant: Plant) -> str:
    return plant.desk.sample(on_line_case(plant)[0])


def last_case_of_a_waiting_pallet(plant: Plant) -> str:
    content = plant.rig.full_case(9, 11)
    plant.rig.ask(e.PartialCloseAsked, level=2, reason="end of shift")
    return plant.desk.empty(content[0])


def emptied(plant: Plant) -> str:
    label = plant.desk.label_of(FIRST)
    plant.desk.empty(plant.first[0])
    label = plant.desk.scan(label.data)
    d = plant.desk
    return d.ask(w.AddAsked, put=(d.scan(plant.spare[0]),), label=label, reason=SLIP)


def of_another_order(plant: Plant) -> str:
    plant.close_order()
    plant.next_order()
    plant.rig.granted.update({0: 800, 1: 800, 2: 800})
    for level in (0, 1, 2):
        plant.rig.free[level].clear()
        plant.rig.grant(level, 50)
    plant.rig.at_printer.clear()
    plant.rig.ask(e.StartAsked)
    fresh = plant.rig.good(50)
    return plant.desk.replace(plant.first[0], fresh, FIRST)


def case_into_a_case(plant: Plant) -> str:
    plant.desk.remove(plant.first[:1], FIRST, Fate.DESTROY)
    return plant.desk.add([plant.label(SECOND)], FIRST)


def bottle_onto_a_pallet(plant: Plant) -> str:
    plant.desk.remove([plant.label(FIRST)], PALLET)
    return plant.desk.add(plant.spare[:1], PALLET)


def rejected_item(plant: Plant) -> str:
    unread = plant.rig.coded(20)
    plant.rig.see(20)
    plant.rig.good(21)
    assert plant.rig.row(unread) == "rejected"
    return plant.desk.replace(plant.first[0], unread, FIRST)


def unprinted_item(plant: Plant) -> str:
    return plant.desk.replace(plant.first[0], plant.rig.at_printer[0], FIRST)


def packed_item(plant: Plant) -> str:
    return plant.desk.replace(plant.first[0], plant.second[0], FIRST)


def not_inside(plant: Plant) -> str:
    return plant.desk.remove([plant.first[0], plant.second[0]], FIRST)


def nothing_inside(plant: Plant) -> str:
    return plant.desk.remove([], FIRST)


def nothing_added(plant: Plant) -> str:
    return plant.desk.add([], FIRST)


def twice(plant: Plant) -> str:
    return plant.desk.remove([plant.first[0], plant.first[0]], FIRST)


def added_twice(plant: Plant) -> str:
    plant.desk.remove(plant.first[:2], FIRST, Fate.DESTROY)
    return plant.desk.add([plant.spare[0], plant.spare[0]], FIRST)


def full(plant: Plant) -> str:
    return plant.desk.add(plant.spare[:1], FIRST)


def move_into_full(plant: Plant) -> str:
    return plant.desk.move(plant.second[:1], FIRST)


def loose_moved(plant: Plant) -> str:
    plant.desk.remove(plant.first[:1], FIRST, Fate.DESTROY)
    return plant.desk.move(plant.spare[:1], FIRST)


def moved_to_itself(plant: Plant) -> str:
    plant.desk.remove(plant.first[:1], FIRST, Fate.DESTROY)
    return plant.desk.move(plant.first[1:2], FIRST)


def broken_case(plant: Plant) -> str:
    return plant.desk.remove([plant.label(FIRST)], PALLET, Fate.REJECT)


def loose_from_closed(plant: Plant) -> str:
    plant.close_order()
    return plant.desk.remove(plant.first[:1], FIRST, Fate.LOOSE)


def move_in_closed(plant: Plant) -> str:
    plant.desk.remove(plant.first[:1], FIRST, Fate.DESTROY)
    plant.close_order()
    return plant.desk.move(plant.second[:1], FIRST)


def unsample_in_closed(plant: Plant) -> str:
    plant.desk.sample(plant.first[0])
    plant.close_order()
    return plant.desk.unsample(plant.first[0])


def accept_in_closed(plant: Plant) -> str:
    unread = plant.rig.coded(20)
    plant.rig.see(20)
    plant.rig.do(e.ItemRejected, trigger=20)
    plant.rig.good(21)
    plant.close_order()
    return plant.desk.accept(unread)


REFUSED: list[tuple[Rule, Callable[[Plant], str]]] = [
    *((Rule.REASON, one) for one in (no_reason, odd_reason)),
    *((Rule.LABEL, one) for one in (other_label, typed_label, item_as_label)),
    *((Rule.UNKNOWN, one) for one in (foreign_out, foreign_box, loose_as_box)),
    (Rule.SHIPPED, shipped_tree),
    *((Rule.AT_DESK, one) for one in (at_the_desk, under_one_at_the_desk)),
    *((Rule.ON_LINE, one) for one in (waits_on_the_line, last_case_of_a_waiting_pallet)),
    (Rule.GONE, emptied),
    (Rule.ORDER, of_another_order),
    *((Rule.LEVEL, one) for one in (case_into_a_case, bottle_onto_a_pallet)),
    *((Rule.STATE, one) for one in (rejected_item, unprinted_item)),
    *((Rule.ELSEWHERE, one) for one in (packed_item, loose_moved, moved_to_itself)),
    *((Rule.INSIDE, one) for one in (not_inside, nothing_inside, nothing_added)),
    *((Rule.TWICE, one) for one in (twice, added_twice)),
    *((Rule.CAPACITY, one) for one in (full, move_into_full)),
    (Rule.FATE, broken_case),
    *((Rule.CLOSED, one) for one in (loose_from_closed, move_in_closed)),
    *((Rule.CLOSED, one) for one in (unsample_in_closed, accept_in_closed)),
]


@pytest.mark.parametrize(("rule", "ask"), REFUSED, ids=lambda one: getattr(one, "__name__", one))
def test_a_rule_that_is_broken_is_named_and_nothing_happens(
    plant: Plant, rule: Rule, ask: Callable[[Plant], str]
) -> None:
    assert ask(plant) == rule
    sentence = plant.rig.refused[-1].why
    assert "; " in sentence or ": " in sentence, "what is wrong, and the way out"
    last = plant.rig.records[-1]
    assert not isinstance(last, r.Reworked)
    plant.rig.settle()
