"""Papers made of nothing but values: short ways to a record and a report, to be changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drivers.labels.symbols import symbol_matrix
from station.core.states import CodeState
from station.reports.effectiveness import Effectiveness
from station.reports.lines import (
    AlarmLine,
    ContainerLine,
    DoubtLine,
    OrderLine,
    PersonLine,
    PhaseLine,
    ReworkLine,
    UploadLine,
    VerdictLine,
)
from station.reports.papers import (
    Balance,
    BatchRecord,
    Course,
    ExampleCode,
    Origin,
    ShiftReport,
    Span,
    head_text,
)

TEXT = "HTTPS://X.EXAMPLE/0123456789ABC"
HEAD = "ab" * 32
DATABASE = "9ce6f7e3-7d5e-433f-a802-5f64865d4536"
AT, LATER = "2026-11-23T12:00:00.250+08:00", "2026-11-23T12:03:20.000+08:00"
START_MS = 1_795_651_200_000
HOUR_MS = 8 * 3_600_000  # China's clock


def modules(kind: Any, text: str) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, row)) for row in symbol_matrix(kind, text.encode()))


def origin(**changes: Any) -> Origin:
    made = Origin(
        "1 Line 一号线",
        "Packline 0.1.0",
        "sqlcipher3 (SQLite 3.53.0)",
        DATABASE,
        "1",
        LATER,
        2_287,
        HEAD,
        modules("qr", head_text(DATABASE, 2_287, HEAD)),
        ("演示",),
    )
    return replace(made, **changes)


def order(**changes: Any) -> OrderLine:
    made = OrderLine(
        order="O-17 <b>&",
        product="山泉水 500 ml",
        gtin="06901234567892",
        batch="批 B/1",
        produced="2026-11-23",
        expiry="",
        target=480,
        phase="complete",
        opened_at=AT,
        ended_at=LATER,
    )
    return replace(made, **changes)


def balance(role: str = "bottle", **counts: int) -> Balance:
    """21 codes granted, and as many accounted for unless `counts` say otherwise."""
    states = {state.value: 0 for state in CodeState} | {"bound": 16, "rejected": 5} | counts
    why = (("rejected", "no_read", states["rejected"]),)
    return Balance("O-17", role, (("minted", 21),), tuple(states.items()), why)


def container(number: int, **changes: Any) -> ContainerLine:
    label = f"(00)0690123400000{number:05}"
    made = ContainerLine(
        "O-17", number, "case", label, "confirmed", 24, 24, False, "", "", "", "", ""
    )
    return replace(made, **changes)


def alarm(number: int = 1, **changes: Any) -> AlarmLine:
    made = AlarmLine(
        "O-17", number, "label_wrong", "level 1", "it was", True, AT, LATER, 199.75, "anna", "read"
    )
    return replace(made, **changes)


def rework(**changes: Any) -> ReworkLine:
    made = ReworkLine(
        "O-17", 7, AT, "taken out", 3, 2, "4097/5 4097/9", "broken 破损", "王小明 (QA)"
    )
    return replace(made, **changes)


def doubt(serial: int = 33, **changes: Any) -> DoubtLine:
    why, how = "never came to the camera", "not found at line clearance"
    made = DoubtLine("O-17", "bottle", f"4097/{serial}", AT, why, LATER, "void", how, "leader")
    return replace(made, **changes)


def course(points: int = 5, rated: float = 0) -> Course:
    spans = tuple(Span(START_MS + 60_000 * n, 20 + n % 7, n % 3) for n in range(points))
    return Course(60_000, spans, HOUR_MS, rated)


def record(**changes: Any) -> BatchRecord:
    made = BatchRecord(
        order=order(),
        balances=tuple(balance(role) for role in ("bottle", "case", "pallet")),
        course=course(),
        judged_at=("bottle_camera", "belt"),
        verdicts=(
            VerdictLine("O-17", "bottle_camera", "good", 16),
            VerdictLine("O-17", "bottle_camera", "no_read", 5),
        ),
        containers=tuple(container(n) for n in range(1, 4)),
        rework=(rework(),),
        doubts=(doubt(),),
        alarms=(alarm(),),
        phases=(PhaseLine("O-17", 5, AT, "execute", 200.0, "", "anna"),),
        uploads=(UploadLine("O-17", 2, AT, "acknowledged", 1, "c0ffee" * 10, '{"batch": 1}', ""),),
        people=(PersonLine("anna", "alarm cleared", 3, AT, LATER),),
        examples=(ExampleCode("bottle", TEXT, modules("qr", TEXT)),),
        origin=origin(),
    )
    return replace(made, **changes)


def bare_record() -> BatchRecord:
    """An order that was opened and nothing more."""
    nothing: dict[str, Any] = dict.fromkeys(
        "verdicts containers rework doubts alarms phases uploads people examples".split(), ()
    )
    still = order(phase="idle", ended_at="")
    empty = Balance("O-17", "bottle", (), tuple((state.value, 0) for state in CodeState), ())
    return record(order=still, balances=(empty,), course=course(0), judged_at=(), **nothing)


def shift(**changes: Any) -> ShiftReport:
    of = record()
    made = ShiftReport(
        from_at=AT,
        to_at=LATER,
        orders=(of.order,),
        effectiveness=Effectiveness(28_800, 24_000, 20_000, 800, 18_000, 17_100, 60),
        course=course(rated=30),
        verdicts=of.verdicts,
        rejects=(("no_read", 5),),
        containers_closed=(("case", 20, 1),),
        rework=of.rework,
        doubts=of.doubts,
        alarms=of.alarms,
        phases=of.phases,
        uploads=of.uploads,
        people=of.people,
        origin=of.origin,
    )
    return replace(made, **changes)
