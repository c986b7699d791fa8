"""The world's side of the promises: what was really inked, let pass, packed and labelled.

Things are noted as they happen in the hall and held against the database as it is on the disk:
after every kill, now and then, and at the end. A case is looked at once, when it has passed its
label scanner, since from then on nobody changes it. What a person must look at anyway (a container
in quarantine) is left out, and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from drivers.sim.line.things import Case, Pallet
from station.compose.database import Database
from station.core import records as r
from station.core.code_id import pack
from station.core.code_schemes import recognise, scheme_of
from station.core.codes import SsccNumbers
from station.core.ledger import Ledger
from station.core.minting import KeyRing
from station.core.packaging import CodeKind, Product
from station.core.presets import ImportPlan
from station.core.states import CodeState, ContainerState
from station.simulate.label_text import label_text
from station.store import journal
from station.store.engine import reading

NEVER_LEFT = frozenset({CodeState.FREE, CodeState.ALLOCATED})
FINDINGS_MAX = 5


class Broken(AssertionError):
    """A promise was broken in the world, whatever the database says."""


class Stands(Protocol):
    """What is past its label scanner."""

    def cases(self) -> Sequence[Case]: ...

    def pallets(self) -> Sequence[Pallet]: ...

    def inside_of(self, case: Case) -> bytes: ...


@dataclass(frozen=True)
class Reader:
    """Turns what is inked or printed back into code numbers, as the platform would. What came
    printed is known by the suppliers' files, and by the numbers that the station gave them."""

    product: Product
    ring: KeyRing
    camera: str  # whose verdicts are on bottles; other readers number otherwise
    files: dict[str, ImportPlan] = field(default_factory=dict)  # by name, as they were bought
    _bought: dict[bytes, int] = field(default_factory=dict)

    def granted(self, record: r.Granted) -> None:
        """A file came in: its codes have numbers from now on."""
        plan = self.files.get(record.source.removeprefix("file:"))
        for n, text in enumerate(plan.texts[record.level] if plan else ()):
            self._bought[text.encode()] = pack(record.series, record.first + n)

    def ink(self, data: bytes) -> int:
        """The code of a bottle or item; 0 for anything that is none of ours."""
        rule = self.product.levels[0].code
        if rule.kind is CodeKind.IMPORTED:
            return self.came(data)
        scheme = scheme_of(rule, self.product.gtin, "", "")
        return recognise(scheme, self.ring, data, scheme.symbology.aim) or 0

    def came(self, data: bytes) -> int:
        """The code that something came printed with; 0 as above."""
        return self._bought.get(data, 0)

    def texts_came(self) -> Mapping[int, bytes]:
        return {code: text for text, code in self._bought.items()}


