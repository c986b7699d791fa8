"""What must hold: each invariant finds what it is for, and the watchers find seeded defects.

A check that never fails checks nothing. So the second part breaks the line on purpose, one defect a
test, and plays until somebody cries out; a defect that nobody sees fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from station.core import events as e
from station.core import line
from station.core import records as r
from station.core import turn as turn_module
from station.core.effects import GiveVerdict, SendCodes
from station.core.facts import Issued
from station.core.invariants import LEDGER_CHECKS, check_ledger, check_line, container_counts
from station.core.ledger import CodeRow, ContainerRow, Ledger
from station.core.packaging import CodeKind, CodeRule, PackMode
from station.core.packing import Container, Pack, at_scanner
from station.core.printing import Head
from station.core.states import NEXT_CODE, Cause, CodeState, ContainerState, IllegalMove
from station.core.steps import belt, closing, heads, labels, packer
from station.core.turn import Turn
from station.core.verify import Judgement, Verdict, judge
from tests.core.rig import Rig, issued, make_order
from tests.core.test_line_random import play

B1 = issued(0, 1).code
MODES = (PackMode.LOOK_DOWN, PackMode.QUEUE)
SEEDS = 12  # of each defect, at most
STEPS: Any = line.STEPS


def a_good_order() -> Ledger:
    rig = Rig().run(make_order(), pool=40)
    rig.full_case(1, 1)
    rig.full_case(2, 5)
    rig.labelled(1)
    rig.ask(e.FinishAsked)
    rig.clear_head()
    assert rig.ask(e.CloseAsked) == ""
    return rig.ledger


def code(ledger: Ledger, **change: Any) -> None:
    ledger.codes[B1] = replace(ledger.codes[B1], **change)


def container(ledger: Ledger, **change: Any) -> None:
    ledger.containers[1] = replace(ledger.containers[1], **change)


def block(ledger: Ledger, **change: Any) -> None:
    ledger.blocks[0] = replace(ledger.blocks[0], **change)


def ship_the_pallet(ledger: Ledger, **change: Any) -> None:
    number = next(n for n, row in ledger.containers.items() if row.level == 2)
    row = ledger.containers[number]
    ledger.containers[number] = replace(row, shipped_to=("Dealer", ""), **change)


def in_two_cases(ledger: Ledger) -> None:
    other = next(n for n in ledger.children if n != 1 and ledger.containers[n].level == 1)
    ledger.children[other][9] = B1


def of_another_level(ledger: Ledger) -> None:
    label = ledger.containers[1].code
    ledger.children[1][0] = label


def lost_a_code(ledger: Ledger) -> None:
    ledger.blocks.pop(0)


def twin_label(ledger: Ledger) -> None:
    other = next(n for n in ledger.containers if n != 1 and ledger.containers[n].level == 1)
    container(ledger, code=ledger.containers[other].code)


def without_inner_code(ledger: Ledger) -> None:
    order = ledger.orders["O1"]
    bottle, *outer = order.product.levels
    with_inner = replace(bottle, inner=CodeRule(CodeKind.IMPORTED, "qr", preprinted=True))
    product = replace(order.product, levels=(with_inner, *outer))
    ledger.orders["O1"] = replace(order, product=product)


def unconfirmed(ledger: Ledger) -> None:
    container(ledger, state=ContainerState.LABELLED)


def void_label(ledger: Ledger) -> None:
    label = ledger.containers[1].code
    ledger.codes[label] = replace(ledger.codes[label], state=CodeState.VOID)


def told_twice(ledger: Ledger) -> None:
    first = ledger.batches[min(ledger.batches)]
    ledger.batches[ledger.entries + 1] = first


def never_told(ledger: Ledger) -> None:
    ledger.batches.clear()


def corrects_an_old_batch(ledger: Ledger) -> None:
    first = min(ledger.batches)
    wrong = replace(ledger.batches[first], replaces=first - 1)
    ledger.batches[ledger.entries + 1] = wrong


def stands_alone(ledger: Ledger) -> None:
    """A case that no pallet holds, in an order that is complete."""
    label = ledger.containers[1].code
    ledger.codes[label] = replace(ledger.codes[label], parent=0, state=CodeState.VERIFIED)


def waits_for_another_ones_label(ledger: Ledger) -> None:
    other = next(n for n in ledger.containers if n != 1 and ledger.containers[n].level == 1)
    container(ledger, desk=ledger.containers[other].code)


def overlapping(ledger: Ledger) -> None:
    ledger.blocks.append(replace(ledger.blocks[0], first=ledger.blocks[0].count))


def shipped_from_within(ledger: Ledger) -> None:
    container(ledger, shipped_to=("Dealer", ""))


BROKEN: list[tuple[str, Callable[[Ledger], None]]] = [
    ("sent_at_most_once", lambda ledger: code(ledger, sends=2)),
    ("sent_at_most_once", lambda ledger: code(ledger, sends=0)),
    ("at_most_one_parent", in_two_cases),
    ("at_most_one_parent", lambda ledger: code(ledger, parent=7)),
    ("bound_has_parent", lambda ledger: code(ledger, state=CodeState.VERIFIED)),
    ("bound_has_parent", lambda ledger: code(ledger, parent=0)),
    ("mates_fit", lambda ledger: code(ledger, mate=7)),
    ("mates_fit", lambda ledger: code(ledger, mate=B1 + 1)),
    ("pairs_are_whole", without_inner_code),
    ("children_fit", of_another_level),
    ("counts_conserve", lost_a_code),
    ("blocks_are_apart", overlapping),
    ("blocks_are_apart", lambda ledger: block(ledger, voided=41)),
    ("codes_lie_in_blocks", lambda ledger: block(ledger, order="O2")),
    ("codes_lie_in_blocks", lambda ledger: block(ledger, voided=40)),
    ("codes_lie_in_blocks", lambda ledger: block(ledger, first=2)),
    ("shipped_once", shipped_from_within),
    ("shipped_once", lambda ledger: ship_the_pallet(ledger, quarantined=True)),
    ("container_counts", lambda ledger: container(ledger, capacity=3)),
    ("container_counts", lambda ledger: container(ledger, capacity=5)),
    ("labels_belong", twin_label),
    ("labels_belong", lambda ledger: container(ledger, code=0)),
    ("closed_orders_are_clear", lambda ledger: code(ledger, state=CodeState.IN_DOUBT, parent=0)),
    ("closed_orders_are_clear", lambda ledger: code(ledger, state=CodeState.VERIFIED, parent=0)),
    ("closed_orders_are_clear", unconfirmed),
    ("parents_live", void_label),
    *(("upload_chains", one) for one in (told_twice, never_told, corrects_an_old_batch)),
    ("upload_chains", stands_alone),
    ("desk_labels_fit", waits_for_another_ones_label),
    ("desk_labels_fit", lambda ledger: container(ledger, desk=B1)),
    (
        "desk_labels_fit",
        lambda ledger: container(ledger, desk=ledger.containers[1].code, state=ContainerState.OPEN),
    ),
]


def test_a_good_order_breaks_nothing() -> None:
    assert check_ledger(a_good_order()) == {name: [] for name in LEDGER_CHECKS}


@pytest.mark.parametrize(("name", "spoil"), BROKEN)
def test_each_invariant_finds_what_it_is_for(name: str, spoil: Callable[[Ledger], None]) -> None:
    ledger = a_good_order()
    spoil(ledger)
    assert check_ledger(ledger)[name]


def test_every_invariant_is_tried() -> None:
    assert {name for name, _ in BROKEN} == set(LEDGER_CHECKS)


def test_findings_are_bounded() -> None:
    ledger = replace(a_good_order(), containers={}, children={})
    ledger.codes = {n: CodeRow("O1", 0, CodeState.BOUND) for n in range(1, 100)}
    assert 0 < len(check_ledger(ledger)["bound_has_parent"]) < 99


def test_a_partial_container_needs_a_reason() -> None:
    row = ContainerRow("O1", 1, 4, ContainerState.CLOSED)
    ledger = Ledger(containers={1: row}, children={1: {0: B1}})
    assert list(container_counts(ledger))
    ledger.containers[1] = replace(row, reason="end of shift")
    assert not list(container_counts(ledger))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: replace(s, counts={**s.counts, (0, CodeState.FREE): 0}),
        lambda s: replace(s, counts={**s.counts, (0, CodeState.SENT): 2}),
        lambda s: replace(s, by_data={}),
        lambda s: replace(s, live={}),
    ],
)
def test_a_step_that_loses_or_invents_codes_is_found(spoil: Callable[[Any], Any]) -> None:
    rig = Rig().run(make_order())
    assert not check_line(rig.state, rig.state, ())
    spoiled = spoil(replace(rig.state, heads={}))
    assert check_line(rig.state, spoiled, ())


# ---------------------------------------------------------------- seeded defects


def cries(what: str, *, modes: Sequence[PackMode] = MODES, chance: float = 0.1) -> None:
    """Play bad days until a watcher cries out with `what`; silence is a failure of the watchers."""
    for seed in range(SEEDS):
        for mode in modes:
            try:
                play(seed, mode, chance)
            except AssertionError as cry:
                if re.search(what, str(cry)):
                    return
                raise
    raise LookupError("nobody saw the defect")


def test_the_watchers_are_silent_without_a_defect() -> None:
    with pytest.raises(LookupError, match="nobody saw"):
        cries("", modes=(PackMode.LOOK_DOWN,), chance=0.02)


def test_a_pass_for_an_unexpected_code_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def lenient(symbols: Any, *_: Any) -> Judgement:
        return Judgement(Verdict.GOOD if symbols else Verdict.NO_READ)

    monkeypatch.setattr(belt, "judge", lenient)
    monkeypatch.setattr(belt, "_verify", lambda *_: None)
    cries("isn't verified")


def test_a_verdict_that_contradicts_its_record_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belt, "GiveVerdict", lambda trigger, good: GiveVerdict(trigger, not good))
    cries("not what was judged")


def test_a_verdict_given_twice_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = belt._settle

    def settle_and_say_again(turn: Turn) -> None:
        real(turn)
        given = [one for one in turn.effects if isinstance(one, GiveVerdict)]
        turn.effects.extend(given[:1])

    monkeypatch.setattr(belt, "_settle", settle_and_say_again)
    cries("second verdict")


def test_a_doubted_code_that_is_sent_again_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The serial layer's classic: not confirmed, so sent once more."""

    def send_again(turn: Turn, event: e.CodesDoubted) -> None:
        codes = tuple(c for c in event.codes if c in turn.live)
        again = tuple(Issued(c, turn.live[c].data, turn.live[c].aim) for c in codes)
        turn.effects.append(SendCodes(event.head, again))

    monkeypatch.setattr(heads, "doubted", send_again)
    monkeypatch.setitem(STEPS, e.CodesDoubted, send_again)
    cries("leaves (twice|after all)")


