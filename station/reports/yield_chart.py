"""Yield and speed over time: a line of per cent good above bars of items a span."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.units import mm

from station.reports.record_data import YieldPoint

WIDTH_MM, HEIGHT_MM = 178, 62
GOOD = colors.HexColor("#0072b2")  # Okabe-Ito blue and vermilion: told apart by everybody
BAD = colors.HexColor("#d55e00")


def yield_chart(points: Sequence[YieldPoint], font: str) -> Drawing:
    """Two charts on one time axis; `points` must not be empty."""
    drawing = Drawing(WIDTH_MM * mm, HEIGHT_MM * mm)
    drawing.add(_percent(points, font))
    drawing.add(_bars(points, font))
    for text, y_mm in (
        ("good % 良率", HEIGHT_MM - 4),
        ("items 数量 (blue good 良品, red rejected 剔除)", 26),
    ):
        drawing.add(String(0, y_mm * mm, text, fontName=font, fontSize=7.5))
    return drawing


def _percent(points: Sequence[YieldPoint], font: str) -> LinePlot:
    plot = LinePlot()
    plot.x, plot.y = round(12 * mm), round(34 * mm)
    plot.width, plot.height = round((WIDTH_MM - 16) * mm), round(22 * mm)
    shares = [(p.minute, 100 * p.good / max(1, p.good + p.rejected)) for p in points]
    if len(shares) == 1:
        shares.append((shares[0][0] + 1, shares[0][1]))
    plot.data = [shares]
    plot.lines[0].strokeColor, plot.lines[0].strokeWidth = GOOD, 1.2
    plot.yValueAxis.valueMin = max(0, min(80, min(y for _, y in shares) - 5))
    plot.yValueAxis.valueMax = 100
    plot.xValueAxis.labelTextFormat = "%.1f min"
    for axis in (plot.xValueAxis, plot.yValueAxis):
        axis.labels.fontName, axis.labels.fontSize = font, 6.5
    return plot


def _bars(points: Sequence[YieldPoint], font: str) -> VerticalBarChart:
    chart = VerticalBarChart()
    chart.x, chart.y = round(12 * mm), round(4 * mm)
    chart.width, chart.height = round((WIDTH_MM - 16) * mm), round(20 * mm)
    chart.data = [[p.good for p in points], [p.rejected for p in points]]
    chart.categoryAxis.style = "stacked"
    chart.categoryAxis.visibleLabels = 0
    chart.bars[0].fillColor, chart.bars[1].fillColor = GOOD, BAD
    chart.bars.strokeWidth = 0
    chart.barSpacing, chart.groupSpacing = 0, 1
    chart.valueAxis.valueMin = 0
    chart.valueAxis.labels.fontName, chart.valueAxis.labels.fontSize = font, 6.5
    return chart
