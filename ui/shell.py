"""The window around every page: state and STOP above, the alarm, the page, its keys at the bottom.

It keeps where everything is: whatever page is shown, the state, STOP, the alarm and who is logged
in stand at the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station.talk.line_requests import Stop
from station.talk.look import Look, Seat
from station.talk.message import Refusal
from station.talk.people_requests import TakeControl
from ui.alarm_words import do_of, foremost, what_of
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.said import in_language
from ui.i18n.words import PHASE_SIGNS, phase_word
from ui.screens.me import who_overlay
from ui.screens.menu import MenuPage
from ui.screens.own_forms import FirstAdministratorForm
from ui.screens.page import Overlay, Page
from ui.seat_words import seat_text
from ui.theme.metrics import EDGE_MM, FAR_CAP_MM, GAP_MM, NEAR_MM
from ui.touch_guard import TouchGuard
from ui.widgets.alarm_bar import AlarmBar
from ui.widgets.cover import Cover
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.sign import Sign
from ui.widgets.toast import Toast

MENU = "menu"


class Shell(QWidget):
    """A `ui.screens.page.Host`."""

    def __init__(
        self, feel: Feel, language: Language, station: Station, pages: Sequence[type[Page]]
    ) -> None:
        super().__init__()
        self.feel, self.language, self.station = feel, language, station
        self.guard = TouchGuard(parent=self)
        self.setObjectName("shell")
        self.setWindowTitle("Packline")
        self.setStyleSheet(feel.sheet)
        self._parts()
        self.pages: dict[str, Page] = {}
        for kind in pages:
            self._add(kind(feel, language, station, self))
        self._add(MenuPage(feel, language, station, self, list(self.pages.values())))
        self._now = next(iter(self.pages.values()))
        self._overlay: Overlay | None = None
        self.cover = Cover(feel, self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.go(self._now.name)
        self._attached(station.is_attached)

    # -- as a host

    def open(self, overlay: Overlay) -> None:
        self.close_overlay()
        self._overlay = overlay
        overlay.setParent(self._middle)
        overlay.retranslate()
        overlay.setGeometry(self._middle.rect())
        overlay.show()
        overlay.raise_()
        overlay.opened()
        self.guard.page_changed()

    def close_overlay(self) -> None:
        if self._overlay is not None:
            overlay, self._overlay = self._overlay, None
            overlay.hide()
            overlay.deleteLater()
            self.guard.page_changed()
            self._now.entered()

    @property
    def overlay(self) -> Overlay | None:
        return self._overlay

    def say(self, text: str, *, bad: bool = False) -> None:
        self.toast.say(in_language(text, chinese=self.language.is_chinese), bad=bad)

    def go(self, page: str) -> None:
        self.close_overlay()
        before, self._now = self._now, self.pages[page]
        if before is not self._now:
            before.left()
        for bar in self._bars.values():  # hidden first: two at once would make the window grow
            bar.setVisible(False)
        self._bars[page].setVisible(True)
        self._stack.setCurrentWidget(self._now)
        self.guard.page_changed()
        if self.station.seat is not None:
            self._now.show_seat(self.station.seat)
        if self.station.look is not None:
            self._now.show_look(self.station.look)
        self._now.entered()

    def clean(self) -> None:
        self.guard.clean()

    @property
    def pages_of_menu(self) -> list[Page]:
        """All but the menu itself."""
        return [page for page in self.pages.values() if page.name != MENU]

    @property
    def person_key(self) -> TouchKey:
        """It shows who is logged in, and opens what they do about themselves."""
        return self._person

    def least_size(self) -> QSize:
        """Of a window that every page fits into, and the form that needs most room."""
        form = FirstAdministratorForm(self.feel, self.station, self, chinese=False)
        form.retranslate()
        whole, middle = self.minimumSizeHint(), self._middle.minimumSizeHint()
        needed = form.minimumSizeHint().expandedTo(middle)
        form.deleteLater()
        return whole + needed - middle

    @property
    def state_word(self) -> str:
        """The machine's state as it stands on the screen."""
        return self._state.text()

    @property
    def page(self) -> Page:
        return self._now

    # -- what it is made of

    def _parts(self) -> None:
        feel = self.feel
        self._menu = TouchKey(feel, shape="menu")
        self._sign, self._state = Sign(feel, FAR_CAP_MM + 4), text_label("far")
        self._order, self._product = text_label(wrap=True), text_label("quiet", wrap=True)
        for label in (self._order, self._product):  # take what the others leave
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._person = TouchKey(feel, shape="person")
        self._control = TouchKey(feel, shape="flag", mark="wait", hold=True)
        self._stop = TouchKey(feel, shape="stop", mark="bad", hold=True)
        self._alarms = AlarmBar(feel)
        self._middle, self._stack = QWidget(), QStackedWidget()
        self.toast = Toast(feel, self._stack, self._middle)
        self._bars: dict[str, QWidget] = {}

    def _add(self, page: Page) -> None:
        self.pages[page.name] = page
        page.retranslate()
        self._stack.addWidget(page)
        bar, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.feel.px(GAP_MM if page.moves_line else NEAR_MM))
        for key in page.bar_keys():
            row.addWidget(key)
        row.addStretch()
        bar.setLayout(row)
        self._bars[page.name] = bar

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        head = QHBoxLayout()
        head.setSpacing(edge)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._order)
        texts.addWidget(self._product)
        texts.addStretch()
        head.addWidget(self._menu)
        head.addWidget(self._sign)
        head.addWidget(self._state)
        head.addLayout(texts, stretch=1)
        for key in (self._control, self._person):
            head.addWidget(key)
        head.addSpacing(self.feel.px(GAP_MM - EDGE_MM))
        head.addWidget(self._stop)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(edge // 2)
        whole.addWidget(self._stack, stretch=1)
        for bar in self._bars.values():
            whole.addWidget(bar)
        self._middle.setLayout(whole)
        layout = QVBoxLayout(self)
        # The panel's size is given: keys that come and go must never make the window larger.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge // 2)
        layout.addLayout(head)
        layout.addWidget(self._alarms)
        layout.addWidget(self._middle, stretch=1)

    def _connect(self) -> None:
        self._menu.chosen.connect(partial(self.go, MENU))
        self._person.chosen.connect(self._ask_who)
        self._control.chosen.connect(self._take_control)
        self._stop.chosen.connect(self._stop_line)
        self._alarms.asked.connect(partial(self.go, "alarms"))
        self.station.looked.connect(self._looked)
        self.station.seated.connect(self._seated)
        self.station.attached.connect(self._attached)
        self.station.refused.connect(self._refused)
        self.guard.slept.connect(self._slept)
        self.guard.cleaning.connect(self._cleaning)
        self.feel.changed.connect(self._rethemed)

    # -- what the station says

    @Slot(object)
    def _looked(self, look: Look) -> None:
        line = look.line
        self._sign.set_state(*PHASE_SIGNS.get(line.phase, ("ring", "idle")))
        self._state.setText(phase_word(line.phase))
        demo = self.tr("DEMONSTRATION") + "   " if look.demonstration else ""
        batch = self.tr("Batch {batch}").format(batch=line.batch) if line.batch else ""
        self._order.setText(demo + (f"{line.order}   {batch}" if line.order else look.station))
        self._product.setText(self._under_order(look))
        self._show_alarm(look)
        self.guard.stays_awake = line.running
        if line.running or line.alarms:
            self.guard.wake()
        self._now.show_look(look)

    def _show_alarm(self, look: Look) -> None:
        alarm, chinese = foremost(look.line.alarms), self.language.is_chinese
        if alarm is None:
            self._alarms.show_quiet(self.tr("No alarm"))
            return
        others = len(look.line.alarms) - 1
        do = do_of(alarm, chinese=chinese, others=others)
        self._alarms.show_alarm(alarm.holds, what_of(alarm, look, chinese=chinese), do)

    def _under_order(self, look: Look) -> str:
        """The product; on a screen that only watches, who moves the line."""
        seat = self.station.seat
        watches = seat is not None and not seat.controls
        self._control.setVisible(watches)
        if watches:
            holder = look.in_control or self.tr("nobody")
            return self.tr("This screen only watches; control: {screen}").format(screen=holder)
        return look.line.product or self.tr("No order is on the line")

    @Slot(object)
    def _seated(self, seat: Seat) -> None:
        self._person.setText(seat_text(seat))
        self._now.show_seat(seat)

    @Slot(bool)
    def _attached(self, attached: bool) -> None:
        if not attached:
            self.cover.cover(
                self.tr("The station doesn't answer"),
                self.tr("The line may go on without it. This screen comes back by itself."),
            )
        elif self.guard.is_asleep:
            self.cover.darken()
        elif not self.guard.is_cleaned:
            self.cover.lift()

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        self.say(refusal.why, bad=True)
        if not self.station.is_attached:  # why it isn't let in
            why = in_language(refusal.why, chinese=self.language.is_chinese)
            self.cover.cover(self.tr("The station doesn't answer"), why)

    # -- what is pressed

    @Slot()
    def _stop_line(self) -> None:
        self.station.ask(Stop("stop key"))

    @Slot()
    def _ask_who(self) -> None:
        chinese = self.language.is_chinese
        self.open(who_overlay(self.feel, self.station, self, chinese=chinese))

    @Slot()
    def _take_control(self) -> None:
        self.station.ask(TakeControl())

    # -- dark, cleaned, themed, translated

    @Slot(bool)
    def _slept(self, asleep: bool) -> None:
        if asleep:
            self.cover.darken()
        else:
            self._attached(self.station.is_attached)

    @Slot(int)
    def _cleaning(self, seconds: int) -> None:
        if seconds <= 0:
            self._attached(self.station.is_attached)
            return
        left = self.tr("{seconds} s, then it works again").format(seconds=seconds)
        self.cover.cover(self.tr("Clean the screen now: touches do nothing"), left)

    @Slot()
    def _rethemed(self) -> None:
        self.setStyleSheet(self.feel.sheet)

    def retranslate(self) -> None:
        self._stop.setText(self.tr("STOP"))
        self._control.setText(self.tr("Take control"))
        self._alarms.more.setText(self.tr("What to do"))
        self._menu.setAccessibleName(self.tr("Menu"))
        if self.station.seat is not None:
            self._seated(self.station.seat)
        if self.station.look is not None:
            self._looked(self.station.look)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.cover.setGeometry(self.rect())
        self.toast.place()
        if self._overlay is not None:
            self._overlay.setGeometry(self._middle.rect())
