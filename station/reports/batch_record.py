"""The batch record of an order as PDF: what was made, what became of every code, what went wrong.

Laid out with reportlab; symbols come as modules from outside, drawn as sharp vectors. The font must
hold Chinese: the composition root registers one and names it. Long tables break over pages and
repeat their heads; nothing is cut.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from station.reports.record_data import BatchRecord
from station.reports.symbol_picture import SymbolPicture
from station.reports.yield_chart import yield_chart

MARGIN_MM = 16
GREY = colors.HexColor("#5b6770")
LIGHT = colors.HexColor("#eef1f3")
BLUE = colors.HexColor("#0b4f8a")


class _Sheet:
    """Styles and shapes in one font."""

    def __init__(self, font: str) -> None:
        self.font = font
        self.title = self._style("title", 18, BLUE)
        self.head = self._style("head", 12, colors.black)
        self.text = self._style("text", 9, colors.black)
        self.small = self._style("small", 7.5, GREY)

    def _style(self, name: str, size: float, color: colors.Color) -> ParagraphStyle:
        """CJK wrapping breaks anywhere, which Chinese wants and long codes need."""
        return ParagraphStyle(
            name,
            fontName=self.font,
            fontSize=size,
            leading=size * 1.35,
            textColor=color,
            spaceBefore=size * 0.6 if name == "head" else 0,
            wordWrap="CJK",
        )

    def cell(self, text: str) -> Paragraph:
        return Paragraph(escape(text), self.text)

    def table(self, head: list[str], rows: list[list[str]], widths_mm: list[float]) -> Flowable:
        body = [[self.cell(one) for one in row] for row in rows] or [[self.cell("–")]]
        heads = [Paragraph(escape(one), self.small) for one in head]
        table = LongTable(
            [heads, *body], colWidths=[w * mm for w in widths_mm], repeatRows=1, hAlign="LEFT"
        )
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), LIGHT),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.HexColor("#c8cfd4")),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ]
            )
        )
        return table


def render(record: BatchRecord, font: str) -> bytes:
    """The record as PDF bytes; `font` is a registered font that holds Chinese."""
    sheet = _Sheet(font)
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=f"Batch record {record.order}",
        author="Packline",
        leftMargin=MARGIN_MM * mm,
        rightMargin=MARGIN_MM * mm,
        topMargin=MARGIN_MM * mm,
        bottomMargin=MARGIN_MM * mm,
    )

    def foot(canvas: Canvas, _: object) -> None:
        canvas.setFont(font, 7.5)
        canvas.setFillColor(GREY)
        text = f"{record.order} · journal {record.journal_entries} · {record.journal_head}"
        canvas.drawString(MARGIN_MM * mm, 9 * mm, text)
        canvas.drawRightString(A4[0] - MARGIN_MM * mm, 9 * mm, str(canvas.getPageNumber()))

    document.build(_story(record, sheet), onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _story(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    return [
        Paragraph("Batch record 批次记录", sheet.title),
        *[Paragraph(escape(note), sheet.small) for note in record.notes],
        _order(record, sheet),
        *_counts(record, sheet),
        *_yield(record, sheet),
        *_containers(record, sheet),
        *_alarms(record, sheet),
        *_examples(record, sheet),
        *_signatures(sheet),
    ]


def _order(record: BatchRecord, sheet: _Sheet) -> Flowable:
    pairs = [
        ("Order 工单", record.order, "Product 产品", record.product),
        ("Batch 批号", record.batch, "GTIN", record.gtin),
        ("Produced 生产日期", record.produced, "Expiry 有效期至", record.expiry or "–"),
        ("Target 计划数", str(record.target), "State 状态", record.phase),
        ("Station 工位", record.station, "Printed 打印时间", record.printed_at),
    ]
    rows = [[sheet.cell(one) for one in pair] for pair in pairs]
    table = Table(rows, colWidths=[36 * mm, 52 * mm, 34 * mm, 56 * mm], hAlign="LEFT")
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, LIGHT)]))
    return table


def _counts(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    states = [state for state, _ in record.levels[0].counts]
    rows = []
    for state in states:
        rows.append([state, *[str(dict(level.counts)[state]) for level in record.levels]])
    sums = [sum(count for _, count in level.counts) for level in record.levels]
    rows.append(["sum 合计", *map(str, sums)])
    rows.append(["minted + imported 总码数", *[str(level.granted) for level in record.levels]])
    width = 118 / len(record.levels)
    counts = sheet.table(
        ["State 状态", *[level.role for level in record.levels]],
        rows,
        [60, *[width] * len(record.levels)],
    )
    reasons = sheet.table(
        ["Rejected or void, by reason 剔除与作废原因", "Codes 数量"],
        [[reason, str(count)] for reason, count in record.reject_reasons],
        [120, 58],
    )
    heading = Paragraph("Codes 码的去向", sheet.head)
    return [KeepTogether([heading, counts]), Spacer(1, 3 * mm), reasons]


def _yield(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    heading = Paragraph("Yield over time 良率曲线", sheet.head)
    if not record.yields:
        return [heading, sheet.cell("Nothing was judged. 无判定数据。")]
    return [KeepTogether([heading, yield_chart(record.yields, sheet.font)])]


def _containers(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    rows = [
        [str(c.number), c.role, c.label, c.state, f"{c.children} / {c.capacity}", c.reason]
        for c in record.containers
    ]
    head = [
        "No.",
        "Level 层级",
        "Label 标签",
        "State 状态",
        "Content 数量",
        "Partial because 零箱原因",
    ]
    title = Paragraph("Cases and pallets 箱与托盘", sheet.head)
    return [title, sheet.table(head, rows, [12, 20, 58, 26, 24, 38])]


def _alarms(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    rows = [[a.at, a.kind, a.where, a.detail, a.cleared_at, a.how] for a in record.alarms]
    head = ["Raised 时间", "Alarm 报警", "Where 位置", "Detail 详情", "Cleared 清除", "How 处理"]
    title = Paragraph("Alarms 报警", sheet.head)
    return [title, sheet.table(head, rows, [26, 28, 26, 44, 26, 28])]


def _examples(record: BatchRecord, sheet: _Sheet) -> list[Flowable]:
    if not record.examples:
        return []
    cells = [
        [
            SymbolPicture(example.modules, size_mm=34),
            Paragraph(escape(example.caption), sheet.small),
            Paragraph(escape(example.text), sheet.small),
        ]
        for example in record.examples
    ]
    table = Table([cells], colWidths=[85 * mm] * len(cells), hAlign="LEFT")
    return [KeepTogether([Paragraph("Example codes 码样", sheet.head), table])]


def _signatures(sheet: _Sheet) -> list[Flowable]:
    line = "_" * 28
    row = [sheet.cell(f"Made by 制表 {line}"), sheet.cell(f"Checked by QA 质检 {line}")]
    return [Spacer(1, 12 * mm), KeepTogether([Table([row], colWidths=[89 * mm, 89 * mm])])]
