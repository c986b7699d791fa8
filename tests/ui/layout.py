"""What can be wrong with a picture of the screen, found without looking at it.

Texts that are painted by hand are measured as they are painted: every module of `ui.widgets` gets a
painter that checks each text against the place that it is given.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from ui.shell import Shell
from ui.theme.metrics import KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.pad import LETTER_MM, LetterKey

SLACK_PX = 1.5


class MeasuringPainter(QPainter):
    """As a painter; texts that don't fit are noted in `cut`."""

    cut: list[str] = []  # noqa: RUF012 - of all painters, emptied by who asks

    def drawText(self, *args: Any) -> Any:  # noqa: N802 - Qt's name
        place, flags, text = args
        needed = self.boundingRect(QRectF(place), int(flags), text)
        fits = QRectF(place).adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX)
        if text and not fits.contains(needed):
            self.cut.append(f"{text!r} needs {needed.size()} and has {QRectF(place).size()}")
        return super().drawText(*args)


def measured_modules() -> list[Any]:
    return [
        module
        for name, module in sys.modules.items()
        if name.startswith("ui.") and hasattr(module, "QPainter")
    ]


def faults(shell: Shell) -> list[str]:
    """All that is wrong with what the shell shows now."""
    QCoreApplication.sendPostedEvents()  # whatever got another text is laid out anew
    QCoreApplication.sendPostedEvents()
    MeasuringPainter.cut.clear()
    shell.grab()
    found = [f"cut: {one}" for one in MeasuringPainter.cut]
    for widget in visible(shell):
        found += [f"{_name(widget)}: {one}" for one in _faults_of(widget, shell)]
    return found


def visible(shell: Shell) -> Iterator[QWidget]:
    for widget in shell.findChildren(QWidget):
        if widget.isVisible():
            yield widget


def _faults_of(widget: QWidget, shell: Shell) -> Iterator[str]:
    place = QRect(widget.mapTo(shell, QPoint(0, 0)), widget.size())
    if not shell.rect().contains(place):
        yield f"outside of the window: {place}"
    parent = widget.parentWidget()
    if parent is not None and not parent.rect().contains(widget.geometry()):
        yield f"cut by what it stands in: {widget.geometry()} in {parent.rect()}"
    yield from _overlaps(widget)
    if isinstance(widget, QLabel) and widget.text():
        yield from _label_faults(widget)
    if isinstance(widget, QAbstractButton):
        yield from _key_faults(widget, shell)


def _overlaps(widget: QWidget) -> Iterator[str]:
    """Where there is too little room, a layout puts one thing over another."""
    beside = [
        one
        for one in widget.children()
        if isinstance(one, QAbstractButton | QLineEdit | QLabel) and one.isVisible()
    ]
    for first, second in combinations(beside, 2):
        if first.geometry().intersects(second.geometry()):
            yield f"{_name(first)} {first.geometry()} and {_name(second)} {second.geometry()}"


def _label_faults(label: QLabel) -> Iterator[str]:
    flags = int(label.alignment())
    if label.wordWrap():
        flags |= int(Qt.TextFlag.TextWordWrap)
    needed = label.fontMetrics().boundingRect(label.contentsRect(), flags, label.text())
    if needed.width() > label.width() + 1 or needed.height() > label.height() + 2:
        yield f"{label.text()!r} needs {needed.size()} and has {label.size()}"


def _key_faults(key: QAbstractButton, shell: Shell) -> Iterator[str]:
    if not isinstance(key, TouchKey):
        yield "is no key for gloves"
        return
    least = shell.feel.px(LETTER_MM if isinstance(key, LetterKey) else KEY_MM)
    if key.width() < least or key.height() < least:
        yield f"{key.text()!r} is {key.width()} × {key.height()}, at least {least} is wanted"


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()
