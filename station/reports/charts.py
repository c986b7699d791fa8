"""Yield and speed over time, one above the other on the same clock; made to be read in grey print.

Good items are light bars with an outline, the others black on top of them; the share of good
ones is a line with dots, broken where nothing was judged.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib import colors
from reportlab.lib.units import mm

from station.reports.papers import Course

WIDTH_MM, HEIGHT_MM = 178.0, 76.0
LEFT_MM, RIGHT_MM = 14.0, 171.0
YIELD_MM = (48.0, 68.0)  # bottom and top of each chart
SPEED_MM = (8.0, 34.0)
GOOD = colors.HexColor("#c3d5e4")
BAD = colors.black
OUTLINE = colors.HexColor("#31455a")
GRID = colors.HexColor("#c9ced2")
SMALL = 6.5
TICKS_MAX = 9
Anchor = Literal["start", "middle", "end"]


def course_chart(course: Course, font: str) -> Drawing:
    """Both charts; `course` must have a span."""
    assert course.spans, "a chart of nothing"
    return _Chart(course, font).draw()


class _Chart:
    def __init__(self, course: Course, font: str) -> None:
        self._course, self._font = course, font
        self._drawing = Drawing(WIDTH_MM * mm, HEIGHT_MM * mm)
        self._start_ms = min(span.start_ms for span in course.spans)
        last_ms = max(span.start_ms for span in course.spans)
        self._length_ms = last_ms + course.span_ms - self._start_ms

    def draw(self) -> Drawing:
        self._yield()
        self._speed()
        self._clock()
        return self._drawing

    def _yield(self) -> None:
        shares = [100 * s.good / max(1, s.good + s.rejected) for s in self._course.spans]
        floor = 5 * math.floor(min(*shares, 90.0) / 5) if min(shares) < 90 else 90
        self._frame(YIELD_MM, floor, 100, (100 - floor) / 2, "%")
        self._text(0, YIELD_MM[1] + 4, "Yield: good of all judged, % 良率")
        points = [
            (self._x(s.start_ms + self._course.span_ms / 2), self._y(YIELD_MM, share, floor, 100))
            for s, share in zip(self._course.spans, shares, strict=True)
        ]
        for run in self._runs(points):
            flat = [value for point in run for value in point]
            if len(run) > 1:
                self._drawing.add(PolyLine(flat, strokeColor=OUTLINE, strokeWidth=1.1))
        for x, y in points:
            self._drawing.add(Circle(x, y, 1.3, fillColor=OUTLINE, strokeColor=None))

    def _runs(self, points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
        """The points in runs without a gap: no line is drawn over a time without items."""
        width = self._course.span_ms / self._length_ms * (RIGHT_MM - LEFT_MM) * mm
        runs: list[list[tuple[float, float]]] = []
        for point in points:
            if runs and 0 < point[0] - runs[-1][-1][0] < 1.5 * width:
                runs[-1].append(point)
            else:
                runs.append([point])
        return runs

    def _speed(self) -> None:
        minutes = self._course.span_ms / 60_000
        rates = [(s.good / minutes, s.rejected / minutes) for s in self._course.spans]
        rated = self._course.rated_per_minute
        largest = max(rated, 1.0, *(good + bad for good, bad in rates))
        step = _step(largest)
        top = step * math.ceil(largest / step)
        self._frame(SPEED_MM, 0, top, step, "")
        self._text(0, SPEED_MM[1] + 4, "Speed: items a minute 速度(件/分钟)")
        self._legend(rated)
        width = self._course.span_ms / self._length_ms * (RIGHT_MM - LEFT_MM) * mm
        for span, (good, bad) in zip(self._course.spans, rates, strict=True):
            x, base = self._x(span.start_ms), SPEED_MM[0] * mm
            middle, high = (self._y(SPEED_MM, value, 0, top) for value in (good, good + bad))
            self._bar(x, base, width, middle - base, GOOD)
            self._bar(x, middle, width, high - middle, BAD)
        if rated:
            y = self._y(SPEED_MM, rated, 0, top)
            self._drawing.add(
                Line(LEFT_MM * mm, y, RIGHT_MM * mm, y, strokeDashArray=(4, 2), strokeWidth=0.9)
            )

    def _bar(self, x: float, y: float, width: float, height: float, fill: colors.Color) -> None:
        if height > 0:
            bar = Rect(x, y, width, height)
            bar.fillColor, bar.strokeColor, bar.strokeWidth = fill, OUTLINE, 0.4
            self._drawing.add(bar)

    def _legend(self, rated: float) -> None:
        x, y = 84.0, SPEED_MM[1] + 4
        for fill, name in ((GOOD, "good 合格"), (BAD, "not good 不合格")):
            self._bar(x * mm, y * mm, 3 * mm, 2 * mm, fill)
            self._text(x + 4, y, name)
            x += 28
        if rated:
            line_y = (y + 1) * mm
            dash = Line(x * mm, line_y, (x + 6) * mm, line_y, strokeDashArray=(4, 2))
            self._drawing.add(dash)
            self._text(x + 7, y, f"rated {rated:g} 额定")

    def _frame(
        self, place: tuple[float, float], low: float, high: float, step: float, unit: str
    ) -> None:
        """Horizontal rules with their values."""
        for number in range(round((high - low) / step) + 1):
            value = low + number * step
            y = self._y(place, value, low, high)
            self._drawing.add(
                Line(LEFT_MM * mm, y, RIGHT_MM * mm, y, strokeColor=GRID, strokeWidth=0.4)
            )
            self._label(LEFT_MM - 1, y - 2, f"{value:g}{unit}", "end")

    def _clock(self) -> None:
        """The time of day below each chart, at round minutes or seconds."""
        step_ms = _clock_step(self._length_ms)
        offset_ms = self._course.utc_offset_ms
        first = -(-(self._start_ms + offset_ms) // step_ms) * step_ms - offset_ms
        form = "%H:%M:%S" if step_ms < 60_000 else "%H:%M"
        if step_ms >= 86_400_000:
            form = "%m-%d"
        for at_ms in range(first, self._start_ms + self._length_ms + 1, step_ms):
            x = self._x(at_ms)
            text = time.strftime(form, time.gmtime((at_ms + offset_ms) / 1_000))
            for bottom, top in (YIELD_MM, SPEED_MM):
                self._drawing.add(
                    Line(x, bottom * mm, x, top * mm, strokeColor=GRID, strokeWidth=0.3)
                )
                self._label(x / mm, bottom * mm - 9, text, "middle")

    def _label(self, x_mm: float, y: float, text: str, anchor: Anchor) -> None:
        self._drawing.add(
            String(x_mm * mm, y, text, fontName=self._font, fontSize=SMALL, textAnchor=anchor)
        )

    def _text(self, x_mm: float, y_mm: float, text: str) -> None:
        self._drawing.add(
            String(x_mm * mm, y_mm * mm, text, fontName=self._font, fontSize=SMALL + 1)
        )

    def _x(self, at_ms: float) -> float:
        share = (at_ms - self._start_ms) / self._length_ms
        return (LEFT_MM + share * (RIGHT_MM - LEFT_MM)) * mm

    @staticmethod
    def _y(place: tuple[float, float], value: float, low: float, high: float) -> float:
        return (place[0] + (value - low) / (high - low) * (place[1] - place[0])) * mm


def _step(largest: float) -> float:
    """1, 2 or 5 times a power of ten, so that some three rules are drawn."""
    wanted = largest / 3
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= wanted)


CLOCK_STEPS_S: Sequence[int] = (
    *(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800),
    *(3_600, 7_200, 10_800, 14_400, 21_600, 43_200, 86_400),
)


def _clock_step(length_ms: int) -> int:
    fits = (s * 1_000 for s in CLOCK_STEPS_S if length_ms / (s * 1_000) <= TICKS_MAX)
    days = math.ceil(length_ms / (TICKS_MAX * 86_400_000))
    return next(fits, days * 86_400_000)