def test_a_cleared_code_that_is_used_again_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def back_to_stock(turn: Turn, event: e.HeadCleared) -> None:
        heads.unsent(turn, e.CodesUnsent(event.head, event.codes, "cleared", event.at_ms))

    monkeypatch.setitem(STEPS, e.HeadCleared, back_to_stock)
    cries("leaves after all")


def test_a_code_that_leaves_before_it_is_recorded_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(turn: Turn, head: Head) -> None:
        turn.effects.append(SendCodes(head.name, head.stock[: head.room]))

    monkeypatch.setattr(heads, "_send", hasty)
    cries("leaves unrecorded")


def test_a_bottle_bound_unverified_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when the line's own table were blind, the ledger has its own eyes."""
    lenient = {**NEXT_CODE[CodeState.PRINTED], Cause.BIND: CodeState.BOUND}
    monkeypatch.setattr(packer, "_packable", lambda turn, code, level: code in turn.live)
    rig = Rig().run(make_order())
    content = [*rig.bottles(1, 3), rig.coded(4)]
    with pytest.raises(IllegalMove, match="printed can't bind"):
        rig.present(1, content)
    blind = {**NEXT_CODE, CodeState.PRINTED: lenient}
    monkeypatch.setattr(turn_module, "next_code_state", lambda state, cause: blind[state][cause])
    with pytest.raises(IllegalMove, match="printed can't bind"):
        rig.present(2, content)


