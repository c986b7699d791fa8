"""A new order, made in steps: one question a step, and all of it read once more before it is made.

What may stand in an order, and what fits together, is checked by the station; the step that can't
be left empty says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from station.talk.message import Refusal
from station.talk.order_requests import CreateOrder, OrderText, ProductShown
from ui.i18n.said import in_language
from ui.screens.order_steps import DateStep, MoreStep, ProductStep, Step, SumStep, TypeStep
from ui.screens.page import Overlay
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage


class NewOrder(Overlay):
    """`today` is the station's date; `products` what its line may make."""

    def __init__(self, page: OrdersPage, today: str, products: tuple[ProductShown, ...]) -> None:
        super().__init__(page.feel)
        self._page, self._products = page, {one.name: one for one in products}
        feel = page.feel
        self._title, self._why = text_label("big", wrap=True), text_label(wrap=True)
        self.back = TouchKey(feel, shape="left")
        self.on = TouchKey(feel, shape="right", mark="good")
        self.leave = TouchKey(feel, shape="cross")
        self.product = ProductStep(feel, products)
        self.number, self.batch = TypeStep(feel), TypeStep(feel)
        self.target = TypeStep(feel, letters=False)
        self.produced, self.expiry = DateStep(feel), DateStep(feel, may_lack=True)
        self.more, self.sum = MoreStep(feel), SumStep(feel)
        self.steps: tuple[Step, ...] = (
            *(self.product, self.number, self.batch, self.target),
            *(self.produced, self.expiry, self.more, self.sum),
        )
        self.produced.set_text(today)
        self.expiry.after(self.produced)
        types = (self.number, self.batch, self.target, self.more.type)
        self._lines = [one.line for one in types]
        self._stack = QStackedWidget()
        self._lay_out()
        for step in self.steps:
            self._stack.addWidget(step)
            step.done.connect(self._on)
            step.explained.connect(self._say_why)
            step.moved.connect(self._ask)
        self.back.chosen.connect(self._back)
        self.on.chosen.connect(self._on)
        self.leave.chosen.connect(page.host.close_overlay)

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._title)
        texts.addWidget(self._why)
        for line in self._lines:
            texts.addWidget(line)
        texts.addStretch()
        top = QHBoxLayout()
        top.setSpacing(edge)
        top.addWidget(self.leave)
        top.addLayout(texts, stretch=1)
        top.addWidget(self.back)
        top.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge // 2)
        layout.addLayout(top)
        layout.addWidget(self._stack, stretch=1)

    @property
    def step(self) -> Step:
        return self.steps[self._stack.currentIndex()]

    def opened(self) -> None:
        self._ask()
        self.step.entered()

    def _say_why(self, why: str) -> None:
        """It stands where the question stood: there is no room for both."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._title.setVisible(not why)

    def _ask(self) -> None:
        """The question of the step, and the field where something is typed."""
        self._say_why("")
        for line in self._lines:
            line.setVisible(line is self.step.field)
        self.retranslate()

    def _questions(self) -> tuple[str, ...]:
        return (
            self.tr("Which product?"),
            self.tr("The order's number?"),
            self.tr("The batch?"),
            self.tr("How many good items?"),
            self.tr("Produced on which day?"),
            self.tr("Expires on which day?"),
            self.tr("Anything else? All of this may stay empty."),
            self.tr("Is this right? Then make it."),
        )

    def retranslate(self) -> None:
        number = self._stack.currentIndex()
        place = self.tr("{step} of {steps}").format(step=number + 1, steps=len(self.steps))
        self._title.setText(f"{place}   {self._questions()[number]}")
        self.leave.setText(self.tr("Leave"))
        self.back.setText(self.tr("Back"))
        self.on.setText(self.tr("Make order") if self.step is self.sum else self.tr("Next"))
        for step in self.steps:
            step.retranslate()

    # -- from step to step

    @Slot()
    def _on(self) -> None:
        if self.step.back():  # what was typed within the step is taken; it goes on from there
            return
        why = self.step.why_not()
        self._say_why(why)
        if why:
            return
        if self.step is self.sum:
            self._page.station.ask(CreateOrder(self.says()), self._made, self._refused)
            return
        self._go_to(self._stack.currentIndex() + 1)

    @Slot()
    def _back(self) -> None:
        if self.step.back():
            return
        self._go_to(max(0, self._stack.currentIndex() - 1))

    def _go_to(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if self.step is self.sum:
            product = self._products.get(self.product.value)
            self.sum.show_order(self.says(), product.title if product else "")
        self._ask()
        self.step.entered()

    def says(self) -> OrderText:
        target = self.target.value
        return OrderText(
            self.number.value,
            self.product.value,
            self.batch.value,
            int(target) if target.isdecimal() else 0,
            self.produced.value,
            self.expiry.value,
            scenes=self.more.scenes,
            **self.more.texts,
        )

    def _made(self, _: None) -> None:
        number, host = self.number.value, self._page.host
        host.close_overlay()
        host.say(self.tr("Order {order} waits now.").format(order=number))
        self._page.home.pick_when_there(number)

    def _refused(self, refusal: Refusal) -> None:
        self._say_why(in_language(refusal.why, chinese=self._page.language.is_chinese))
