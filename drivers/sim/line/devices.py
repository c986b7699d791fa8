"""The twins of a line on their ports, and the hands that touch them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drivers.sim.codenet import CodenetTwin
from drivers.sim.keyence_sr import KeyenceTwin
from drivers.sim.label_feed import LabelFeed
from drivers.sim.label_languages import LABEL_LANGUAGES
from drivers.sim.line.fixed_reader import read_label, read_picture
from drivers.sim.line.spec import LineSpec
from drivers.sim.plc import PlcTwin
from drivers.sim.server import TwinServer

if TYPE_CHECKING:
    from drivers.sim.line.hall import Hall

SEPARATOR = "|"  # between the codes of one read; the line file says the same where it matters
LABEL_MS = 150  # what the printers need for one label, at speed 1


class HallDevices:
    """All devices of the demonstration line; `urls` tells where each listens, by its name in the
    line file."""

    def __init__(self, spec: LineSpec) -> None:
        self.plc = PlcTwin()
        self.coder = TwinServer(CodenetTwin(depth=spec.coder_depth))
        label_ms = max(1, int(LABEL_MS / spec.speed))
        self._heads = dict(enumerate(spec.labels, start=1))
        self._labels = {
            level: TwinServer(LABEL_LANGUAGES[head.language].twin(label_ms=label_ms))
            for level, head in self._heads.items()
        }
        self._pulsed = {level: 0 for level, head in self._heads.items() if head.pulses}
        self._readers = {
            name: TwinServer(KeyenceTwin(separator=SEPARATOR))
            for name in ("case_scanner", "pallet_scanner", "packer_reader")
        }
        self.urls: Mapping[str, str] = {}

    def start(self) -> None:
        self.plc.start()
        self.coder.start()
        for printer in self._labels.values():
            printer.start()
        for reader in self._readers.values():
            reader.start()
        self.urls = {
            "plc": f"tcp://127.0.0.1:{self.plc.port}",
            "coder": self.coder.url,
            "case_printer": self._labels[1].url,
            "pallet_printer": self._labels[2].url,
            **{name: server.url for name, server in self._readers.items()},
        }

    def stop(self) -> None:
        for reader in self._readers.values():
            reader.stop()
        for printer in self._labels.values():
            printer.stop()
        self.coder.stop()
        self.plc.stop()

    def show(self, hall: Hall) -> None:
        """Let each fixed reader see what stands before it."""

        def case_label() -> Sequence[bytes]:
            thing = hall.cell.scanned
            if thing is None or not thing.label:
                return ()
            inside = hall.printed_inside(thing)
            printed = () if inside is None else read_picture(inside)
            outside = hall.printed_outside(thing)
            if outside is None:
                return (*read_label(thing.label, self._heads[1]), *printed)
            return (*read_picture(outside), *printed)

        def pallet_label() -> Sequence[bytes]:
            thing = hall.cell.scanned_pallet
            return read_label(thing.label, self._heads[2]) if thing and thing.label else ()

        def last_product() -> Sequence[bytes]:
            held = hall.cell.held
            if held is None or not held.products:
                return ()
            return read_picture(hall.photographer.cap(held.products[-1]))

        looks = {
            "case_scanner": case_label,
            "pallet_scanner": pallet_label,
            "packer_reader": last_product,
        }
        for name, look in looks.items():
            self._readers[name].twin.look = look

    # -- hands

    def print_code(self) -> bytes | None:
        """A product passes the coder's photocell: what is inked on it."""
        return self.coder.call(lambda twin, now_ms: twin.photocell(now_ms))

    def cut_coder(self, seconds: float) -> None:
        self.coder.cut(seconds)

    def take_label(self, level: int) -> bytes | None:
        return self._labels[level].look(lambda twin, now_ms: twin.take_label())

    def label_pulses(self) -> list[int]:
        """The level of each END PRINT since the last call, of the printers that are wired."""
        pulses = []
        for level, before in self._pulsed.items():
            now = self._labels[level].look(lambda twin, now_ms: twin.end_prints)
            pulses += [level] * (now - before)
            self._pulsed[level] = now
        return pulses

    def drop_labels(self, level: int) -> int:
        """Everything on the liner goes into the bin."""
        count = 0
        while self.take_label(level) is not None:
            count += 1
        return count

    def trouble_label_printer(self, level: int, name: str, value: str = "on") -> None:
        """A fault of the label printer's twin, such as ribbon_out."""

        def trouble(twin: LabelFeed, now_ms: int) -> tuple[None, bytes]:
            twin.fault(name, value)
            return None, twin.tick(now_ms)

        self._labels[level].call(trouble)

    def load_label_printer(self, level: int) -> None:
        """Labels and ribbon are put in, the head is closed."""
        self._labels[level].call(lambda twin, now_ms: (None, twin.load_media(now_ms)))

    def reload_label_printer(self, level: int) -> None:
        """New media are put in, and the printer repeats its last label."""

        def reload(twin: LabelFeed, now_ms: int) -> tuple[None, bytes]:
            twin.fault("reprint_on_reload", "1")
            return None, twin.load_media(now_ms)

        self._labels[level].call(reload)
