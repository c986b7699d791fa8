"""The reckoning: what was made, what was injected, what the platform holds, what holds true."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from station.compose.workplace import Workplace
from station.core.code_shapes import covered
from station.core.packaging import INNER
from station.core.states import CodeState, ContainerState
from station.demo.hall_process import HallProcess
from station.demo.upload import Sent
from station.demo.watch import Watch
from station.store import queries
from station.store.belonging import inner_of

DONE = frozenset({ContainerState.CLOSED, ContainerState.LABELLED, ContainerState.CONFIRMED})


@dataclass(frozen=True)
class Pace:
    """Bottles that went onto the line in this run, and how long the line took."""

    bottles: int
    seconds: float


@dataclass(frozen=True)
class Summary:
    """Counts are of bottles; `by_level` has every level. Times are seconds of a real clock."""

    seed: int
    order: str
    minted: int
    imported: int
    free: int
    allocated: int
    sent: int
    printed: int
    verified: int
    bound: int
    rejected: int
    sampled: int
    in_doubt: int
    void: int
    cases: Mapping[str, int]
    pallets: Mapping[str, int]
    faults: Mapping[str, int]
    upload: Mapping[str, int]
    invariants: Mapping[str, bool]
    bottles_per_s: float
    line_s: float
    total_s: float = 0.0
    by_level: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    steps_checked: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    broken: Sequence[str] = ()
    demonstration: bool = True

    @property
    def sound(self) -> bool:
        """Whether every invariant holds."""
        return all(self.invariants.values())

    @staticmethod
    def begin(seed: int, pace: Pace, place: Workplace, watch: Watch, hall: HallProcess) -> Summary:
        """What can be told before the upload."""
        order = place.codes.order
        injected: Mapping[str, int] = hall.do("status")["injected"]
        planned: Mapping[str, int] = hall.do("planned")
        with place.desk.connect() as connection:
            counts = {
                level: queries.counts(connection, order.number, level)
                for level in order.product.code_levels
            }
            sources = queries.granted_by_source(connection, order.number, 0)
            boxes = [
                list(queries.containers(connection, order.number, level))
                for level in range(1, len(order.product.levels))
            ]
            reasons = queries.reasons(connection, order.number, 0)
        imported = sum(count for source, count in sources.items() if source.startswith("file:"))
        bottles = counts[0]
        return Summary(
            seed=seed,
            order=order.number,
            minted=sum(sources.values()) - imported,
            imported=imported,
            free=bottles[CodeState.FREE],
            allocated=bottles[CodeState.ALLOCATED],
            sent=bottles[CodeState.SENT],
            printed=bottles[CodeState.PRINTED],
            verified=bottles[CodeState.VERIFIED],
            bound=bottles[CodeState.BOUND],
            rejected=bottles[CodeState.REJECTED],
            sampled=bottles[CodeState.SAMPLED],
            in_doubt=bottles[CodeState.IN_DOUBT],
            void=bottles[CodeState.VOID],
            cases=_boxes(boxes[0]),
            pallets=_boxes(boxes[1]) if len(boxes) > 1 else {"full": 0, "partial": 0},
            faults={kind: injected.get(kind, 0) for kind in planned},
            upload={},
            invariants={},
            bottles_per_s=round(pace.bottles / pace.seconds, 2),
            line_s=round(pace.seconds, 2),
            by_level={
                order.product.role_of(level): {state.value: n for state, n in found.items()}
                for level, found in counts.items()
            },
            steps_checked=watch.steps,
            reasons={f"{state}: {why}": count for (state, why), count in sorted(reasons.items())},
        )

    def with_total(self, seconds: float) -> Summary:
        return replace(self, total_s=round(seconds, 2))


def reconcile(
    summary: Summary, place: Workplace, watch: Watch, hall: HallProcess, sent: Sent
) -> Summary:
    """Everything that must be true at the end, each by its name."""
    report = place.database.check()
    findings: dict[str, list[str]] = {
        "every_step": watch.broken,
        **report.findings,
        **_world(place, hall.do("truth")),
        "platform_holds_what_was_bound": [str(sent.differences)] if sent.differences else [],
        "every_batch_acknowledged": list(sent.report.said) if _unsent(sent) else [],
    }
    pushed = sent.report
    broken = [f"{name}: {one}" for name, found in findings.items() for one in found]
    return replace(
        summary,
        upload={
            "batches": pushed.batches,
            "codes": sent.bottles_there,
            "acknowledged": pushed.acknowledged,
            "repeated": pushed.repeated,
        },
        invariants={name: not found for name, found in findings.items()},
        broken=[covered(one) for one in broken[:20]],
    )


def _unsent(sent: Sent) -> bool:
    return bool(sent.report.left or sent.report.refused)


def _boxes(facts: Sequence[queries.ContainerFact]) -> dict[str, int]:
    done = [fact for fact in facts if fact.state in DONE]
    full = sum(fact.count == fact.capacity for fact in done)
    return {"full": full, "partial": len(done) - full}


def _world(place: Workplace, truth: Mapping[str, Any]) -> dict[str, list[str]]:
    """The hall against the database: the tape, and the content of every finished case."""
    tape = [base64.b64decode(text) for text in truth["tape"]]
    doubled = [data for data, times in Counter(tape).items() if times > 1]
    number = place.codes.order.number
    with place.desk.connect() as connection:
        allocated = queries.codes_in(connection, number, tuple(CodeState), level=0)
        cases = list(queries.containers(connection, number, 1))
        held = {
            case.container: [one.code for one in queries.children(connection, case.container)]
            for case in cases
            if case.state is ContainerState.CONFIRMED
        }
        labels = {case.container: case.code for case in cases}
        items = [code for codes in held.values() for code in codes]
        mates = inner_of(connection, [*items, *(labels[number] for number in held)])
    pairs = {
        (_data(place, 0, one), _data(place, INNER, mates[one])) for one in items if one in mates
    }
    insides = {
        (frozenset(_data(place, 0, one) for one in codes), _data(place, INNER + 1, mates[label]))
        for label, codes in ((labels[number], codes) for number, codes in held.items())
        if label in mates
    }
    real_pairs = {(base64.b64decode(own), base64.b64decode(cap)) for own, cap in truth["pairs"]}
    real_insides = {
        (frozenset(map(base64.b64decode, case)), base64.b64decode(inside))
        for case, inside in truth["insides"]
    }
    texts = {one.data for one in place.codes.issued(0, [fact.code for fact in allocated])}
    stored = Counter(
        frozenset(one.data for one in place.codes.issued(0, codes)) for codes in held.values()
    )
    real = Counter(
        frozenset(base64.b64decode(text) for text in case)
        for pallet in truth["pallets"]
        for case in pallet
    )
    wrong = [f"{len(case)} items" for case in ((real - stored) + (stored - real)).elements()]
    return {
        "nothing_printed_twice": [repr(data) for data in doubled[:5]],
        "nothing_printed_that_was_not_minted": [repr(d) for d in tape if d not in texts][:5],
        "cases_hold_what_the_database_says": wrong[:5],
        "pairs_are_what_the_database_says": [
            repr(one) for one in (real_pairs ^ pairs) | (real_insides ^ insides)
        ][:5],
    }


def _data(place: Workplace, level: int, code: int) -> bytes:
    """What stands in the symbol of a code."""
    return place.codes.issued(level, [code])[0].data
