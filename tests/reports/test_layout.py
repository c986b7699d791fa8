"""Nothing on a paper is cut, lies on something else or leaves its cell, however long the words."""

from __future__ import annotations

import numpy as np
import pytest

from drivers.labels.fonts import pdf_font
from station.reports import batch_record, shift_report
from station.reports.charts import BAD, GOOD
from station.reports.papers import BatchRecord
from tests.reports.made import (
    alarm,
    balance,
    bare_record,
    container,
    course,
    order,
    origin,
    record,
    rework,
    shift,
)
from tests.reports.pdf_reading import (
    assert_nothing_overlaps,
    assert_within_margins,
    pictures,
    watch_cells,
)

LONG = "Mountain spring water from the very far side of the very high mountain, sparkling"
LONG_ZH = "高山深处古老泉眼慢慢流出的天然含气矿泉水礼盒装限量版纪念款" * 2
NO_SPACE = "X" * 180


def long_names() -> BatchRecord:
    return record(
        order=order(order=NO_SPACE, product=LONG_ZH, batch=LONG, dealer=LONG_ZH, region=NO_SPACE),
        balances=tuple(balance(f"{role} inner 内码外码" * 2) for role in ("bottle", "case", "x")),
        containers=(
            container(1_234_567, role=LONG, label=NO_SPACE, state=LONG),
            container(2, content=9, partial_at="x", partial_by=LONG_ZH, reason=NO_SPACE),
        ),
        rework=(rework(what=NO_SPACE, reason=LONG_ZH, by=NO_SPACE, refs=NO_SPACE),),
        alarms=tuple(alarm(n, detail=LONG_ZH + NO_SPACE, by=LONG, how=LONG_ZH) for n in range(5)),
        origin=origin(station=LONG_ZH, notes=(NO_SPACE, LONG_ZH)),
    )


PAPERS = {
    "usual": record,
    "bare": bare_record,
    "long names": long_names,
    "200 alarms": lambda: record(alarms=tuple(alarm(n) for n in range(200))),
    "eight levels": lambda: record(balances=tuple(balance(f"level {n}") for n in range(8))),
    "one span": lambda: record(course=course(1)),
    "60 spans": lambda: record(course=course(60, rated=24)),
}


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_leaves_its_cell(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = watch_cells(monkeypatch)
    pdf = batch_record.render(PAPERS[name](), pdf_font())
    assert cells.drawn > 50
    assert not cells.wrong, cells.wrong[:5]
    assert_within_margins(pdf)
    assert_nothing_overlaps(pdf)


def test_the_same_of_a_shift_report(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = watch_cells(monkeypatch)
    long = long_names()
    pdf = shift_report.render(
        shift(orders=(long.order,) * 30, alarms=long.alarms, rework=long.rework), pdf_font()
    )
    assert not cells.wrong, cells.wrong[:5]
    assert_within_margins(pdf)
    assert_nothing_overlaps(pdf)


def test_the_measure_of_cells_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet that never wraps is found out."""
    from station.reports.sheet import Sheet

    cells = watch_cells(monkeypatch)
    monkeypatch.setattr(Sheet, "_cell", lambda self, text, column: text)
    batch_record.render(long_names(), pdf_font())
    assert cells.wrong


def test_good_and_bad_are_told_apart_in_grey_print() -> None:
    def grey(color: object) -> float:
        return float(np.dot([getattr(color, one) for one in ("red", "green", "blue")], LUMA))

    LUMA = (0.299, 0.587, 0.114)  # noqa: N806 - Rec. 601
    assert grey(GOOD) - grey(BAD) > 0.6
    page = next(p for p in pictures(batch_record.render(record(), pdf_font())) if p.min() == 0)
    assert page.mean() > 200, "mostly white paper"
