"""The shapes that stand beside each colour, so that nobody needs to see the colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF, QTransform

UNIT = 256  # what is drawn is this wide: where paths are cut from each other, curves are flattened


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) * UNIT for x, y in points]))
    path.closeSubpath()
    return path


def _rects(*rects: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for rect in rects:
        path.addRect(QRectF(*(side * UNIT for side in rect)))
    return path


def _disc(inset: float = 0.08) -> QPainterPath:
    path = QPainterPath()
    side = (1 - 2 * inset) * UNIT
    path.addEllipse(QRectF(inset * UNIT, inset * UNIT, side, side))
    return path


def _ring() -> QPainterPath:
    return _disc().subtracted(_disc(0.24))


def _triangle() -> QPainterPath:
    bar = _rects((0.46, 0.36, 0.08, 0.28), (0.46, 0.72, 0.08, 0.08))
    return _polygon((0.5, 0.06), (0.96, 0.92), (0.04, 0.92)).subtracted(bar)


def _cross() -> QPainterPath:
    points = ((0.22, 0.1), (0.5, 0.38), (0.78, 0.1), (0.9, 0.22), (0.62, 0.5), (0.9, 0.78))
    rest = ((0.78, 0.9), (0.5, 0.62), (0.22, 0.9), (0.1, 0.78), (0.38, 0.5), (0.1, 0.22))
    return _polygon(*points, *rest)


def _box() -> QPainterPath:
    whole = _rects((0.08, 0.2, 0.84, 0.66))
    return whole.subtracted(_rects((0.16, 0.28, 0.68, 0.06), (0.46, 0.2, 0.08, 0.3)))


def _pallet() -> QPainterPath:
    return _rects(
        (0.18, 0.1, 0.28, 0.28), (0.54, 0.1, 0.28, 0.28), (0.18, 0.42, 0.64, 0.28)
    ).united(_rects((0.06, 0.76, 0.88, 0.08), (0.1, 0.84, 0.12, 0.1), (0.78, 0.84, 0.12, 0.1)))


def _label() -> QPainterPath:
    bars = [(0.2 + step * 0.12, 0.3, 0.06, 0.4) for step in range(5)]
    return _rects((0.08, 0.14, 0.84, 0.72)).subtracted(_rects(*bars))


def _person() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.32 * UNIT, 0.08 * UNIT, 0.36 * UNIT, 0.36 * UNIT))
    shoulders = QRectF(0.16 * UNIT, 0.52 * UNIT, 0.68 * UNIT, 0.42 * UNIT)
    path.addRoundedRect(shoulders, 0.2 * UNIT, 0.2 * UNIT)
    return path


def _flag() -> QPainterPath:
    return _rects((0.16, 0.06, 0.1, 0.9)).united(_polygon((0.3, 0.1), (0.92, 0.32), (0.3, 0.56)))


SHAPES: dict[str, Callable[[], QPainterPath]] = {
    "play": lambda: _polygon((0.18, 0.06), (0.94, 0.5), (0.18, 0.94)),
    "pause": lambda: _rects((0.16, 0.08, 0.24, 0.84), (0.6, 0.08, 0.24, 0.84)),
    "stop": lambda: _rects((0.1, 0.1, 0.8, 0.8)),
    "disc": _disc,
    "ring": _ring,
    "triangle": _triangle,
    "cross": _cross,
    "tick": lambda: _polygon(
        (0.06, 0.54), (0.2, 0.4), (0.4, 0.6), (0.82, 0.14), (0.95, 0.28), (0.41, 0.86)
    ),
    "menu": lambda: _rects(*((0.08, y, 0.84, 0.14) for y in (0.16, 0.43, 0.7))),
    "left": lambda: _polygon((0.8, 0.06), (0.8, 0.94), (0.14, 0.5)),
    "right": lambda: _polygon((0.2, 0.06), (0.86, 0.5), (0.2, 0.94)),
    "box": _box,
    "pallet": _pallet,
    "label": _label,
    "person": _person,
    "flag": _flag,
}


def draw_shape(painter: QPainter, name: str, place: QRectF, color: QColor) -> None:
    """The shape, in the largest square in the middle of `place`."""
    side = min(place.width(), place.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    to_place = QTransform.fromTranslate(
        place.x() + (place.width() - side) / 2, place.y() + (place.height() - side) / 2
    ).scale(side / UNIT, side / UNIT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPath(to_place.map(SHAPES[name]()))
    painter.restore()