def test_a_wrong_count_of_a_container_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Turn.move_container

    def one_too_many(turn: Turn, box: Container, *rest: Any, **more: Any) -> Container:
        moved = real(turn, box, *rest, **more)
        last = turn.records[-1]
        assert isinstance(last, r.ContainerMoved)
        turn.records[-1] = replace(last, count=last.count + 1)
        return moved

    monkeypatch.setattr(Turn, "move_container", one_too_many)
    cries("doesn't hold 5")


def test_a_duplicate_that_is_accepted_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The classic of a check that fails open: away counts as unique."""

    def open_minded(symbols: Any, *known: Any) -> Judgement:
        found = judge(symbols, *known)
        twin = found.verdict in (Verdict.DUPLICATE, Verdict.ALREADY_PACKED)
        return Judgement(Verdict.GOOD, found.code) if twin else found

    monkeypatch.setattr(belt, "judge", open_minded)
    cries("verified can't print|bound|packed")


def test_a_label_taken_for_the_next_cases_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any label confirms whatever stands first: off by one, silently."""

    def any_label(symbols: Any, level: int, order: str, by_data: Any, live: Any) -> Judgement:
        found = judge(symbols, level, order, by_data, live)
        waits = expected[-1].label.code if expected[-1] and expected[-1].label else 0
        return Judgement(Verdict.GOOD, waits) if symbols else found

    expected: list[Container | None] = []

    def remember(pack: Pack) -> Container | None:
        expected.append(at_scanner(pack))
        return expected[-1]

    monkeypatch.setattr(labels, "judge", any_label)
    monkeypatch.setattr(labels, "at_scanner", remember)
    cries("case ", chance=0.15)


def test_a_bottle_bound_without_a_record_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Turn.bind

    def silent(turn: Turn, box: Container, children: Sequence[tuple[int, int]]) -> Container:
        held = real(turn, box, children)
        turn.records.pop()
        return held

    monkeypatch.setattr(Turn, "bind", silent)
    cries("doesn't hold 4")


def test_an_order_closed_over_open_points_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "open_points", lambda state, standing: ())
    cries("closed_orders_are_clear|live of an order that is complete")
