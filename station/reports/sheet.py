"""The paper that every report is printed on: fonts, tables, notes, and on each page what and which.

A page says at its head which paper it is and which page of how many, at its foot the entry of the
journal up to which it counts, with the hash: a page alone can be held against the database. English
words stay whole and Chinese breaks anywhere; a cell grows and nothing is cut. All that means
something is in black, grey or words, never in a colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

MARGIN_MM = 16
WIDTH_MM = 178  # of what is printed: A4 without its margins
HEAD_MM, FOOT_MM = 22, 20
PAD_MM = 1.2  # left and right in a cell
APART_MM = 3.6  # right of figures, where the text of the next column begins
NAME_MM, VALUE_MM = 40, 49  # of `pairs`
HEADING_NEEDS_MM = 32  # a heading is never the last thing on a page
LINES_A_ROW = 40
ROWS_A_TABLE = 500  # longer tables are laid out in parts, which keeps the time linear

GREY = colors.HexColor("#4a545b")
RULE = colors.HexColor("#aeb6bb")
SHADE = colors.HexColor("#e9edef")
INK = colors.HexColor("#0b2f4f")
RED = colors.HexColor("#b00020")

Progress = Callable[[int], None]  # pages laid out so far


@dataclass(frozen=True)
class Column:
    """A column of a table; `right` is for figures."""

    head: str
    width_mm: float
    right: bool = False

    @property
    def room_mm(self) -> float:
        """For its text, between the paddings."""
        return self.width_mm - PAD_MM - (APART_MM if self.right else PAD_MM)


@dataclass(frozen=True)
class Marks:
    """What stands on every page."""

    title: str
    subject: str
    head_seq: int
    head_hash: str
    made_by: str


class Sheet:
    """Styles and shapes in one font."""

    def __init__(self, font: str) -> None:
        self.font = font
        self.title = self._style("title", 17, INK)
        self.head = self._style("head", 11, INK)
        self.text = self._style("text", 8.5, colors.black)
        self.right = self._style("right", 8.5, colors.black, alignment=2)
        self.small = self._style("small", 7, GREY)
        self.small_right = self._style("small right", 7, GREY, alignment=2)
        self.strong = self._style("strong", 9.5, colors.black)
        self.wrong = self._style("wrong", 9.5, RED)

    def _style(
        self, name: str, size: float, color: colors.Color, alignment: Literal[0, 2] = 0
    ) -> ParagraphStyle:
        return ParagraphStyle(
            name,
            fontName=self.font,
            fontSize=size,
            leading=size * 1.32,
            textColor=color,
            alignment=alignment,
            splitLongWords=1,
        )

    def say(self, text: str, style: ParagraphStyle | None = None) -> Paragraph:
        return Paragraph(escape(text), style or self.text)

    def heading(self, text: str) -> list[Flowable]:
        """It stays with what follows."""
        return [
            CondPageBreak(HEADING_NEEDS_MM * mm),
            Spacer(1, 4 * mm),
            self.say(text, self.head),
            Spacer(1, 1.2 * mm),
        ]

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Flowable]:
        """A table whose head is repeated on each page; where there is no row it says so."""
        if not rows:
            return [self.say("none 无", self.text)]
        split = [part for row in rows for part in self._split(columns, row)]
        parts = range(0, len(split), ROWS_A_TABLE)
        return [self._part(columns, split[at : at + ROWS_A_TABLE]) for at in parts]

    def _split(self, columns: Sequence[Column], row: Sequence[str]) -> list[list[str]]:
        """A row that could be higher than a page goes on in rows of its own."""
        pieces = []
        for text, column in zip(row, columns, strict=True):
            a_line = int(column.room_mm * mm / self.text.fontSize)
            size = LINES_A_ROW * max(1, a_line)  # in characters as wide as they are high
            pieces.append([text[at : at + size] for at in range(0, len(text), size)] or [""])
        return [list(part) for part in zip_longest(*pieces, fillvalue="")]

    def _part(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Flowable:
        heads = [self.say(c.head, self.small_right if c.right else self.small) for c in columns]
        body = [
            [self._cell(text, column) for text, column in zip(row, columns, strict=True)]
            for row in rows
        ]
        table = LongTable(
            [heads, *body],
            colWidths=[column.width_mm * mm for column in columns],
            repeatRows=1,
            hAlign="LEFT",
        )
        figures = [n for n, column in enumerate(columns) if column.right]
        right = [("ALIGN", (n, 1), (n, -1), "RIGHT") for n in figures]
        apart = [("RIGHTPADDING", (n, 0), (n, -1), APART_MM * mm) for n in figures]
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
                    *self._cells(),
                    *right,
                    *apart,
                ]
            )
        )
        return table

    def _cell(self, text: str, column: Column) -> Paragraph | str:
        """Plain where it fits on one line, which is much quicker to lay out."""
        room = column.room_mm * mm
        if "\n" not in text and stringWidth(text, self.font, self.text.fontSize) <= room:
            return text
        return self.say(text, self.right if column.right else self.text)

    def _cells(self) -> list[Any]:
        return [
            ("FONT", (0, 0), (-1, -1), self.font, self.text.fontSize, self.text.leading),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LEFTPADDING", (0, 0), (-1, -1), PAD_MM * mm),
            ("RIGHTPADDING", (0, 0), (-1, -1), PAD_MM * mm),
        ]

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Flowable:
        """Names and values, two a row."""
        filled = [*pairs, *[("", "")] * (len(pairs) % 2)]
        rows = [
            [
                self.say(one, style)
                for pair in filled[at : at + 2]
                for one, style in self._pair(pair)
            ]
            for at in range(0, len(filled), 2)
        ]
        table = Table(rows, colWidths=[w * mm for w in (NAME_MM, VALUE_MM) * 2], hAlign="LEFT")
        table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE), *self._cells()]))
        return table

    def _pair(self, pair: tuple[str, str]) -> tuple[tuple[str, ParagraphStyle], ...]:
        return (pair[0], self.small), (pair[1], self.text)

    def signatures(self, whats: Sequence[str]) -> list[Flowable]:
        """A line for each, to be signed on paper."""
        columns = ("", "Name 姓名", "Date 日期", "Signature 签名")
        heads = [self.say(one, self.small) for one in columns]
        rows: list[list[Any]] = [heads, *([self.say(what), "", "", ""] for what in whats)]
        table = Table(
            rows,
            colWidths=[w * mm for w in (38, 46, 34, 60)],
            rowHeights=[6 * mm, *[12 * mm] * len(whats)],
            hAlign="LEFT",
        )
        table.setStyle(
            TableStyle(
                [
                    ("GRID", (0, 0), (-1, -1), 0.4, GREY),
                    *self._cells(),
                    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ]
            )
        )
        return [CondPageBreak((14 + 12 * len(whats)) * mm), *self.heading("Signatures 签字"), table]


def build(
    story: list[Flowable], font: str, marks: Marks, progress: Progress = lambda pages: None
) -> bytes:
    """The story as PDF bytes, the marks on every page."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=f"{marks.title} {marks.subject}",
        author="Packline",
        leftMargin=MARGIN_MM * mm - 6,  # the frame pads 6 points on each side
        rightMargin=MARGIN_MM * mm - 6,
        topMargin=HEAD_MM * mm - 6,
        bottomMargin=FOOT_MM * mm - 6,
    )

    def counted(canvas: Canvas, _: object) -> None:
        progress(canvas.getPageNumber())

    class Marked(_MarkedCanvas):
        said, in_font = marks, font

    document.build(story, onFirstPage=counted, onLaterPages=counted, canvasmaker=Marked)
    return out.getvalue()


