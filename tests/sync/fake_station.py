"""A station in memory: an outbox and facts, as small as `sync.ports` allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sync.platforms.api import BoundCode
from sync.ports import (
    ContainerFacts,
    JournalPoint,
    LevelFacts,
    NotFinal,
    OrderFacts,
    ShipmentFacts,
    Waiting,
)

CASES_PER_PALLET = 2
BOTTLES_PER_CASE = 3
HEAD = JournalPoint(17, "0f" * 32)
PALLET, CASE, BOTTLE = 3_000_000, 2_000_000, 1_000_000


def text_of(codes: Sequence[int]) -> Sequence[str]:
    return [f"码{code}" for code in codes]


def order_facts(number: str = "WO-1") -> OrderFacts:
    roles = ("bottle", "case", "pallet")
    return OrderFacts(
        number,
        "山泉水",
        "06901234567892",
        "L1",
        "2026-11-23",
        "2027-11-22",
        roles,
        dealer="杭州饮品",
        region="浙江",
        campaign="Spring",
        approval="A-7",
        scenes=("marketing", "anti_diversion"),
        activity="lottery-7",
    )


def pallet(number: int) -> ContainerFacts:
    """Pallet `number`, with codes that no other pallet has."""
    cases = []
    for case in range(number * CASES_PER_PALLET, (number + 1) * CASES_PER_PALLET):
        first = BOTTLE + case * BOTTLES_PER_CASE
        bottles = tuple(range(first, first + BOTTLES_PER_CASE))
        cases.append(ContainerFacts(1, CASE + case, BOTTLES_PER_CASE, bottles))
    codes = tuple(case.code for case in cases)
    return ContainerFacts(2, PALLET + number, CASES_PER_PALLET, codes, tuple(cases))


def bound_in(container: ContainerFacts, parent: str = "") -> list[BoundCode]:
    """All codes in a container as the platform should hold them."""
    (own,) = text_of([container.code])
    found = [BoundCode(own, container.level, parent)]
    for inner in container.inner:
        found += bound_in(inner, own)
    if container.level == 1:
        found += [BoundCode(text, 0, own) for text in text_of(container.children)]
    return found


@dataclass
class FakeStation:
    """Both `Outbox` and `Facts`. `rows` are kept for good; `prepared` counts bodies made;
    `opened` are containers under rework."""

    rows: dict[int, Waiting] = field(default_factory=dict)
    receipts: dict[int, str] = field(default_factory=dict)
    refusals: dict[int, str] = field(default_factory=dict)
    prepared: int = 0
    opened: set[int] = field(default_factory=set)

    def ready(self, container: int, order: str = "WO-1", replaces: int = 0) -> int:
        """A container (0: the closing report) is ready for the platform; the row's number."""
        id = len(self.rows) + 1
        self.rows[id] = Waiting(id, order, container, HEAD, replaces=replaces)
        return id

    def bound(self) -> list[BoundCode]:
        """What the platform should hold when all was sent."""
        numbers = [row.container for row in self.rows.values() if row.container]
        return [code for number in numbers for code in bound_in(pallet(number))]

    # Outbox

    def pending(self, limit: int) -> Sequence[Waiting]:
        settled = self.receipts.keys() | self.refusals.keys()
        return [row for id, row in sorted(self.rows.items()) if id not in settled][:limit]

    def content_id_of(self, seq: int) -> str:
        return self.rows[seq].content_id if seq in self.rows else ""

    def waiting(self) -> int:
        return len(self.pending(len(self.rows)))

    def prepare(self, id: int, content_id: str, body: bytes) -> None:
        assert not self.rows[id].body, "a body is made once"
        self.rows[id] = replace(self.rows[id], content_id=content_id, body=body)
        self.prepared += 1

    def acknowledge(self, id: int, receipt: str, now_ms: int) -> None:
        assert id not in self.receipts and now_ms
        self.receipts[id] = receipt

    def refuse(self, id: int, why: str, now_ms: int, codes: Sequence[tuple[str, str]] = ()) -> None:
        assert now_ms
        self.refusals[id] = "; ".join([why, *(f"{code} ({said})" for code, said in codes)])

    def reschedule(self, id: int, next_try_ms: int, why: str) -> None:
        assert why
        row = self.rows[id]
        self.rows[id] = replace(row, tries=row.tries + 1, next_try_ms=next_try_ms)

    # Facts

    def order(self, number: str) -> OrderFacts:
        return order_facts(number)

    def container(self, number: str, container: int) -> ContainerFacts:
        if container in self.opened:
            raise NotFinal("it is open, and goes when it is confirmed")
        return pallet(container)

    def closing(self, number: str) -> Sequence[LevelFacts]:
        return [
            LevelFacts(0, {"bound": 6, "void": 2}, {"void": (9_000_002, 9_000_001)}),
            LevelFacts(1, {"bound": 2}, {}),
            LevelFacts(2, {"bound": 1}, {}),
        ]

    def shipment(self, number: str, seq: int) -> ShipmentFacts:
        raise AssertionError("nothing is shipped here")