class Truth:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.ledger = Ledger()
        self.audits = 0
        self.quarantined = 0  # cases and pallets that were left out
        self._read_to = 0
        self._judged: dict[int, int] = {}  # trigger: code it was judged good for
        self._inked: set[bytes] = set()
        self._new_ink: list[bytes] = []
        self._shown: dict[int, tuple[bytes, bytes | None]] = {}
        self._verdicts: dict[int, str] = {}
        self._new_passes: list[int] = []
        self._looked_at: set[int] = set()

    # -- what happens

    def inked(self, data: bytes) -> None:
        """The printer used up a code."""
        if data in self._inked:
            raise Broken(f"{data!r} was printed twice")
        self._inked.add(data)
        self._new_ink.append(data)

    def doubled(self, data: bytes) -> None:
        """The printer's own mistake: nobody sent it twice."""
        assert data in self._inked, "a double of nothing"

    def shown(self, number: int, ink: bytes, cap: bytes | None) -> None:
        """What really stood before the camera, and was read as it is."""
        self._shown[number] = (ink, cap)

    def verdict(self, number: int, word: str) -> None:
        """The PLC took a verdict on an item."""
        before = self._verdicts.get(number)
        if before is None:
            self._verdicts[number] = word
            if word == "pass":
                self._new_passes.append(number)
        elif before != word:
            raise Broken(f"item {number} got the verdict {word} after {before}")

    # -- the database against it

    def audit(self, database: Database, hall: Stands) -> None:
        """Read what is new on the disk and hold the world against it. Raises Broken."""
        self.audits += 1
        self._read(database)
        found = [*self._tape(), *self._passes(), *self._packed(hall)]
        if found:
            raise Broken("; ".join(found[:FINDINGS_MAX]))

    def _read(self, database: Database) -> None:
        engine = database.engine(read_only=True)
        try:
            with reading(engine) as connection:
                head = journal.head_of(connection).seq
                if head < self._read_to:
                    raise Broken(f"the journal ends at {head}, it had reached {self._read_to}")
                for entry in journal.read_entries(connection, self._read_to + 1):
                    self._read_to = entry.seq
                    self.ledger.apply_all((entry.record,))
                    self._note(entry.record)
        finally:
            engine.dispose()

    def _note(self, record: r.Record) -> None:
        mine = isinstance(record, r.Judged) and record.device == self._reader.camera
        if isinstance(record, r.Judged) and mine and record.verdict == "good":
            self._judged[record.trigger] = record.code
        elif isinstance(record, r.Granted):
            self._reader.granted(record)

    def _tape(self) -> Iterator[str]:
        """Each code that was inked is known, and was recorded as sent before."""
        for data in self._new_ink:
            row = self.ledger.codes.get(self._reader.ink(data))
            if row is None:
                yield f"{data!r} was printed, and the database doesn't know it"
            elif row.state in NEVER_LEFT or row.sends != 1:
                yield f"{data!r} was printed, and is {row.state} with {row.sends} sends on record"
        self._new_ink.clear()

    def _passes(self) -> Iterator[str]:
        """Each item that was told to pass is on record as good, for the code that it carries."""
        for number in self._new_passes:
            code = self._judged.get(number, 0)
            ink, cap = self._shown.get(number, (b"", None))
            if not code:
                yield f"item {number} was told to pass, and no good verdict is on record"
            elif code != self._reader.ink(ink):
                yield f"item {number} was told to pass for a code that it doesn't carry"
            elif cap is not None and self.ledger.mates.get(code) != self._reader.came(cap):
                yield f"item {number} was told to pass with a cap that is not its own on record"
        self._new_passes.clear()

    def _packed(self, hall: Stands) -> Iterator[str]:
        """Each is looked at once: cases are numbered up, pallets down from -1."""
        things: list[Case | Pallet] = [*hall.cases(), *hall.pallets()]
        new = [thing for thing in things if _key(thing) not in self._looked_at]
        rows = self.ledger.containers.items() if new else ()
        texts = self._label_texts({row.code: number for number, row in rows if row.code})
        for thing in new:
            self._looked_at.add(_key(thing))
            yield from self._thing(thing, texts)
            if isinstance(thing, Case):
                yield from self._pairs(thing, texts, hall)

    def _label_texts(self, labels: dict[int, int]) -> dict[bytes, int]:
        """Text of each label: container number."""
        texts: dict[bytes, int] = {}
        came = self._reader.texts_came() if labels else {}
        for code, number in labels.items():
            rule = self._reader.product.levels[self.ledger.codes[code].level].code
            if rule.kind is CodeKind.IMPORTED:
                texts[came[code]] = number
                continue
            serials = SsccNumbers(rule.company_prefix, rule.extension, code >> 40)
            texts[b"00" + serials.texts([code])[0].encode()] = number
        return texts

    def _thing(self, thing: Case | Pallet, texts: dict[bytes, int]) -> Iterator[str]:
        """Its label is that of a confirmed container with exactly what lies in it."""
        name = f"{type(thing).__name__.lower()} {thing.number}"
        number = texts.get(label_text(thing.label), 0)
        row = self.ledger.containers.get(number)
        if row is None:
            yield f"{name} carries a label that the database doesn't know"
            return
        if row.quarantined:
            self.quarantined += 1
            return
        if row.state is not ContainerState.CONFIRMED:
            yield f"{name} went on as container {number}, which is {row.state}"
        real = sorted(self._inside(thing, texts))
        stored = sorted(self.ledger.children[number].values())
        if real != stored:
            yield (
                f"{name} is container {number} and holds {len(real)} items, "
                f"{len(set(real) - set(stored))} of them not on record, and lacks "
                f"{len(set(stored) - set(real))} that are"
            )

    def _pairs(self, case: Case, texts: dict[bytes, int], hall: Stands) -> Iterator[str]:
        """What is one thing there is a pair on record: bottle and cap, outside and inside."""
        number = texts.get(label_text(case.label), 0)
        row = self.ledger.containers.get(number)
        if row is None or row.quarantined:
            return
        pairs = [(self._reader.ink(p.ink or b""), p.cap) for p in case.products]
        pairs.append((row.code, hall.inside_of(case) or None))
        for own, inner in pairs:
            if inner is not None and self.ledger.mates.get(own) != self._reader.came(inner):
                yield f"case {case.number} holds {inner!r}, which is on record with another one"

    def _inside(self, thing: Case | Pallet, texts: dict[bytes, int]) -> list[int]:
        """The codes of what really lies in it; 0 for what has none of ours."""
        if isinstance(thing, Case):
            return [self._reader.ink(product.ink or b"") for product in thing.products]
        numbers = [texts.get(label_text(case.label), 0) for case in thing.cases]
        return [self.ledger.containers[n].code if n else 0 for n in numbers]


def _key(thing: Case | Pallet) -> int:
    return thing.number if isinstance(thing, Case) else -thing.number
