"""All standing alarms, and the way out of the chosen one, step by step.

The steps and what the station can do at each are the core's (`station.core.recovery`); the page
keeps nothing but which step is shown.
"""

from __future__ import annotations

import re

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from station.core.alarms import AlarmKind
from station.core.recovery import RECOVERY, Act, Step
from station.core.snapshot import AlarmShown
from station.talk import line_requests as q
from station.talk.look import Look
from station.talk.message import Request
from ui.alarm_words import foremost, what_of
from ui.bridge import Station
from ui.feel import Feel
from ui.i18n.language import Language
from ui.i18n.said import in_language
from ui.screens.choice import Choice
from ui.screens.page import Host, Page
from ui.screens.scan_all import ScanAll
from ui.theme.metrics import EDGE_MM
from ui.widgets.key import TouchKey
from ui.widgets.labels import Panel, text_label
from ui.widgets.paged_table import Column, PagedTable, Row

PAGES_OF = {Act.DEVICES: "devices", Act.ORDERS: "orders", Act.REWORK: "rework"}


class AlarmsPage(Page):
    name = "alarms"
    moves_line = True

    def __init__(self, feel: Feel, language: Language, station: Station, host: Host) -> None:
        super().__init__(feel, language, station, host)
        self._list = PagedTable(feel, choosable=True)
        self._list.chosen.connect(self.choose)
        self._way = Panel(feel)
        self._count, self._do = text_label("small"), text_label("big", wrap=True)
        self._rest = text_label("quiet", wrap=True)
        for label in (self._count, self._do, self._rest):
            self._way.body.addWidget(label)
        self._way.body.addStretch()
        self._chosen, self._step = 0, 0
        self._by_hand = False  # somebody chose it; else the foremost is shown
        self.steps: tuple[Step, ...] = ()
        self.done = 0  # how many acts the station has carried out for this page
        self._alarm: AlarmShown | None = None
        self._before = self.key(lambda: self._turn(-1), shape="left")
        self._after = self.key(lambda: self._turn(1), shape="right")
        self._act = self.key(self._do_it, shape="tick", mark="info")
        self._sure = self.key(self._do_it, shape="tick", mark="info", hold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(feel.px(EDGE_MM))
        left = QVBoxLayout()
        left.addWidget(self._list, stretch=1)
        row.addLayout(left, stretch=1)
        row.addWidget(self._way, stretch=1)

    def title(self) -> str:
        return self.tr("Alarms")

    def bar_keys(self) -> list[TouchKey]:
        return [self._before, self._after, self._act, self._sure]

    def retranslate(self) -> None:
        columns = (Column(self.tr("Standing alarms, oldest first"), 1),)
        self._list.set_columns(columns, self.tr("No alarm stands."))
        self._before.setText(self.tr("Step before"))
        self._after.setText(self.tr("Next step"))
        self._show_step()
        if self.station.look is not None:
            self.show_look(self.station.look)

    def show_look(self, look: Look) -> None:
        chinese = self.language.is_chinese
        rows = [
            Row((what_of(one, look, chinese=chinese),), _sign(one), str(one.number))
            for one in look.line.alarms
        ]
        self._list.set_rows(rows)
        alarm = next((one for one in look.line.alarms if one.number == self._chosen), None)
        if alarm is None and self._goes_on_to_start:
            return
        if alarm is None:
            self._by_hand = False
        if alarm is None or not (self._by_hand or self._step):
            alarm = foremost(look.line.alarms)  # nobody is at another one's steps
        if alarm != self._alarm:
            if alarm is None or self._alarm is None or alarm.kind != self._alarm.kind:
                self._step = 0  # another station may give the same number to another alarm
            self._alarm = alarm
            self._chosen = alarm.number if alarm else 0
            self.steps = RECOVERY[AlarmKind(alarm.kind)] if alarm else ()
            self._show_step()

    @property
    def _goes_on_to_start(self) -> bool:
        """The alarm is gone by what was done here, and starting the line is what is left."""
        return bool(self.steps) and self.steps[self._step].act is Act.START

    def choose(self, key: str) -> None:
        """Show the way out of the alarm of this number."""
        self._chosen, self._step, self._by_hand = int(key), 0, True
        if self.station.look is not None:
            self._alarm = None
            self.show_look(self.station.look)

    def _turn(self, steps: int) -> None:
        self.show_step(self._step + steps)

    def show_step(self, step: int) -> None:
        """This step of the chosen alarm's way out, or the nearest that there is."""
        self._step = min(max(0, step), max(0, len(self.steps) - 1))
        self._show_step()

    def _show_step(self) -> None:
        chinese, alarm = self.language.is_chinese, self._alarm
        self._list.set_picked(str(self._chosen))
        step = self.steps[self._step] if self.steps else None
        act = step.act if step is not None else None
        for key, is_shown in ((self._act, act not in HELD), (self._sure, act in HELD)):
            key.setVisible(act is not None and is_shown)
            key.setText(self._act_word(act) if act is not None else "")
        first, last = self._step == 0, self._step >= len(self.steps) - 1
        self._before.set_why(self.tr("This is the first step.") if first else "")
        self._after.set_why(self.tr("This is the last step.") if last else "")
        if alarm is None or step is None:
            self._way.title.setText(self.tr("What to do"))
            for label in (self._count, self._do, self._rest):
                label.setText("")
            return
        look = self.station.look
        self._way.title.setText("" if look is None else what_of(alarm, look, chinese=chinese))
        count = self.tr("Step {number} of {steps}")
        self._count.setText(count.format(number=self._step + 1, steps=len(self.steps)))
        self._do.setText(step.do_zh if chinese else step.do)
        self._rest.setText("\n".join((self._details(alarm), self._then())).strip())

    def _then(self) -> str:
        """What comes after this step."""
        following = self.steps[self._step + 1 : self._step + 2]
        chinese = self.language.is_chinese
        then = self.tr("Then: {step}")
        return "".join(then.format(step=one.do_zh if chinese else one.do) for one in following)

    def _details(self, alarm: AlarmShown) -> str:
        """The station's own detail, and which containers are quarantined."""
        lines = [in_language(alarm.detail, chinese=self.language.is_chinese)]
        look = self.station.look
        boxes = [box for pack in look.line.packs for box in pack.waiting] if look else []
        held = [str(number) for number, _, _, quarantined in boxes if quarantined]
        if held:
            lines.append(
                self.tr("Quarantined: container {numbers}").format(numbers=", ".join(held))
            )
        return "\n".join(line for line in lines if line)

    # -- what the station does

    def _act_word(self, act: Act) -> str:
        return {
            Act.CLEAR: self.tr("Looked after"),
            Act.BELT_CLEAR: self.tr("Belt is clear"),
            Act.RESCAN: self.tr("Read again"),
            Act.REPRINT: self.tr("Reprint label"),
            Act.PARTIAL: self.tr("Close as part case"),
            Act.ACCEPT_MISSING: self.tr("It is gone"),
            Act.SCAN_CONTENT: self.tr("Scan all items"),
            Act.MORE_CODES: self.tr("More codes"),
            Act.FINISH: self.tr("Finish order"),
            Act.START: self.tr("Start"),
            Act.CLOCK: self.tr("Clock is right"),
            Act.DEVICES: self.tr("Devices"),
            Act.ORDERS: self.tr("Orders"),
            Act.REWORK: self.tr("Rework"),
        }[act]

    def _do_it(self) -> None:
        if self._alarm is None or not self.steps:
            return
        act = self.steps[self._step].act
        if act in PAGES_OF:
            self.host.go(PAGES_OF[act])
        elif act is Act.SCAN_CONTENT:
            number = _number(self._alarm.where)
            self.host.open(ScanAll(self.feel, self.host, lambda said: self._scanned(number, said)))
        elif act is Act.PARTIAL:
            self._ask_why(_number(self._alarm.where))
        elif act is not None:
            self.station.ask(self._request(act, self._alarm), lambda _: self._done())

    def _request(self, act: Act, alarm: AlarmShown) -> Request[None]:
        level = _number(alarm.where)
        look = self.station.look
        requests: dict[Act, Request[None]] = {
            Act.CLEAR: q.ClearAlarm(alarm.number, "looked after"),
            Act.BELT_CLEAR: q.BeltIsClear(),
            Act.RESCAN: q.ReadLabelAgain(level),
            Act.REPRINT: q.ReprintLabel(_waiting(look, level), "label unusable"),
            Act.ACCEPT_MISSING: q.AcceptMissing(level),
            Act.MORE_CODES: q.MoreCodes(_level_of_head(look, alarm.where)),
            Act.FINISH: q.Finish(),
            Act.START: q.Start(),
            Act.CLOCK: q.ClockIsRight(),
        }
        return requests[act]

    @property
    def act_key(self) -> TouchKey:
        """The key of the shown step; hidden where the step is a person's alone."""
        return self._act if self._act.isVisible() else self._sure

    @property
    def details(self) -> str:
        return self._rest.text()

    def _done(self) -> None:
        self.done += 1
        self.host.say(self.tr("Done."))
        self._turn(1)

    def _scanned(self, container: int, said: tuple[str, ...]) -> None:
        self.station.ask(q.ScanContent(container, said), lambda _: self._done())

    def _ask_why(self, level: int) -> None:
        reasons = (
            ("item taken out", lambda: self.tr("Item taken out")),
            ("end of order", lambda: self.tr("End of order")),
            ("no more material", lambda: self.tr("No more material")),
        )
        self.host.open(
            Choice(
                self.feel,
                self.host,
                lambda: self.tr("Close it though it isn't full: why?"),
                reasons,
                lambda why: self.station.ask(q.ClosePartial(level, why), lambda _: self._done()),
                hold=True,
            )
        )


HELD = frozenset({Act.BELT_CLEAR, Act.ACCEPT_MISSING, Act.FINISH})  # said once, believed for good


def _sign(alarm: AlarmShown) -> tuple[str, str]:
    return ("stop", "bad") if alarm.holds else ("triangle", "wait")


def _number(where: str) -> int:
    """The number in an alarm's place, such as "level 1"; 0 where it has none."""
    found = re.search(r"\d+", where)
    return int(found.group()) if found else 0


def _waiting(look: Look | None, level: int) -> int:
    """The container of this level that waits longest for its label."""
    packs = look.line.packs if look else ()
    return next((box[0] for pack in packs if pack.level == level for box in pack.waiting), 0)


def _level_of_head(look: Look | None, where: str) -> int:
    heads = look.line.heads if look else ()
    return next((head.level for head in heads if head.name == where), 0)
