"""One act of rework, step by step: its scans, what becomes of it, why, and the word to do it.

Which steps there are is the station's word; here they are only asked for, one at a time. Each scan
is looked up at once, so that a wrong one is told where it was made. What can't be had back is held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from station.core.rework_events import DropReason, Fate
from station.talk.message import Refusal
from station.talk.rework_requests import (
    AcceptItem,
    ActionShown,
    AddItems,
    ConfirmLabel,
    DestroyItem,
    Done,
    EmptyBox,
    MoveItems,
    QuarantineBox,
    RelabelBox,
    ReleaseBox,
    RemoveItems,
    ReplaceItem,
    ReprintBox,
    ReworkRequest,
    Scan,
    ScanShown,
    StepShown,
    TakeSample,
    UndoSample,
)
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.words import level_word
from ui.screens.page import Host, Overlay
from ui.screens.rework_words import (
    action_word,
    code_state_word,
    fate_word,
    prompt_word,
    reason_word,
    said_word,
)
from ui.theme.metrics import EDGE_MM, KEY_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import text_label
from ui.widgets.pad import Pad
from ui.widgets.paged_keys import KeySpec, PagedKeys
from ui.widgets.scan_field import ScanField

GRADES = ("A", "B", "C", "D", "F", "")


class Stage(StrEnum):
    SCAN = "scan"
    FATE = "fate"
    GRADE = "grade"
    REASON = "reason"
    WORDS = "words"
    CONFIRM = "confirm"


class Answers:
    """What was scanned and chosen so far, by the names of the request's fields."""

    def __init__(self, first: str, said: str) -> None:
        self.scans: dict[str, list[str]] = {first: [said]} if first else {}
        self.fate = self.grade = self.reason = self.words = ""

    def one(self, field: str) -> str:
        return self.scans[field][0]

    def all(self, field: str) -> tuple[str, ...]:
        return tuple(self.scans[field])

    @property
    def why(self) -> str:
        return f"{self.reason}: {self.words}" if self.words else self.reason


REQUESTS: dict[str, Callable[[Answers], ReworkRequest]] = {
    "accept": lambda a: AcceptItem(a.one("what"), a.grade, a.why),
    "replace": lambda a: ReplaceItem(a.one("out"), a.one("put"), a.one("label"), a.fate, a.why),
    "remove": lambda a: RemoveItems(a.all("out"), a.one("label"), a.fate, a.why),
    "add": lambda a: AddItems(a.all("put"), a.one("label"), a.why),
    "move": lambda a: MoveItems(a.all("what"), a.one("into"), a.why),
    "empty": lambda a: EmptyBox(a.one("box"), a.fate, a.why),
    "relabel": lambda a: RelabelBox(a.one("box"), a.why),
    "reprint": lambda a: ReprintBox(a.one("box"), a.why),
    "confirm_label": lambda a: ConfirmLabel(a.one("label"), a.one("inside")),
    "sample": lambda a: TakeSample(a.one("what"), a.why),
    "unsample": lambda a: UndoSample(a.one("what"), a.why),
    "destroy": lambda a: DestroyItem(a.one("what"), a.why),
    "quarantine": lambda a: QuarantineBox(a.one("box"), a.why),
    "release": lambda a: ReleaseBox(a.one("box"), a.why),
}


def request_of(action: str, answers: Answers) -> ReworkRequest:
    """The act's request; `replace_in` is `replace`, begun with the container."""
    return REQUESTS[action.removesuffix("_in")](answers)


@dataclass(frozen=True)
class Chosen:
    """What was scanned first, as it was said and as it is, and which act was chosen for it; `then`
    gets what the station told when it was done."""

    said: str
    shown: ScanShown
    action: ActionShown
    then: Callable[[Done], None]


