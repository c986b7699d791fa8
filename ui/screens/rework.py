"""The rework page: scan anything, see its whole story, do what may be done with it.

The scan field has the focus whatever is shown. What may be done, and why not, is the station's
word; an act walks through its scans (`rework_walk`). The same field packs by hand, where the line
has a box that is packed by hand: then each scan goes to the line.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.access import Right
from station.core.snapshot import PackShown
from station.talk.line_requests import ClosePartial, EmptyOpen, ScanByHand
from station.talk.look import Look, Seat
from station.talk.message import Refusal
from station.talk.rework_requests import (
    HISTORY_ROWS_MAX,
    ActionShown,
    CodePicture,
    Done,
    History,
    Named,
    Scan,
    ScanShown,
    Told,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.said import in_language
from ui.i18n.words import level_word, verdict_word
from ui.screens import rework_view as view
from ui.screens.choice import Choice
from ui.screens.page import Host, Page
from ui.screens.rework_walk import Chosen, Walk
from ui.screens.rework_words import action_word, said_word
from ui.seat_words import why_not_here
from ui.theme.metrics import EDGE_MM
from ui.widgets.case_grid import CaseGrid, Place
from ui.widgets.key import TouchKey
from ui.widgets.labels import Panel, text_label
from ui.widgets.paged_keys import KeySpec, PagedKeys
from ui.widgets.paged_table import Column, PagedTable
from ui.widgets.picture import Picture
from ui.widgets.scan_field import ScanField
from ui.widgets.sign import Sign

FACTS, CONTENT, STORY = "facts", "content", "story"
PARTIAL, EMPTIED = "partial", "emptied"
BY_HAND = "hand"  # the mode of a level that people pack


class ReworkPage(Page):
    name = "rework"

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._said, self._shown = "", None  # what was scanned, and what it is
        self._told: tuple[Told, ...] = ()
        self._person, self._packing = "", False
        self._view = FACTS
        self._parts()
        self._lay_out()
        self._connect()

    # -- what it is made of

    _said: str
    _shown: ScanShown | None

    def _parts(self) -> None:
        feel = self.feel
        self.field = ScanField(feel)
        self._sign = Sign(feel, 14)
        self._state, self._why = text_label("big", wrap=True), text_label(wrap=True)
        self._code = text_label("quiet", wrap=True)
        self._facts, self._done = Panel(feel, title=False), Panel(feel, title=False)
        self._where = Panel(feel)
        self.tables = {name: PagedTable(feel) for name in (FACTS, CONTENT, STORY)}
        self._grid, self._picture = CaseGrid(feel), Picture(feel)
        self.acts = PagedKeys(feel)
        self.bar = {
            FACTS: self.key(partial(self._look_at, FACTS)),
            CONTENT: self.key(partial(self._look_at, CONTENT)),
            STORY: self.key(partial(self._look_at, STORY)),
            "before": self.key(partial(self._turn, -1), shape="left"),
            "after": self.key(partial(self._turn, +1), shape="right"),
            "around": self.key(self._go_around, shape="box"),
            "by_hand": self.key(self._pack_by_hand),
        }

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM / 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._state, self._why, self._code):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(2 * edge)
        head.addWidget(self.field, stretch=4)
        head.addWidget(self._sign)
        head.addLayout(words, stretch=6)
        for table in self.tables.values():
            self._facts.body.addWidget(table, stretch=1)
        self._where.body.addWidget(self._grid, stretch=1)
        self._where.body.addWidget(self._picture, stretch=1)
        self._done.body.addWidget(self.acts, stretch=1)
        row = QHBoxLayout()
        row.setSpacing(edge)
        for panel, share in ((self._facts, 10), (self._where, 5), (self._done, 8)):
            row.addWidget(panel, stretch=share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(edge)
        layout.addLayout(head)
        layout.addLayout(row, stretch=1)

    def _connect(self) -> None:
        self.field.scanned.connect(self._scanned)
        self.acts.chosen.connect(self._act)
        self.acts.explained.connect(lambda why: self.host.say(why, bad=True))
        for table in self.tables.values():
            table.paged.connect(self._show_pages)

    def title(self) -> str:
        return self.tr("Rework")

    def bar_keys(self) -> list[TouchKey]:
        return list(self.bar.values())

    @property
    def shown(self) -> ScanShown | None:
        """What was scanned last, None before the first."""
        return self._shown

    @property
    def headline(self) -> str:
        """How it stands, as it is shown."""
        return self._state.text()

    @property
    def code_text(self) -> str:
        return self._code.text()

    # -- in and out

    def entered(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_seat(self, seat: Seat) -> None:
        """Codes are shown whole to some: whoever comes next begins anew."""
        person = "" if seat.locked else seat.person
        if person != self._person:
            before, self._person = self._person, person
            self._forget()
            if before:  # an act that was begun isn't gone on with by somebody else
                self.host.close_overlay()

    def _forget(self) -> None:
        self._said, self._shown, self._told = "", None, ()
        self._view = FACTS
        self._picture.set_png(b"")
        self._show_all()

    def show_look(self, look: Look) -> None:
        pack = hand_pack(look)
        none = self.tr("Nothing is packed by hand on this line.")
        self.bar["by_hand"].set_why("" if pack is not None or self._packing else none)
        if self._packing:
            self._show_packing(look)

    # -- words

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Scan anything"))
        self.bar[FACTS].setText(self.tr("What it is"))
        self.bar[CONTENT].setText(self.tr("Content"))
        self.bar[STORY].setText(self.tr("History"))
        self.bar["before"].setText(self.tr("Page back"))
        self.bar["after"].setText(self.tr("Page on"))
        self.bar["around"].setText(self.tr("What it is in"))
        self.bar["by_hand"].setText(self.tr("Pack by hand"))
        self._show_all()
        if self.station.look is not None:
            self.show_look(self.station.look)

    # -- showing

    def _show_all(self) -> None:
        shown = self._shown
        self._show_head(shown)
        self._show_where(shown)
        self.tables[FACTS].set_rows([] if shown is None else view.fact_rows(shown))
        self.tables[CONTENT].set_rows([] if shown is None else view.content_rows(shown))
        chinese = self.language.is_chinese
        self.tables[STORY].set_rows(view.told_rows(self._told, chinese=chinese))
        self._show_acts(shown)
        self._look_at(self._view)

    def _show_head(self, shown: ScanShown | None) -> None:
        if shown is None:
            self._sign.set_state("ring", "idle")
            self._state.setText(self.tr("Scan a bottle, a case or a pallet"))
            self._explain("" if self._person else self.tr("Log in first, to see it."))
            self._code.setText("")
            return
        sign, word, why = view.headline(shown, chinese=self.language.is_chinese)
        self._sign.set_state(*sign)
        what = level_word(shown.code.role)
        self._state.setText(f"{what}: {word}" + (f" – {why}" if why else ""))
        self._explain("" if shown.actions else self.tr("Scan it to change it."))
        self._code.setText(shown.code.text)

    def _explain(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def _show_where(self, shown: ScanShown | None) -> None:
        box = None if shown is None else shown.box
        self._grid.setVisible(box is not None)
        pictured = shown is not None and shown.read is not None and shown.read.has_picture
        self._picture.setVisible(box is None or pictured)
        if shown is not None and box is None and not pictured:
            self._picture.set_png(b"", self.tr("It is in no container, and no picture was kept."))
        if box is None:
            self._where.title.setText(self.tr("Picture") if pictured else "")
            return
        held = self.tr("{what} {number}: {held} of {capacity}").format(
            what=level_word(box.role),
            number=box.container,
            held=len(box.children),
            capacity=box.capacity,
        )
        self._where.title.setText(held)
        self._grid.set_places(box.columns, view.places(box))

    def _show_acts(self, shown: ScanShown | None) -> None:
        """What may be done first; what may not says why."""
        acts = () if shown is None else shown.actions
        chinese = self.language.is_chinese
        specs = [
            KeySpec(one.name, action_word(one.name), self._why_not(one, chinese=chinese))
            for one in acts
        ]
        self.acts.set_keys(sorted(specs, key=lambda one: bool(one.why)), self.tr("More"))

    def _why_not(self, act: ActionShown, *, chinese: bool) -> str:
        if act.rule == "right" and not self._person:
            return self.tr("Log in first.")
        return said_word(act.rule, act.why_not, chinese=chinese)

    def _look_at(self, which: str) -> None:
        self._view = which
        for name, table in self.tables.items():
            table.setVisible(name == which)
            self.bar[name].set_lit(name == which and not self._packing)
        for panel in (self._where, self._done):
            panel.setVisible(which != STORY)  # its sentences take the whole width
        none = self.tr("Scan something first.") if self._shown is None else ""
        box = None if self._shown is None else self._shown.box
        self.bar[STORY].set_why(none)
        self.bar[FACTS].set_why(none)
        self.bar[CONTENT].set_why(none or ("" if box else self.tr("It is in no container.")))
        self.bar["around"].set_why(none or ("" if self._outer() else self._not_in()))
        if which == STORY and not self._told and self._shown is not None:
            self._fetch_story(0)
        self._show_pages()

    def _name_columns(self, pages: str) -> None:
        """`pages` stands where the eye is: beside the title of the table that is shown."""
        if self._view == FACTS:
            self.tables[FACTS].set_columns(
                (Column(self.tr("What it is") + pages, 3), Column("", 7))
            )
        elif self._view == CONTENT:
            columns = (
                Column(self.tr("Place") + pages, 2),
                Column(self.tr("Code"), 5),
                Column(self.tr("State"), 2),
            )
            self.tables[CONTENT].set_columns(columns, self.tr("Nothing is in it."))
        else:
            what = self.tr("What, newest first") + pages
            self.tables[STORY].set_columns((Column(self.tr("When"), 2), Column(what, 8)))

    def _not_in(self) -> str:
        return self.tr("It is in nothing that has a label.")

    @Slot()
    def _show_pages(self) -> None:
        """Which page of how many, and keys that turn only where there is something to turn to."""
        table = self.tables[self._view]
        more = self._view == STORY and self._more_to_fetch()
        many = table.pages > 1 or more
        pages = f"   {table.page + 1} / {table.pages}{'+' if more else ''}" if many else ""
        self._name_columns(pages)
        first, last = table.page == 0, table.page == table.pages - 1 and not more
        self.bar["before"].set_why(self.tr("This is the first page.") if first else "")
        self.bar["after"].set_why(self.tr("This is the last page.") if last else "")

    # -- scanning

    @Slot(str, bool)
    def _scanned(self, said: str, _: bool) -> None:
        if self._packing:
            self.station.ask(ScanByHand(said), None, self._no)
            return
        self.station.ask(Scan(said), partial(self._found, said), self._not_found)

    def _found(self, said: str, shown: ScanShown) -> None:
        """`said` is "" for what was only looked at: then nothing can be done with it."""
        self._said, self._shown, self._told = said, shown, ()
        self._view = FACTS if self._view == STORY else self._view
        self._picture.set_png(b"")
        if shown.read is not None and shown.read.has_picture:
            number = shown.code.number
            self.station.ask(CodePicture(number), partial(self._pictured, number), self._no_picture)
        self._show_all()

    def _pictured(self, number: int, png: bytes) -> None:
        if self._shown is not None and self._shown.code.number == number:
            self._picture.set_png(png)

    def _no_picture(self, refusal: Refusal) -> None:
        self._picture.set_png(b"", in_language(refusal.why, chinese=self.language.is_chinese))

    def _not_found(self, refusal: Refusal) -> None:
        self._forget()
        self._sign.set_state("triangle", "wait")
        self._state.setText(self._refused(refusal))

    def _no(self, refusal: Refusal) -> None:
        self.host.say(self._refused(refusal), bad=True)

    def _refused(self, refusal: Refusal) -> str:
        return said_word(refusal.rule, refusal.why, chinese=self.language.is_chinese)

    def _outer(self) -> int:
        """The number of the label of what it is in, 0 if it has none."""
        shown = self._shown
        if shown is None:
            return 0
        around = view.around(shown)
        return around[0].label.number if around and around[0].label is not None else 0

    @Slot()
    def _go_around(self) -> None:
        self.station.ask(Named(self._outer()), partial(self._found, ""), self._no)

    # -- the story, page by page

    def _more_to_fetch(self) -> bool:
        return self._shown is not None and len(self._told) < self._shown.history

    def _fetch_story(self, turn: int) -> None:
        if self._shown is None:
            return
        number, first = self._shown.code.number, len(self._told)

        def came(told: tuple[Told, ...]) -> None:
            if self._shown is None or self._shown.code.number != number:
                return
            if len(self._told) == first:  # a key pressed twice asks twice
                self._told += told
            rows = view.told_rows(self._told, chinese=self.language.is_chinese)
            self.tables[STORY].set_rows(rows)
            self.tables[STORY].turn(turn)
            self._show_pages()

        self.station.ask(History(number, first, HISTORY_ROWS_MAX), came, self._no)

    def _turn(self, pages: int) -> None:
        table = self.tables[self._view]
        at_end = table.page + pages >= table.pages
        if self._view == STORY and pages > 0 and at_end and self._more_to_fetch():
            self._fetch_story(pages)
        else:
            table.turn(pages)
        self._show_pages()

    # -- acts

    @Slot(str)
    def _act(self, name: str) -> None:
        if self._packing:
            self._ask_packing(name)
            return
        shown = self._shown
        if shown is None or not self._said:
            return
        act = next(one for one in shown.actions if one.name == name)
        chosen = Chosen(self._said, shown, act, self._acted)
        chinese = self.language.is_chinese
        self.host.open(Walk(self.feel, self.station, self.host, chosen, chinese=chinese))

    def _acted(self, done: Done) -> None:
        """Tell what came of it, and show how it stands now."""
        chinese = self.language.is_chinese
        if done.told:
            first = done.told[0]
            self.host.say(first.what_zh if chinese else first.what)
        self.station.ask(Scan(self._said), partial(self._found, self._said), self._not_found)

    # -- packing by hand

    @Slot()
    def _pack_by_hand(self) -> None:
        self._packing = not self._packing
        self.bar["by_hand"].set_lit(self._packing)
        self._forget()
        if self.station.look is not None:
            self.show_look(self.station.look)
        self.entered()

    def _show_packing(self, look: Look) -> None:
        pack, told = hand_pack(look), look.line.scan
        if told is None:
            self._state.setText(self.tr("Scan the items, then their container"))
        else:
            self._sign.set_state(*(("tick", "good") if told.good else ("cross", "bad")))
            self._state.setText(verdict_word(told.verdict))
            self._explain(in_language(told.what, chinese=self.language.is_chinese))
        self._code.setText(self.tr("Packing by hand"))
        self._picture.setVisible(False)
        self._grid.setVisible(pack is not None)
        if pack is None:
            return
        self._show_open(pack)
        why = {one.name: one.why_not for one in look.keys}.get(f"partial-{pack.level}", "")
        chinese = self.language.is_chinese
        empty = "" if pack.filled else self.tr("Nothing is in it.")
        self.acts.set_keys(
            (
                KeySpec(
                    PARTIAL,
                    self.tr("Close though not full"),
                    why_not_here(self.station.seat, Right.PARTIAL, moves_line=True)
                    or in_language(why, chinese=chinese),
                ),
                KeySpec(
                    EMPTIED,
                    self.tr("All taken out again"),
                    why_not_here(self.station.seat, Right.RUN, moves_line=True) or empty,
                ),
            ),
            self.tr("More"),
        )

    def _show_open(self, pack: PackShown) -> None:
        title = self.tr("Open {what}: {filled} of {capacity}").format(
            what=level_word(pack.role), filled=pack.filled, capacity=pack.capacity
        )
        self._where.title.setText(title)
        found = [Place.FREE] * pack.capacity
        for slot in pack.taken_slots:
            found[slot] = Place.GOOD
        self._grid.set_places(pack.columns, tuple(found))

    def _ask_packing(self, name: str) -> None:
        look = self.station.look
        pack = None if look is None else hand_pack(look)
        if pack is None:
            return
        level = pack.level
        reasons = (
            ("end of order", lambda: self.tr("End of order")),
            ("change of shift", lambda: self.tr("Change of shift")),
            ("items taken out", lambda: self.tr("Items taken out")),
            ("packed by mistake", lambda: self.tr("Packed by mistake")),
        )
        question = lambda: self.tr("Why?")  # noqa: E731 - its words follow the language
        kind = ClosePartial if name == PARTIAL else EmptyOpen

        def then(reason: str) -> None:
            self.station.ask(kind(level, reason), None, self._no)

        self.host.open(Choice(self.feel, self.host, question, reasons, then, hold=True))


def hand_pack(look: Look) -> PackShown | None:
    """The level that people pack with a scanner, if the order on the line has one."""
    return next((pack for pack in look.line.packs if pack.mode == BY_HAND), None)
