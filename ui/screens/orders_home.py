"""The order on the line against its target, and the order files that wait to be put on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.access import Right
from station.talk.line_requests import Start
from station.talk.look import Look
from station.talk.message import Refusal
from station.talk.order_requests import (
    Approve,
    ChangeTarget,
    OnLine,
    Orders,
    OrdersShown,
    Products,
    ProductShown,
    Waiting,
)
from ui.i18n.words import PHASE_SIGNS
from ui.screens.choice import Choice
from ui.screens.order_new import NewOrder
from ui.screens.order_open import PutOnLine
from ui.screens.order_view import CLEARANCE, PAST, OrderView
from ui.screens.typing import Typing
from ui.theme.metrics import EDGE_MM, NEAR_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import Panel, text_label
from ui.widgets.paged_table import Column, PagedTable, Row
from ui.widgets.progress import Progress
from ui.widgets.sign import Sign

if TYPE_CHECKING:
    from ui.screens.orders import OrdersPage

NOTHING = OrdersShown("", "")


class HomeView(OrderView):
    def __init__(self, page: OrdersPage) -> None:
        super().__init__(page)
        self.shown = NOTHING
        self._picked, self._wanted = "", ""
        self._asked: tuple[str, str] = ("", "")
        self._line = Panel(self.feel, title=False)
        self._sign = Sign(self.feel, 6)
        self._what, self._more = text_label("big", wrap=True), text_label("quiet", wrap=True)
        self._made, self._bar = text_label("big"), Progress(self.feel)
        self.table = PagedTable(self.feel, choosable=True)
        self._before = TouchKey(self.feel, shape="left")
        self._after = TouchKey(self.feel, shape="right")
        # It moves the line at once, so it stands with the order and apart from all other keys.
        self.start = page.key(self._start, shape="play", mark="good")
        self.keys = {
            "open": page.key(self._open, shape="tick"),
            "new": page.key(self._new, shape="label"),
            "clearance": page.key(lambda: page.turn_to(CLEARANCE), shape="box"),
            "change": page.key(self._change),
            "past": page.key(lambda: page.turn_to(PAST)),
        }
        self._lay_out()
        self.table.chosen.connect(self._pick)
        self.table.paged.connect(self._show_paging)
        self._before.chosen.connect(lambda: self.table.turn(-1))
        self._after.chosen.connect(lambda: self.table.turn(1))

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        head = QHBoxLayout()
        head.setSpacing(edge)
        head.addWidget(self._sign)
        head.addWidget(self._what, stretch=1)
        head.addWidget(self._made)
        told = QVBoxLayout()
        told.setSpacing(edge // 3)
        told.addLayout(head)
        told.addWidget(self._more)
        told.addWidget(self._bar)
        line = QHBoxLayout()
        line.setSpacing(edge)
        line.addLayout(told, stretch=1)
        line.addWidget(self.start)
        self._line.body.addLayout(line)
        paging = QVBoxLayout()
        paging.setSpacing(self.feel.px(NEAR_MM))
        paging.addStretch()
        paging.addWidget(self._before)
        paging.addWidget(self._after)
        lower = QHBoxLayout()
        lower.setSpacing(edge)
        lower.addWidget(self.table, stretch=1)
        lower.addLayout(paging)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge // 2)
        layout.addWidget(self._line)
        layout.addLayout(lower, stretch=1)

    # -- what the station says

    def entered(self) -> None:
        self.station.ask(Orders(), self.show_orders, self._not_shown)

    def _not_shown(self, refusal: Refusal) -> None:
        self.show_orders(NOTHING)
        self._what.setText("")
        self._more.setText(self.said(refusal.why))

    def every_second(self) -> None:
        """Files come and go in the folder while the page is open."""
        self.entered()

    def show_orders(self, shown: OrdersShown) -> None:
        self.shown = shown
        self._show_line(shown.on_line)
        rows = [self._row(one) for one in shown.waiting]
        mine = (one.file for one in shown.waiting if one.says and one.says.number == self._wanted)
        fresh = next(mine, "") if self._wanted else ""
        if self.picked is None:
            self._picked = ""
        self.table.set_rows(rows)
        self.table.set_picked(self._picked)
        if fresh:
            self._wanted = ""
            self._pick(fresh)
            self._turn_to(fresh)
        self._show_keys()

    def show_look(self, look: Look) -> None:
        """Another order or another phase: what may be done is asked anew."""
        now = (look.line.order, look.line.phase)
        if now != self._asked:
            self._asked = now
            self.entered()

    def _show_line(self, order: OnLine | None) -> None:
        self._bar.setVisible(order is not None)
        self.start.setVisible(order is not None)
        if order is None:
            self._sign.set_state("ring", "idle")
            self._what.setText(self.tr("No order is on the line"))
            self._made.setText("")
            more = self.tr(
                "Choose one below, or make a new one. Order files are put into {folder}."
            )
            self._more.setText(more.format(folder=self.shown.folder))
            return
        says = order.says
        self._sign.set_state(*PHASE_SIGNS.get(order.phase, ("ring", "idle")))
        self._what.setText(f"{says.number}   {says.product}")
        made = self.tr("{good} of {target}, {left} to go")
        self._made.setText(made.format(good=order.good, target=says.target, left=order.left))
        self._bar.set_stand(order.good, says.target)
        self._more.setText(self._about(order))

    def _about(self, order: OnLine) -> str:
        """What the head of the screen doesn't say of it already."""
        says = order.says
        parts = [self.tr("produced {date}").format(date=says.produced)]
        if says.expiry:
            parts.append(self.tr("expires {date}").format(date=says.expiry))
        if says.dealer:
            parts.append(self.tr("only for {whom}").format(whom=f"{says.dealer} {says.region}"))
        if says.campaign:
            parts.append(self.tr("campaign {name}").format(name=says.campaign))
        if order.needs_approval:
            parts.append(self.tr("it still needs the brand's approval number"))
        if order.cancelled:
            parts.append(self.tr("called off: {why}").format(why=order.cancelled))
        return "   ".join(parts)

    def _row(self, one: Waiting) -> Row:
        if one.says is None:
            return Row(
                (one.file, "", "", "", self.said(one.why_not[0])), ("cross", "bad"), one.file
            )
        says, mark = one.says, ("disc", "idle")
        stand = self.tr("ready")
        if one.why_not:
            mark, stand = ("cross", "bad"), self.said("; ".join(one.why_not))
        elif one.not_now:
            mark, stand = ("ring", "idle"), self.tr("waits for the order on the line")
        product = one.product or says.product
        return Row((says.number, product, says.batch, str(says.target), stand), mark, one.file)

    # -- keys

    @property
    def picked(self) -> Waiting | None:
        found = (one for one in self.shown.waiting if one.file == self._picked)
        return next(found, None)

    def pick_when_there(self, number: str) -> None:
        """Mark the order of this number when the station tells of it next."""
        self._wanted = number
        self.entered()

    def _pick(self, file: str) -> None:
        self._picked = file
        self.table.set_picked(file)
        self._show_keys()

    def _turn_to(self, file: str) -> None:
        """Show the page of the table on which this row is."""
        row = next(number for number, one in enumerate(self.table.rows) if one.key == file)
        self.table.turn(row // self.table.rows_a_page - self.table.page)

    def _show_keys(self) -> None:
        busy = self.shown.on_line is not None
        self.keys["open"].setText(self.tr("Change over") if busy else self.tr("Put on the line"))
        core = {key.name: self.said(key.why_not) for key in self.shown.keys}
        idle = "" if busy else self.tr("No order is on the line.")
        said = {
            "open": self.who(Right.ORDERS) or self._why_not_open(),
            "new": self.who(Right.ORDERS, moves_line=False),
            "clearance": idle,
            "change": self.who(Right.ORDERS) or idle,
        }
        for name, why in said.items():
            self.keys[name].set_why(why)
        self.start.set_why(self.who(Right.RUN) or core.get("start", ""))
        self._show_paging()

    def _why_not_open(self) -> str:
        picked = self.picked
        if picked is None:
            return self.tr("Choose an order in the list first.")
        return self.said("; ".join(picked.why_not))

    def _show_paging(self) -> None:
        several = self.table.pages > 1
        for key in (self._before, self._after):
            key.setVisible(several)
        self._before.set_why("" if self.table.page > 0 else self.tr("This is the first page."))
        last = self.table.page == self.table.pages - 1
        self._after.set_why(self.tr("This is the last page.") if last else "")

    def _start(self) -> None:
        self.station.ask(Start(), lambda _: self.host.go("run"))

    def _open(self) -> None:
        if self.picked is not None:
            self.host.open(PutOnLine(self.page, self.shown, self.picked))

    def _new(self) -> None:
        self.station.ask(Products(), self._new_of)

    def _new_of(self, products: tuple[ProductShown, ...]) -> None:
        self.host.open(NewOrder(self.page, self.shown.today, products))

    def _change(self) -> None:
        answers = [("target", lambda: self.tr("Another target"))]
        on_line = self.shown.on_line
        if on_line is not None and on_line.needs_approval:
            answers.append(("approval", lambda: self.tr("The brand's approval number")))
        question = lambda: self.tr("What changes?")  # noqa: E731 - its words follow the language
        self.host.open(Choice(self.feel, self.host, question, answers, self._ask_change))

    def _ask_change(self, what: str) -> None:
        number = what == "target"
        question = (
            (lambda: self.tr("How many good items from now on?"))
            if number
            else (lambda: self.tr("Approval number of the campaign?"))
        )
        then = self._new_target if number else self._approved
        self.host.open(Typing(self.feel, self.host, question, then, letters=not number))

    def _new_target(self, said: str) -> None:
        if said.isdecimal():
            self.station.ask(ChangeTarget(int(said)), lambda _: self.entered())

    def _approved(self, said: str) -> None:
        self.station.ask(Approve(said), lambda _: self.entered())

    def retranslate(self) -> None:
        self.start.setText(self.tr("Start"))
        self.keys["new"].setText(self.tr("New order"))
        self.keys["clearance"].setText(self.tr("Line clearance"))
        self.keys["change"].setText(self.tr("Change order"))
        self.keys["past"].setText(self.tr("Closed orders"))
        columns = (
            Column(self.tr("Order that waits"), 4),
            Column(self.tr("Product"), 4),
            Column(self.tr("Batch"), 3),
            Column(self.tr("Target"), 2, right=True),
            Column(self.tr("Stand"), 6),
        )
        self.table.set_columns(columns, self.tr("No order waits."))
        self.show_orders(self.shown)