class Walk(Overlay):
    def __init__(
        self,
        feel: Feel,
        station: Station,
        host: Host,
        chosen: Chosen,
        *,
        chinese: bool,
    ) -> None:
        super().__init__(feel)
        self._station, self._host, self._chinese = station, host, chinese
        self._shown, self._then = chosen.shown, chosen.then
        action = self._action = chosen.action
        self.answers = Answers(action.first, chosen.said)
        self._told: dict[str, list[str]] = {action.first: [thing_text(chosen.shown)]}
        self._steps: list[StepShown] = list(action.steps)
        if len(action.fates) == 1:
            self.answers.fate = action.fates[0]
        self._coming = [Stage.SCAN] * len(self._steps) + self._choices()
        self.stage = Stage.CONFIRM
        self._parts()
        self._lay_out()
        self._next()

    def _choices(self) -> list[Stage]:
        asked = [
            (len(self._action.fates) > 1, Stage.FATE),
            (self._action.grade, Stage.GRADE),
            (self._action.reason, Stage.REASON),
        ]
        return [stage for wanted, stage in asked if wanted]

    # -- what it is made of

    def _parts(self) -> None:
        feel = self.feel
        self._title, self._thing = text_label("big", wrap=True), text_label("quiet", wrap=True)
        self._prompt, self._why = text_label("big", wrap=True), text_label(wrap=True)
        self._list, self._summary = text_label(wrap=True), text_label(wrap=True)
        self.back = TouchKey(feel)
        self.go_on = TouchKey(feel, shape="right")
        self.take_back = TouchKey(feel, shape="left")
        self.more_words, self.wordless = TouchKey(feel), TouchKey(feel)
        self.field = ScanField(feel)
        self.choices = PagedKeys(feel)
        self.words = QLineEdit()
        self.words.setMinimumHeight(feel.px(KEY_MM))
        self.words.setMaxLength(120)
        self._pad = Pad(feel, self.words)
        self.do = {
            hold: TouchKey(feel, shape="tick", mark="good", hold=hold) for hold in (False, True)
        }
        self.back.chosen.connect(self._host.close_overlay)
        self.go_on.chosen.connect(self._went_on)
        self.take_back.chosen.connect(self._took_back)
        self.more_words.chosen.connect(self._add_words)
        self.wordless.chosen.connect(lambda: self._show(Stage.CONFIRM))
        self.field.scanned.connect(self._scanned)
        self.choices.chosen.connect(self._chose)
        self.words.returnPressed.connect(self._worded)
        self._pad.done.connect(self._worded)
        for key in self.do.values():
            key.chosen.connect(self._do)
        for key in (self.go_on, self.take_back):
            key.explained.connect(self._explain)

    def _lay_out(self) -> None:
        edge = self.feel.px(EDGE_MM)
        self._stack = QStackedWidget()
        scans = self._column(self.field, self._list)
        row = QHBoxLayout()
        row.addWidget(self.take_back)
        row.addStretch()
        row.addWidget(self.go_on)
        scans.addLayout(row)
        confirm = self._column(self._summary)
        last = QHBoxLayout()
        last.addWidget(self.more_words)
        last.addStretch()
        for key in self.do.values():
            last.addWidget(key)
        confirm.addLayout(last)
        self._page(Stage.SCAN, scans)
        self._page(Stage.REASON, self._column(self.choices))
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.words, stretch=1)
        line.addWidget(self.wordless)
        words.addLayout(line)
        words.addWidget(self._pad, stretch=1)
        self._page(Stage.WORDS, words)
        self._page(Stage.CONFIRM, confirm)
        names = QVBoxLayout()
        names.addWidget(self._title)
        names.addWidget(self._thing)
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addLayout(names, stretch=1)
        top.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(edge // 2)
        layout.addWidget(self._top)
        layout.addWidget(self._prompt)
        layout.addWidget(self._why)
        layout.addWidget(self._stack, stretch=1)

    def _column(self, *widgets: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.feel.px(EDGE_MM / 2))
        for widget in widgets[:-1]:
            column.addWidget(widget)
        column.addWidget(widgets[-1], stretch=1)
        return column

    def _page(self, stage: Stage, layout: QVBoxLayout) -> None:
        page = QWidget()
        page.setLayout(layout)
        self._stack.addWidget(page)
        self._pages = {**getattr(self, "_pages", {}), stage: page}

    def opened(self) -> None:
        self._focus()

    def _focus(self) -> None:
        field = self.words if self.stage is Stage.WORDS else self.field
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- from stage to stage

    def _next(self) -> None:
        self._show(self._coming.pop(0) if self._coming else Stage.CONFIRM)

    def _show(self, stage: Stage) -> None:
        self.stage = stage
        page = Stage.REASON if stage in (Stage.FATE, Stage.GRADE) else stage
        self._stack.setCurrentWidget(self._pages[page])
        self._explain("")
        self.retranslate()
        self._focus()

    @property
    def _step(self) -> StepShown:
        return self._steps[0]

    @property
    def _got(self) -> list[str]:
        return self.answers.scans.get(self._step.field, [])

    @property
    def holds(self) -> bool:
        """Whether what it does can't be had back."""
        return self._action.voids or self.answers.fate == Fate.DESTROY

    @property
    def told(self) -> str:
        """Why the last thing was not taken, as it is shown."""
        return self._why.text()

    # -- words

    def retranslate(self) -> None:
        self._title.setText(action_word(self._action.name))
        self._thing.setText(thing_text(self._shown))
        self.back.setText(self.tr("Cancel"))
        self.go_on.setText(self.tr("Go on"))
        self.take_back.setText(self.tr("Take back"))
        self.more_words.setText(self.tr("Add words"))
        for hold, key in self.do.items():
            key.setText(self.tr("Hold: do it") if hold else self.tr("Do it"))
            key.setVisible(hold == self.holds)
        self.more_words.setVisible(self._action.reason)
        self.wordless.setText(self.tr("Back"))
        self.words.setPlaceholderText(self.tr("In your own words"))
        # The letters take all the room that there is.
        for widget in (self._top, self._prompt):
            widget.setVisible(self.stage is not Stage.WORDS)
        self._prompt.setText(self._prompt_text())
        if self.stage is Stage.SCAN:
            self._show_scans()
        elif self.stage in (Stage.FATE, Stage.GRADE, Stage.REASON):
            self.choices.set_keys(self._keys(), self.tr("More"))
        elif self.stage is Stage.CONFIRM:
            self._summary.setText("\n".join(self._summed_up()))

    def _prompt_text(self) -> str:
        if self.stage is Stage.SCAN:
            return prompt_word(self._action.name, self._step.field)
        return {
            Stage.FATE: self.tr("What becomes of what leaves?"),
            Stage.GRADE: self.tr("Grade of the new read?"),
            Stage.REASON: self.tr("Why?"),
            Stage.WORDS: "",
            Stage.CONFIRM: self.tr("Is this right?"),
        }[self.stage]

    def _show_scans(self) -> None:
        self.field.setPlaceholderText(self.tr("Scan here"))
        told = self._told.get(self._step.field, [])
        shown = [f"{number + 1}  {text}" for number, text in enumerate(told)][-4:]
        if len(told) > len(shown):
            shown.insert(0, self.tr("{count} scanned; the last of them:").format(count=len(told)))
        self._list.setText("\n".join(shown))
        for key in (self.go_on, self.take_back):
            key.setVisible(self._step.many)
        self.go_on.set_why("" if self._got else self.tr("Scan at least one first."))
        mine = len(self._got) - (self._step.field == self._action.first)
        self.take_back.set_why("" if mine > 0 else self.tr("Nothing was scanned here."))

    def _keys(self) -> Sequence[KeySpec]:
        if self.stage is Stage.FATE:
            return [KeySpec(fate, fate_word(fate)) for fate in self._action.fates]
        if self.stage is Stage.GRADE:
            return [KeySpec(one, one or self.tr("Not measured")) for one in GRADES]
        return [KeySpec(one.value, reason_word(one.value)) for one in DropReason]

    def _summed_up(self) -> list[str]:
        names = {
            "out": self.tr("Leaves"),
            "put": self.tr("Goes in"),
            "what": self.tr("What"),
            "box": self.tr("Container"),
            "label": self.tr("Label"),
            "into": self.tr("Into"),
            "inside": self.tr("Proof"),
        }
        lines = []
        for field, told in self._told.items():
            if field:
                more = f"  (+ {len(told) - 1})" if len(told) > 1 else ""
                lines.append(f"{names.get(field, field)}: {told[0]}{more}")
        chosen = []
        if self.answers.fate:
            chosen.append((self.tr("Becomes"), fate_word(self.answers.fate)))
        if self._action.grade:
            chosen.append((self.tr("Grade"), self.answers.grade or self.tr("Not measured")))
        if self._action.reason:
            chosen.append((self.tr("Reason"), reason_word(self.answers.why)))
        return lines + [f"{name}: {what}" for name, what in chosen]

    # -- what is scanned and pressed

    @Slot(str, bool)
    def _scanned(self, said: str, _: bool) -> None:
        if self.stage is not Stage.SCAN:
            self._explain(self.tr("Nothing is to be scanned now; press a key, or cancel."))
            return
        self._station.ask(Scan(said), lambda shown: self._known(said, shown), self._no)

    def _known(self, said: str, shown: ScanShown) -> None:
        if self.stage is not Stage.SCAN:
            return
        self.answers.scans.setdefault(self._step.field, []).append(said)
        self._told.setdefault(self._step.field, []).append(thing_text(shown))
        self._explain("")
        if self._step.many:
            self._show_scans()
        else:
            self._went_on()

    @Slot()
    def _went_on(self) -> None:
        self._steps.pop(0)
        self._next()

    @Slot()
    def _took_back(self) -> None:
        self.answers.scans[self._step.field].pop()
        self._told[self._step.field].pop()
        self._show_scans()

    @Slot(str)
    def _chose(self, name: str) -> None:
        if self.stage is Stage.FATE:
            self.answers.fate = name
        elif self.stage is Stage.GRADE:
            self.answers.grade = name
        else:
            self.answers.reason = name
        self._next()

    @Slot()
    def _add_words(self) -> None:
        self._show(Stage.WORDS)

    @Slot()
    def _worded(self) -> None:
        self.answers.words = self.words.text().strip()
        self._show(Stage.CONFIRM)

    @Slot()
    def _do(self) -> None:
        request = request_of(self._action.name, self.answers)
        self._station.ask(request, self._done, self._no)

    def _done(self, done: Done) -> None:
        self._host.close_overlay()
        self._then(done)

    def _no(self, refusal: Refusal) -> None:
        self._explain(said_word(refusal.rule, refusal.why, chinese=self._chinese))

    @Slot(str)
    def _explain(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))


def thing_text(shown: ScanShown) -> str:
    """A thing in one line: what it is, its code, how it stands."""
    code = shown.code
    return f"{level_word(code.role)} {code.text} – {code_state_word(code.state)}"
