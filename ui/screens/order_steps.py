"""The steps in which an order is made: tiles, letters, digits, a date, and what may stay empty."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station.talk.order_requests import OrderText, ProductShown
from ui.feel import Feel
from ui.i18n.words import level_word
from ui.order_words import SCENES, scene_word
from ui.screens.order_text import OrderSheet
from ui.theme.metrics import EDGE_MM, KEY_MM, NEAR_MM
from ui.widgets.date_keys import DateKeys
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.pad import Pad
from ui.widgets.tiles import Tiles

CHARS_MAX = 100
MONTHS = (6, 12, 18, 24)


class Step(QWidget):
    done = Signal()  # as the key for the next step
    explained = Signal(str)  # why something can't be chosen
    moved = Signal()  # within the step: something else is asked now

    def __init__(self, feel: Feel) -> None:
        super().__init__()
        self.feel = feel
        self.value = ""

    @property
    def field(self) -> QLineEdit | None:
        """What is typed into just now; it stands above the step, beside its question."""
        return None

    def why_not(self) -> str:
        """Why the next step can't come yet, "" = it can."""
        return ""

    def entered(self) -> None:
        """It is shown now."""

    def back(self) -> bool:
        """Whether a step back stays within this step."""
        return False

    def retranslate(self) -> None:
        """Set every text anew."""


class ProductStep(Step):
    """A tile a product; those that this line can't make say why."""

    def __init__(self, feel: Feel, products: tuple[ProductShown, ...]) -> None:
        super().__init__(feel)
        self._products = products
        self.tiles = Tiles(feel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tiles)
        self.tiles.chosen.connect(self._choose)
        self.tiles.explained.connect(self.explained)

    def _choose(self, name: str) -> None:
        self.value = name
        self.tiles.set_lit({name})
        self.done.emit()

    def why_not(self) -> str:
        return "" if self.value else self.tr("Choose a product.")

    def retranslate(self) -> None:
        self.tiles.set_tiles(
            [(one.name, self._text(one), "; ".join(one.why_not)) for one in self._products]
        )

    def _text(self, product: ProductShown) -> str:
        levels = [
            f"{one.capacity}/{level_word(one.role)}" if one.capacity else level_word(one.role)
            for one in product.levels
        ]
        return f"{product.title}\n{', '.join(levels)}" if levels else product.title


class TypeStep(Step):
    def __init__(self, feel: Feel, *, letters: bool = True) -> None:
        super().__init__(feel)
        self.line = QLineEdit()
        self.line.setMaxLength(CHARS_MAX)
        self.line.setMinimumHeight(feel.px(KEY_MM / 2))
        self.pad = Pad(feel, self.line, letters=letters)
        self._digits = not letters
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(feel.px(NEAR_MM / 2))
        layout.addWidget(self.pad, stretch=1)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.done)
        self.pad.done.connect(self.done)

    @property
    def field(self) -> QLineEdit | None:
        return self.line

    def _typed(self, text: str) -> None:
        self.value = text.strip()

    def entered(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def why_not(self) -> str:
        if not self.value:
            return self.tr("Type it first.")
        if self._digits and not self.value.isdecimal():
            return self.tr("A number is wanted here.")
        return ""


class DateStep(Step):
    """`may_lack`: there is a key for no date at all."""

    def __init__(self, feel: Feel, *, may_lack: bool = False) -> None:
        super().__init__(feel)
        self.date = DateKeys(feel)
        self._after: DateStep | None = None
        self.lacks = TouchKey(feel)
        self.lacks.chosen.connect(self._lack)
        self.lacks.setVisible(may_lack)
        self.months = {count: TouchKey(feel) for count in MONTHS if may_lack}
        side = QGridLayout()
        side.setSpacing(feel.px(NEAR_MM))
        side.addWidget(self.lacks, 0, 0, 1, 2)
        for number, (count, key) in enumerate(self.months.items()):
            key.chosen.connect(partial(self._months, count))
            side.addWidget(key, 1 + number // 2, number % 2)
        side.setRowStretch(3, 1)
        self._shown = text_label("big")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(feel.px(EDGE_MM) * 3)
        layout.addStretch()
        layout.addWidget(self.date)
        layout.addWidget(self._shown)
        layout.addLayout(side)
        layout.addStretch()
        self.date.changed.connect(self._changed)

    def set_text(self, said: str) -> None:
        self.date.set_text(said)

    def after(self, other: DateStep) -> None:
        """It begins empty, and its keys say months after the other date."""
        self._after = other
        self._lack()

    def entered(self) -> None:
        if self._after is not None and not self.value:
            self.date.set_text(self._after.value)
            self._lack()

    def _changed(self) -> None:
        self.value = self.date.text
        self._show()

    def _lack(self) -> None:
        self.value = ""
        self._show()

    def _months(self, count: int) -> None:
        assert self._after is not None
        self.date.months_after(self._after.value, count)

    def _show(self) -> None:
        self._shown.setText(self.value or self.tr("no date"))
        self.lacks.set_lit(not self.value)

    def retranslate(self) -> None:
        self.date.set_names(self.tr("Year"), self.tr("Month"), self.tr("Day"))
        self.lacks.setText(self.tr("No expiry date"))
        for count, key in self.months.items():
            key.setText(self.tr("{count} months").format(count=count))
        self._show()


class MoreStep(Step):
    """Tiles for what may stay empty; a tile for a text leads to the letters and back."""

    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self.texts: dict[str, str] = {}
        self._scenes: set[str] = set()
        self._typing = ""
        self.tiles, self.type = Tiles(feel), TypeStep(feel)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tiles)
        self._stack.addWidget(self.type)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.tiles.chosen.connect(self._choose)
        self.type.done.connect(self.back)

    @property
    def scenes(self) -> tuple[str, ...]:
        return tuple(one for one in SCENES if one in self._scenes)

    def _choose(self, name: str) -> None:
        if name in SCENES:
            self._scenes ^= {name}
            self.retranslate()
            return
        self._typing = name
        self.type.line.setText(self.texts.get(name, ""))
        self._stack.setCurrentWidget(self.type)
        self.moved.emit()
        self.type.entered()

    @property
    def field(self) -> QLineEdit | None:
        return self.type.line if self._typing else None

    def back(self) -> bool:
        if not self._typing:
            return False
        self.texts[self._typing] = self.type.value
        self._typing = ""
        self._stack.setCurrentWidget(self.tiles)
        self.retranslate()
        self.moved.emit()
        return True

    def retranslate(self) -> None:
        names = {
            "dealer": self.tr("Dealer"),
            "region": self.tr("Region"),
            "campaign": self.tr("Campaign"),
            "approval": self.tr("Approval"),
            "activity": self.tr("Prize policy"),
        }
        texts = [(key, f"{name}\n{self.texts.get(key) or '–'}", "") for key, name in names.items()]
        scenes = [(one, self.tr("For {what}").format(what=scene_word(one)), "") for one in SCENES]
        self.tiles.set_tiles([*texts, *scenes])
        self.tiles.set_lit(self._scenes | {key for key, text in self.texts.items() if text})


class SumStep(Step):
    def __init__(self, feel: Feel) -> None:
        super().__init__(feel)
        self._sheet = OrderSheet(feel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, feel.px(EDGE_MM), 0, 0)
        layout.addWidget(self._sheet)

    def show_order(self, says: OrderText, product: str) -> None:
        self._sheet.show_order(says, product)
