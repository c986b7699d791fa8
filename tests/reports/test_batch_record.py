"""The batch record: everything stands on the paper, Chinese included, and its codes can be read."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from drivers.labels.fonts import pdf_font
from drivers.labels.symbols import symbol_matrix
from station.reports.batch_record import render
from station.reports.record_data import (
    AlarmLine,
    BatchRecord,
    ContainerLine,
    ExampleCode,
    LevelCounts,
    YieldPoint,
)

STATES = ("free", "allocated", "sent", "printed", "verified", "bound", "void")
TEXT = "HTTPS://X.EXAMPLE/0123456789ABC"


def record(containers: int = 3, yields: tuple[YieldPoint, ...] = ()) -> BatchRecord:
    modules = symbol_matrix("qr", TEXT.encode())
    counts = tuple((state, number) for number, state in enumerate(STATES))
    return BatchRecord(
        order="O-17 <b>&",
        product="山泉水 500 ml",
        gtin="06901234567892",
        batch="批 B/1",
        produced="2026-11-23",
        expiry="",
        station="1",
        printed_at="2026-11-23 12:00:00",
        phase="complete",
        target=480,
        levels=tuple(LevelCounts(role, counts, 21) for role in ("bottle", "case", "pallet")),
        reject_reasons=(("rejected: no_read", 5),),
        yields=yields,
        containers=tuple(
            ContainerLine(n, "case", f"(00)0690123400000{n:05}", "confirmed", 24, 24, "")
            for n in range(containers)
        ),
        alarms=(AlarmLine("12:00:01", "label_wrong", "level 1", "x" * 200, "12:00:09", "read"),),
        examples=(ExampleCode("bottle", TEXT, tuple(tuple(map(int, row)) for row in modules)),),
        journal_entries=2_287,
        journal_head="ab" * 32,
        notes=("演示",),
    )


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_everything_stands_on_the_paper() -> None:
    text = "".join(pages(render(record(), pdf_font())))
    for wanted in ("O-17 <b>&", "山泉水 500 ml", "批次记录", "label_wrong", "演示", "ab" * 32):
        assert wanted in text, wanted
    for state in STATES:
        assert state in text


def test_a_long_order_goes_over_many_pages_and_loses_no_container() -> None:
    found = pages(render(record(containers=400), pdf_font()))
    assert len(found) > 5
    text = "".join(found)
    assert all(f"(00)0690123400000{n:05}" in text for n in range(400))


def test_the_example_code_can_be_read_from_the_paper() -> None:
    document = pypdfium2.PdfDocument(render(record(), pdf_font()))
    try:
        seen = [
            symbol.bytes
            for page in document
            for symbol in zxingcpp.read_barcodes(
                np.asarray(page.render(scale=4).to_pil().convert("L"))
            )
        ]
    finally:
        document.close()
    assert seen == [TEXT.encode()]


@pytest.mark.parametrize("points", [1, 2, 40])
def test_the_yield_chart_takes_any_number_of_points(points: int) -> None:
    yields = tuple(YieldPoint(n / 10, 20, n % 3) for n in range(points))
    text = "".join(pages(render(record(yields=yields), pdf_font())))
    assert "良率" in text
