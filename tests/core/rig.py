"""A bench around the pure line: pools, printers' queues, the ledger and the watchers.

`Rig.send` takes one step and does what the runtime does: fold the records into a ledger, answer
leases, keep what leaves for the devices. After each step the watchers check what must always hold;
a broken promise raises at the step that broke it. The physical world is not here: see `hall.py`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from station.core import effects as f
from station.core import events as e
from station.core import records as r
from station.core.alarms import Alarm, AlarmKind
from station.core.facts import Issued, Known, Seen
from station.core.invariants import check_ledger, check_line
from station.core.ledger import Ledger
from station.core.line import step
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule, Level, PackMode, Product
from station.core.packing import Container
from station.core.printing import Head
from station.core.restart import Remains, take_up
from station.core.state import Limits, LineState, new_line
from station.core.states import Cause, CodeState, ContainerState
from station.core.steps.belt import BELT
from station.core.verify import Live
from tests.core.rig_codes import AIM, LETTERS, code_of, issued, of_code, set_of
from tests.core.rig_facts import with_facts

CODER, CASE, PALLET = "coder", "case printer", "pallet printer"
HEADS = (CODER, CASE, PALLET)
CAMERA = "camera"
STEP_MS = 20
LIMITS = Limits()
WHO = "line leader"

# States of a code that a restart finds on its way; written down apart from the code under test.
ON_THE_WAY = ("allocated", "sent", "printed", "verified", "in_doubt")


def make_order(
    mode: PackMode = PackMode.LOOK_DOWN,
    *,
    number: str = "O1",
    per_case: int = 4,
    per_pallet: int = 2,
    levels: int = 3,
    rejects_in_row_max: int = 5,
    inner: tuple[int, ...] = (),
    preprinted: tuple[int, ...] = (),
    outer: PackMode = PackMode.SCANNED,
) -> Order:
    """Things of the levels in `inner` carry two codes; those in `preprinted` come with theirs."""
    elsewhere = CodeRule(CodeKind.IMPORTED, "qr", preprinted=True)
    minted = CodeRule(CodeKind.MINTED, "qr")
    rules = [elsewhere if level in preprinted else minted for level in range(3)]
    mates = [elsewhere if level in inner else None for level in range(3)]
    columns = 2 if mode is PackMode.LOOK_DOWN else 0
    grid = per_case // 2 if mode is PackMode.LOOK_DOWN else 0
    all_levels = (
        Level(0, "bottle", rules[0], inner=mates[0]),
        Level(1, "case", rules[1], per_case, mode, grid, columns, mates[1]),
        Level(2, "pallet", rules[2], per_pallet, outer, inner=mates[2]),
    )
    product = Product("water", "06901234567892", all_levels[:levels])
    return Order(number, product, "B1", "2026-01-01", "", 100, rejects_in_row_max)


class BrokenPromise(AssertionError):
    """A watcher saw something that must never be."""


class Rig:
    def __init__(self, *, depth: int = 3, source: str = "minted", limits: Limits = LIMITS) -> None:
        self.depth, self.source = depth, source
        self.now_ms = 0
        self.limits = limits
        self.state: LineState = new_line(
            [Head(name, level) for level, name in enumerate(HEADS)], limits
        )
        self.ledger = Ledger()
        self.records: list[r.Record] = []
        self.free: dict[int, dict[int, None]] = {level: {} for level in LETTERS}
        self.preset: dict[int, tuple[int, int]] = {}  # a code: where a file says it belongs, slot
        self.granted: Counter[int] = Counter()
        self.at_printer: deque[Issued] = deque()
        self.labels: deque[f.PrintLabel] = deque()
        self.scans: deque[f.TriggerScan] = deque()
        self.verdicts: dict[tuple[int, int], bool] = {}  # (place, number): good
        self.refused: list[f.Refused] = []
        self.cleared_heads: list[str] = []
        self.forgotten: list[int] = []  # codes that a head's driver was told to forget
        self.conveyor_on = False
        self.drop_effects = False  # the power fails between commit and effects
        self._verified: set[int] = set()
        self._leaving: Counter[int] = Counter()  # how often a code left for a printer
        self._never_again: set[int] = set()  # in doubt at a printer, or dropped by it
        self._judged: dict[int, r.Judged] = {}  # by trigger

    # -- one step, as the runtime does it

    def send(self, event: e.Event) -> tuple[r.Record, ...]:
        before, event = self.state, with_facts(self.ledger, event, self.preset)
        if isinstance(event, e.HeadCleared | e.CodesDoubted):
            self._never_again.update(event.codes)
        self.state, records, effects = step(self.state, event)
        self._recorded(before, records)
        for effect in () if self.drop_effects else effects:
            self._carry_out(effect)
        return records

    def do(self, kind: Any, **fields: Any) -> tuple[r.Record, ...]:
        """Send an event of this kind, now."""
        self.now_ms += STEP_MS
        return self.send(kind(at_ms=self.now_ms, **fields))

    def ask(self, kind: Any, **fields: Any) -> str:
        """A person's command: "" when it was carried out, else why not."""
        before = len(self.refused)
        self.do(kind, by=WHO, **fields)
        return " ".join(refusal.why for refusal in self.refused[before:])

    def _recorded(self, before: LineState, records: tuple[r.Record, ...]) -> None:
        self.records.extend(records)
        self.ledger.apply_all(records)
        for record in records:
            if isinstance(record, r.CodesMoved):
                self._moved(record)
            elif isinstance(record, r.BlockReleased | r.BlockVoided):
                base = (record.series << 40) + record.first
                for code in range(base, base + record.count):
                    del self.free[record.level][code]
            elif isinstance(record, r.Judged) and record.device in (CAMERA, BELT):
                _promise(record.trigger not in self._judged, f"{record} is a second verdict")
                self._judged[record.trigger] = record
        broken = check_line(before, self.state, records)
        _promise(not broken, str(broken))

    def _moved(self, record: r.CodesMoved) -> None:
        if record.cause is Cause.VERIFY:
            self._verified.update(record.codes)
        elif record.cause in (Cause.ALLOCATE, Cause.RECEIVE):
            for code in record.codes:
                del self.free[record.level][code]
        elif record.cause is Cause.VOID:
            for code in record.codes:
                self.free[record.level].pop(code, None)
        elif record.cause is Cause.RETURN:
            self.free[record.level].update(dict.fromkeys(record.codes))
        elif record.cause is Cause.UNSEND:
            self._leaving.subtract(record.codes)

    def _carry_out(self, effect: f.Effect) -> None:
        match effect:
            case f.Lease(head, level, count):
                codes = list(self.free[level])[:count]
                got = tuple(issued(level, code & (1 << 40) - 1) for code in codes)
                self.do(e.CodesLeased, head=head, issued=got)
            case f.SendCodes(_, codes_out):
                self._left(codes_out)
                self.at_printer.extend(codes_out)
            case f.PrintLabel(issued=one, reprint=reprint):
                if not reprint:
                    self._left((one,))
                self.labels.append(effect)
            case f.TriggerScan():
                self.scans.append(effect)
            case f.GiveVerdict(number, good, place):
                self._verdict(place, number, good)
            case f.RunLine(on):
                self.conveyor_on = on
            case f.ClearHead(head):
                self.cleared_heads.append(head)
            case f.ForgetCodes(_, codes):
                self.forgotten.extend(codes)
            case f.Refused():
                self.refused.append(effect)

    def _left(self, codes: Iterable[Issued]) -> None:
        """What leaves for a printer is recorded as sent, and never left before."""
        for one in codes:
            self._leaving[one.code] += 1
            _promise(self._leaving[one.code] == 1, f"code {one.code} leaves twice for a printer")
            _promise(one.code not in self._never_again, f"code {one.code} leaves after all")
            row = self.ledger.codes[one.code]
            _promise(row.sends == 1, f"code {one.code} leaves unrecorded")

    def _verdict(self, place: int, number: int, good: bool) -> None:
        """An item gets one verdict, and passes only with a code on record as verified."""
        if place == f.ITEM_PLACE:
            _promise((place, number) not in self.verdicts, f"item {number} gets a second verdict")
            judged = self._judged.get(number)
            _promise(judged is not None, f"item {number} gets a verdict that is not on record")
            assert judged is not None
            _promise(good == (judged.verdict == "good"), f"item {number}: not what was judged")
            _promise(not good or judged.code in self._verified, f"item {number} isn't verified")
        self.verdicts[place, number] = good

    # -- what stands where

    def row(self, one: Issued) -> str:
        """The state of a code in the ledger."""
        found = self.ledger.codes.get(one.code)
        return found.state.value if found else "free"

    def count(self, level: int, state: CodeState) -> int:
        return self.state.counts.get((level, state), 0)

    def alarm(self, kind: AlarmKind) -> Alarm | None:
        return next((alarm for alarm in self.state.alarms if alarm.kind is kind), None)

    def kinds(self) -> set[str]:
        return {alarm.kind.value for alarm in self.state.alarms}

    def moves(self) -> bool:
        """Whether the conveyor was last told to run."""
        return self.conveyor_on

    def verdict_of(self, trigger: int) -> str:
        judged = self._judged.get(trigger)
        return judged.verdict if judged else ""

    def of_type(self, kind: Any) -> list[Any]:
        return [record for record in self.records if isinstance(record, kind)]

    def known(self, data: bytes) -> Known | None:
        """What the store would say of a payload that is no living code."""
        code = self.code_of(data)
        into, _ = self.preset.get(code, (0, 0))
        chosen = set_of(self.preset, self.ledger, code)
        row = self.ledger.codes.get(code)
        if row is None:
            level = (code >> 40) - 1
            if not code or code not in self.free[level]:
                return None
            assert self.state.order is not None
            number, one = self.state.order.number, of_code(code)
            return Known(code, number, level, CodeState.FREE, issued=one, into=into, preset=chosen)
        holder = self.ledger.codes[row.mate].parent if row.mate else row.parent
        return Known(
            code,
            row.order,
            row.level,
            row.state,
            holder,
            mate=row.mate,
            into=into,
            preset=chosen,
        )

    @staticmethod
    def code_of(data: bytes) -> int:
        return code_of(data)

    def seen(self, data: bytes, slot: int = -1, aim: str = AIM) -> Seen:
        code = self.state.by_data.get(data)
        of_set = code is not None and set_of(self.preset, self.ledger, code) is not None
        return Seen(data, aim, slot, self.known(data) if code is None or of_set else None)

    # -- the usual course of things

    def open(self, order: Order, pool: int = 200) -> None:
        self.do(e.OrderGiven, order=order)
        for level in order.product.code_levels:
            self.grant(level, pool)

    def run(self, order: Order, pool: int = 200) -> Rig:
        """The order is open, all printers are ready, and it was started."""
        self.open(order, pool)
        for name in HEADS:
            self.do(e.HeadReady, head=name, credit=self.depth)
        self.ask(e.StartAsked)
        return self

    def grant(self, level: int, count: int) -> None:
        first = self.granted[level] + 1
        self.granted[level] += count
        codes = (issued(level, serial).code for serial in range(first, first + count))
        self.free[level].update(dict.fromkeys(codes))
        self.do(
            e.PoolGranted,
            level=level,
            series=level + 1,
            first=first,
            count=count,
            source=self.source,
        )

    def print_one(self) -> Issued:
        """The coder prints its next code and says so."""
        one = self.at_printer.popleft()
        self.do(e.PrintDone, head=CODER, code=one.code)
        return one

    def see(self, trigger: int, *data: bytes, aim: str = AIM) -> None:
        symbols = tuple(self.seen(one, aim=aim) for one in data)
        self.do(e.Sighting, device=CAMERA, trigger=trigger, symbols=symbols)

    def coded(self, trigger: int) -> Issued:
        """A bottle is coded and goes to the camera; nobody has looked yet."""
        self.do(e.AtCoder, trigger=trigger)
        one = self.print_one()
        self.do(e.AtCamera, trigger=trigger)
        return one

    def good(self, trigger: int) -> Issued:
        one = self.coded(trigger)
        self.see(trigger, one.data)
        return one

    def bottle(self, trigger: int) -> Issued:
        """A good bottle, from the coder into the packer."""
        one = self.good(trigger)
        self.do(e.AtPacker, trigger=trigger)
        return one

    def bottles(self, first: int, count: int) -> list[Issued]:
        return [self.bottle(trigger) for trigger in range(first, first + count)]

    def look_down(self, number: int, content: Iterable[Issued]) -> None:
        symbols = tuple(self.seen(one.data, slot) for slot, one in enumerate(content))
        self.do(e.LookDown, device="look down", level=1, token=number, symbols=symbols)

    def present(self, number: int, content: Iterable[Issued]) -> None:
        """By look-down: the case is held, and its picture taken."""
        self.do(e.CasePresented, level=1, number=number)
        self.look_down(number, content)

    def confirm_last(self, number: int, last: Issued | None) -> None:
        """By queue: the case is held, and its last child read (None: not readable)."""
        self.do(e.CasePresented, level=1, number=number)
        self.answer_child(last)

    def answer_child(self, last: Issued | None) -> None:
        scan = self.scans.popleft()
        assert scan.of is f.ScanOf.CHILD
        symbols = () if last is None else (self.seen(last.data),)
        self.do(e.ChildSeen, device="reader", level=1, token=scan.token, symbols=symbols)

    def print_label(self) -> f.PrintLabel:
        label = self.labels.popleft()
        self.do(e.PrintDone, head=label.head, code=label.issued.code)
        return label

    def scan_label(self, level: int, number: int, data: bytes | None) -> None:
        self.do(e.ContainerAtScanner, level=level, number=number)
        self.answer_label(level, data)

    def answer_label(self, level: int, data: bytes | None) -> None:
        scan = self.scans.popleft()
        assert (scan.of, scan.level) == (f.ScanOf.LABEL, level)
        symbols = () if data is None else (self.seen(data),)
        self.do(e.LabelSeen, device="scanner", level=level, token=scan.token, symbols=symbols)

    def labelled(self, number: int) -> f.PrintLabel:
        """The next label is printed, put on, and read."""
        label = self.print_label()
        self.scan_label(label.level, number, label.issued.data)
        return label

    def full_case(self, number: int, first: int) -> list[Issued]:
        """A case by look-down, to the confirmed label."""
        assert self.state.order is not None
        content = self.bottles(first, self.state.order.product.levels[1].capacity)
        self.present(number, content)
        self.labelled(number)
        return content

    def clear_head(self) -> None:
        """The coder drops what it holds, as finishing the order asks. Its driver names every code
        that it never heard of again, those whose *done* was lost among them."""
        codes = self.state.heads[CODER].sent
        self.at_printer.clear()
        self.do(e.HeadCleared, head=CODER, codes=codes)

    def in_doubt(self) -> tuple[int, ...]:
        live = self.state.live.items()
        return tuple(code for code, one in live if one.state is CodeState.IN_DOUBT)

    def container(self, number: int) -> Container:
        """A container that is open or waits for its label."""
        for pack in self.state.packs.values():
            for one in (pack.open, *pack.waiting):
                if one is not None and one.number == number:
                    return one
        raise LookupError(f"no container {number} is on the line")

    # -- restart

    def restart(self) -> None:
        """The station goes off and comes back with what the store knows; printers come later."""
        assert self.state.order is not None
        fresh = new_line(
            [Head(head.name, head.level, done=head.done) for head in self.state.heads.values()],
            self.limits,
            next_container=self.state.next_container,
            next_alarm=self.state.next_alarm,
            next_token=self.state.next_token,
        )
        self.drop_effects = False
        self.scans.clear()
        remains = remains_of(self.ledger, self.state.order, self.records)
        newest = self.of_type(r.PhaseChanged)[-1:]
        if newest and newest[0].reason.startswith("cancelled: "):
            remains = replace(remains, cancelled=newest[0].reason)
        before = self.state
        self.state, records, effects = take_up(fresh, remains, self.now_ms)
        self._recorded(before, records)
        self.conveyor_on = False
        for effect in effects:
            self._carry_out(effect)

    # -- at the end

    def settle(self) -> None:
        """What must hold of all that was ever recorded."""
        broken = {name: found for name, found in check_ledger(self.ledger).items() if found}
        _promise(not broken, str(broken))
        again = Ledger()
        again.apply_all(self.records)
        _promise(again == self.ledger, "a replay of the records gives another ledger")
        order = self.state.order
        if order is not None:
            for level in order.product.code_levels:
                told = self.ledger.counts(order.number, level)
                mine = {state: self.count(level, state) for state in CodeState}
                _promise(told == mine, f"level {level}: counted {mine}, recorded {told}")


