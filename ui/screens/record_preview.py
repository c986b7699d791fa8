"""A batch record on the screen: whole pages to find one, or as wide as the screen to read it.

Nothing scrolls: in the wide view the keys go part by part down the page and on to the next. While
the station makes the record, the page says for how long already; leaving it ends that.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from station.talk.message import Refusal
from station.talk.report_requests import (
    HowRecord,
    MakeRecord,
    PaperPlaces,
    PaperPlaceShown,
    RecordPage,
    RecordStand,
    SaveRecord,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.report_words import lasting
from ui.i18n.said import in_language
from ui.screens.asking_overlay import AskingOverlay
from ui.screens.page import Host
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label

ASK_EVERY_MS = 500
OVERLAP = 0.06  # of a part that is seen again on the next one


class RecordPreview(AskingOverlay):
    def __init__(
        self, feel: Feel, host: Host, station: Station, order: str, *, chinese: bool
    ) -> None:
        super().__init__(feel, host, station, chinese=chinese)
        self._order = order
        self._stand = RecordStand(order, "making")
        self._page, self._part, self._wide = 1, 0, True
        self._paper = QPixmap()
        self._places: tuple[PaperPlaceShown, ...] = ()
        self._title, self._picture = text_label(wrap=True), QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.back = self.key(host.close_overlay, "cross")
        self.save = self.key(self._ask_places, "tick", "info")
        self.before = self.key(lambda: self._turn(-1), "left")
        self.after = self.key(lambda: self._turn(1), "right")
        self.view = self.key(self._change_view, "label")
        self.end = self.key(self._to_the_end, "flag")
        self.places: list[TouchKey] = []
        self._keys = QGridLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        self._keys.setSpacing(edge)
        for number, key in enumerate(self._usual_keys()):
            self._keys.addWidget(key, *divmod(number, 2))
        side = QVBoxLayout()
        side.addWidget(self._title)
        side.addStretch()
        side.addLayout(self._keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(edge, edge // 2, 0, 0)
        row.setSpacing(edge)
        row.addWidget(self._picture, stretch=1)
        row.addLayout(side)

    def _usual_keys(self) -> tuple[TouchKey, ...]:
        return (self.view, self.end, self.before, self.after, self.save, self.back)

    def opened(self) -> None:
        self.ask(MakeRecord(self._order), self._take, self._not_made)

    def retranslate(self) -> None:
        self.back.setText(self.tr("Back"))
        self.save.setText(self.tr("Save PDF"))
        self.before.setText(self.tr("Before"))
        self.after.setText(self.tr("Next"))
        self._show()

    # -- the record

    def _take(self, stand: RecordStand) -> None:
        self._stand = stand
        self._show()
        if stand.state == "making":
            self.soon(self._ask_how, ASK_EVERY_MS)
        elif stand.state == "ready":
            self._ask_page()

    def _ask_how(self) -> None:
        self.ask(HowRecord(self._order), self._take, self._not_made)

    def _not_made(self, refusal: Refusal) -> None:
        self._take(RecordStand(self._order, "failed", why=refusal.why))

    def _ask_page(self) -> None:
        self.ask(RecordPage(self._order, self._page, self._picture.width()), self._take_page)

    def _take_page(self, png: bytes) -> None:
        self._paper.loadFromData(png)
        self._part = min(self._part, self._parts - 1)
        self._show()

    # -- what is shown of it

    @property
    def _step_px(self) -> int:
        return max(1, round(self._picture.height() * (1 - OVERLAP)))

    @property
    def _parts(self) -> int:
        """So many parts a page has in the wide view."""
        if not self._wide or self._paper.isNull():
            return 1
        below = max(0, self._paper.height() - self._picture.height())
        return 1 + -(-below // self._step_px)

    def _show(self) -> None:
        stand, ready = self._stand, self._stand.state == "ready"
        self._title.setText(self._said())
        if not ready or self._paper.isNull():
            self._picture.setText(self._waits())
        else:
            self._picture.setPixmap(self._cut())
        making = "" if ready else self.tr("The record is not there yet.")
        at_start = self._page == 1 and self._part == 0
        at_end = self._page == stand.pages and self._part >= self._parts - 1
        self.before.set_why(making or (self.tr("This is the beginning.") if at_start else ""))
        self.after.set_why(making or (self.tr("This is the end.") if at_end else ""))
        for key in (self.save, self.view, self.end):
            key.set_why(making)
        self.view.setText(self.tr("Whole page") if self._wide else self.tr("Read"))
        last = self._page == stand.pages
        self.end.setText(self.tr("First page") if last else self.tr("Last page"))

    def _said(self) -> str:
        named = self.tr("Batch record of order {order}").format(order=self._order)
        if self._stand.state != "ready":
            return named
        page = self.tr("Page {page} of {pages}").format(page=self._page, pages=self._stand.pages)
        if self._parts > 1:
            part = self.tr("part {part} of {parts}")
            page = f"{page}, {part.format(part=self._part + 1, parts=self._parts)}"
        return f"{named}\n{page}"

    def _waits(self) -> str:
        stand = self._stand
        if stand.state == "failed":
            why = in_language(stand.why, chinese=self.chinese)
            return self.tr("No record was made: {why}").format(why=why)
        if stand.state == "ready":
            return self.tr("The page is being drawn…")
        return self.tr("The record is being made: {time}").format(time=lasting(stand.seconds))

    def _cut(self) -> QPixmap:
        """The part of the page that is looked at, or all of it made smaller."""
        size = self._picture.size()
        if not self._wide:
            smooth = Qt.TransformationMode.SmoothTransformation
            return self._paper.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        lowest = max(0, self._paper.height() - size.height())
        top = min(self._part * self._step_px, lowest)
        return self._paper.copy(QRect(0, top, size.width(), size.height()))

    # -- what is pressed

    def _turn(self, parts: int) -> None:
        part = self._part + parts
        if 0 <= part < self._parts:
            self._part = part
            self._show()
        else:
            # Backwards a page is begun at its foot; how many parts it has says its picture.
            self._go_to(self._page + parts, self._parts if parts < 0 else 0)

    def _go_to(self, page: int, part: int = 0) -> None:
        self._page, self._part = page, part
        self._ask_page()

    def _to_the_end(self) -> None:
        self._go_to(1 if self._page == self._stand.pages else self._stand.pages)

    def _change_view(self) -> None:
        self._wide, self._part = not self._wide, 0
        self._show()

    # -- saving it

    def _ask_places(self) -> None:
        self.ask(PaperPlaces(), self._choose_place)

    def _choose_place(self, places: tuple[PaperPlaceShown, ...]) -> None:
        """Where there is only the station's own folder, nothing is asked."""
        self._places = places
        if len(places) == 1:
            self._save(places[0].name)
            return
        for key in self._usual_keys():
            key.setVisible(False)
        self.places = []
        for number, place in enumerate(places):
            key = self.key(lambda name=place.name: self._save(name), "box")  # type: ignore[misc]
            key.setText(place.name or self.tr("This station"))
            self._keys.addWidget(key, *divmod(number, 2))
            self.places.append(key)

    def _save(self, place: str) -> None:
        self.ask(SaveRecord(self._order, place), self._saved, self._not_saved)

    def _saved(self, path: str) -> None:
        self.host.say(self.tr("Saved: {path}").format(path=path))
        self._hide_places()

    def _not_saved(self, refusal: Refusal) -> None:
        self.host.say(refusal.why, bad=True)
        self._hide_places()

    def _hide_places(self) -> None:
        for key in self.places:
            key.hide()
            key.deleteLater()
        self.places = []
        for key in self._usual_keys():
            key.setVisible(True)
