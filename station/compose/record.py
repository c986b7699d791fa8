"""A batch record gathered from the database: the report itself only lays it out."""

from __future__ import annotations

from itertools import islice

from station.compose import paper_lines as lines
from station.compose.paper_lines import Subject
from station.compose.plant_time import utc_offset_ms
from station.core.codes import Symbology
from station.core.states import CodeState
from station.core.steps.belt import BELT
from station.reports.lines import ReworkLine
from station.reports.papers import BatchRecord, Course, ExampleCode, Origin, Span
from station.store import figures, queries

SPANS_MAX = 60  # bars of a chart
SPAN_MS_MIN = 1_000


def batch_record(of: Subject, origin: Origin) -> BatchRecord:
    """Everything that stands in the batch record of an order."""
    return BatchRecord(
        order=lines.order_line(of),
        balances=lines.balances(of),
        course=course([of]),
        judged_at=item_devices(of),
        verdicts=tuple(lines.verdicts(of)),
        containers=tuple(lines.containers(of)),
        rework=_in_sequence([*lines.rework(of), *lines.clock_lines(of)]),
        doubts=tuple(lines.doubts(of)),
        alarms=tuple(lines.alarms(of)),
        phases=tuple(lines.phases(of)),
        uploads=tuple(lines.uploads(of)),
        people=lines.people(of.connection, [of.number]),
        examples=_examples(of) if of.names.clear else (),
        origin=origin,
    )


def _in_sequence(found: list[ReworkLine]) -> tuple[ReworkLine, ...]:
    return tuple(sorted(found, key=lambda line: line.seq))


def item_devices(of: Subject) -> tuple[str, ...]:
    """Whose verdicts are about items: the camera, and the belt where an item never came to it."""
    camera = figures.item_device(of.connection, of.number)
    return (camera, BELT) if camera else ()


def course(subjects: list[Subject], rated_per_minute: float = 0) -> Course:
    """Items over time, in at most SPANS_MAX spans of a round length."""
    span_ms = SPAN_MS_MIN
    spans = _spans(subjects, span_ms)
    if spans:
        length_ms = max(spans) + span_ms - min(spans)
        span_ms = next(ms for ms in _round_spans() if length_ms <= ms * SPANS_MAX)
        spans = _spans(subjects, span_ms)
    return Course(
        span_ms,
        tuple(Span(at_ms, good, bad) for at_ms, (good, bad) in sorted(spans.items())),
        utc_offset_ms(max(spans, default=0)),
        rated_per_minute,
    )


def _round_spans() -> list[int]:
    """Seconds, minutes and hours that divide the next larger unit, then days."""
    seconds = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200)
    return [1_000 * s for s in (*seconds, *(86_400 * days for days in range(1, 3_650)))]


def _spans(subjects: list[Subject], span_ms: int) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for of in subjects:
        devices = item_devices(of)
        rows = figures.yield_over_time(of.connection, of.number, devices, span_ms, of.window)
        for at_ms, good, bad in rows:
            before = found.get(at_ms, (0, 0))
            found[at_ms] = (before[0] + good, before[1] + bad)
    return found


def _examples(of: Subject) -> tuple[ExampleCode, ...]:
    """An item's symbol and a container's, each of a finished one."""
    from drivers.labels.symbols import Kind, symbol_matrix  # noqa: PLC0415 - slow to import

    examples = []
    for level in of.order.product.levels[:2]:
        done = (CodeState.BOUND, CodeState.VERIFIED)
        found = queries.each_code_in(of.connection, of.number, done, level.number)
        for issued in of.names.book.issued(level.number, [one.code for one in islice(found, 1)]):
            symbology = Symbology[level.code.symbology]
            # A linear code is shown as a matrix of the same content: it fits beside the other.
            kind: Kind = "qr" if symbology in (Symbology.QR, Symbology.GS1_QR) else "data-matrix"
            matrix = symbol_matrix(kind, issued.data, symbology.is_gs1)
            text = of.names.book.human(level.number, [issued.code])[0]
            modules = tuple(tuple(int(dark) for dark in row) for row in matrix)
            examples.append(ExampleCode(level.role, text, modules))
    return tuple(examples)