def remains_of(ledger: Ledger, order: Order, records: Iterable[r.Record]) -> Remains:
    """What a store would hand over of an order: from the ledger, and the codes in whose story
    rework stands."""
    reworked = {
        code
        for record in records
        if isinstance(record, r.Reworked)
        for code in (*record.out_of_it, *record.into_it)
    }
    counts = {
        (level, state): count
        for level in order.product.code_levels
        for state, count in ledger.counts(order.number, level).items()
    }
    return Remains(
        order,
        ledger.phases[order.number],
        counts,
        dict(_living(ledger, order)),
        tuple(_unfinished(ledger, order)),
        tuple(ledger.alarms.values()),
        table=frozenset(_on_table(ledger, order, reworked)),
        awaited=frozenset(
            row.desk for row in ledger.containers.values() if row.desk and row.order == order.number
        ),
    )


def _on_table(ledger: Ledger, order: Order, reworked: set[int]) -> Iterable[int]:
    for code in reworked:
        row = ledger.codes[code]
        loose = row.state is CodeState.VERIFIED and row.level < order.product.top
        if row.order == order.number and loose:
            yield code


def _living(ledger: Ledger, order: Order) -> Iterable[tuple[int, Live]]:
    for code, row in ledger.codes.items():
        confirmed = row.level == order.product.top and row.state is CodeState.VERIFIED
        if row.order == order.number and row.state.value in ON_THE_WAY and not confirmed:
            one = issued(row.level, code & (1 << 40) - 1)
            yield code, Live(row.state, row.level, one.data, one.aim, code in ledger.mates)


def _unfinished(ledger: Ledger, order: Order) -> Iterable[Container]:
    for number, row in ledger.containers.items():
        if row.order != order.number or row.state is ContainerState.CONFIRMED:
            continue
        label = issued(row.level, row.code & (1 << 40) - 1) if row.code else None
        held: Mapping[int, Issued] = {
            slot: issued(row.level - 1, code & (1 << 40) - 1)
            for slot, code in ledger.children[number].items()
        }
        yield Container(
            number, row.level, row.capacity, row.state, held, label, row.quarantined, row.reason
        )


def _promise(kept: bool, broken: str) -> None:
    if not kept:
        raise BrokenPromise(broken)