class _MarkedCanvas(Canvas):
    """Keeps its pages until the last, since each says how many there are."""

    said: Marks
    in_font: str

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._mark(number, len(self._pages))
            super().showPage()
        super().save()

    def _mark(self, number: int, count: int) -> None:
        left, right, top = MARGIN_MM * mm, A4[0] - MARGIN_MM * mm, A4[1]
        self.setStrokeColor(RULE)
        self.setLineWidth(0.4)
        self.line(left, top - 16 * mm, right, top - 16 * mm)
        self.line(left, 14.5 * mm, right, 14.5 * mm)
        self.setFillColor(GREY)
        self.setFont(self.in_font, 7.5)
        pages = f"page {number} of {count} 第 {number} 页,共 {count} 页"
        self.drawRightString(right, top - 13.5 * mm, pages)
        room = right - left - stringWidth(pages, self.in_font, 7.5) - 6 * mm
        name = _shortened(f"{self.said.title} · {self.said.subject}", self.in_font, 7.5, room)
        self.drawString(left, top - 13.5 * mm, name)
        self.setFont(self.in_font, 7)
        head = f"journal 日志 {self.said.head_seq} · hash 哈希 {self.said.head_hash}"
        self.drawString(left, 10.8 * mm, head)
        self.drawString(
            left, 7.4 * mm, _shortened(self.said.made_by, self.in_font, 7, right - left)
        )


def _shortened(text: str, font: str, size: float, room: float) -> str:
    """What fits; the whole of it stands in the table on the first page."""
    if stringWidth(text, font, size) <= room:
        return text
    while text and stringWidth(text + "…", font, size) > room:
        text = text[:-1]
    return text + "…"
