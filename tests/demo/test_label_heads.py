"""The hall with label printers of every language: product's label → bytes → twin → picture → code.

No driver has a part in it: the bytes go to the simulated printer as they are.
"""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from config.line import LineFile
from config.loading import find_line, find_product, load_line, load_product
from drivers.labels.languages import LANGUAGES
from drivers.sim.label_feed import LabelFeed
from drivers.sim.label_languages import LABEL_LANGUAGES, LabelHead, picture_of
from drivers.sim.line.devices import HallDevices
from drivers.sim.line.fixed_reader import read_label, read_picture
from drivers.sim.line.spec import LineSpec
from station.compose.labels import ShippingLabels, printers_of
from station.compose.products import product_of
from station.core.effects import PrintLabel
from station.core.facts import Issued
from station.core.order import Order
from station.demo.heads import heads_of
from station.demo.options import PRODUCT_OF_LINE, DemoOptions
from station.simulate.label_places import LABEL_MS
from station.simulate.label_text import label_text
from station.store.errors import KnownError
from tests.simulate.bench import Bench

PROTOCOLS = {"zpl": "zebra-zpl", "tspl": "tsc-tspl", "sbpl": "sato-sbpl", "jscript": "cab-jscript"}
PRODUCT = product_of(load_product(find_product("water-24")))
ORDER = Order("O1", PRODUCT, "B1", "2026-11-02", "2027-11-02", 480, 5)
SSCC = b"00069012340000000014"
LINK = b"HTTPS://M.EXAMPLE/C/0123456789ABC"
SERIAL = b"010690123456789221A!B%/_>"
CODES = {
    SSCC: ("]C1", {b"]C1" + SSCC, b"]d2" + SSCC}),
    LINK: ("]Q1", {b"]Q1" + LINK}),
    SERIAL: ("]d2", {b"]d2" + SERIAL, b"]C1" + SERIAL}),
}
TURNS_MAX = 10_000  # of the twin's thread
EACH = pytest.mark.parametrize("language", LABEL_LANGUAGES)


def demo_line(case: str, pallet: str) -> LineFile:
    """A copy of the demonstration's line with label printers of these languages."""
    raw = load_line(find_line("demo")).as_written()
    for name, language in (("case_printer", case), ("pallet_printer", pallet)):
        raw["devices"][name]["protocol"] = PROTOCOLS[language]
    return LineFile.model_validate(raw)


def shipping_label(line: LineFile, level: int, code: bytes) -> bytes:
    effect = PrintLabel("", level, 7, Issued(0, code, CODES[code][0]), 24)
    return ShippingLabels(ORDER, printers_of(line))(effect)


def off_the_liner(twin: LabelFeed, label: bytes) -> bytes:
    """What an applicator gets when a printer was sent this."""
    twin.received(label, 0)
    for now_ms in range(0, twin.label_ms + 1, 10):
        twin.tick(now_ms)
    taken = twin.take_label()
    assert taken is not None
    assert twin.take_label() is None
    return taken


def spec_of(line: LineFile, folder: Path) -> LineSpec:
    return LineSpec(
        seed=1, products=1, faults="none", speed=5.0, per_case=24, rows=4, columns=6,
        per_pallet=10, looks_down=True, symbol="qr", gs1=False,
        labels=heads_of(line, PRODUCT), pictures=str(folder), case_pictures=str(folder),
        history=str(folder / "history"),
    )  # fmt: skip


def first_label(hall: HallDevices, level: int) -> bytes:
    """The next that lies on a printer's liner; it needs some milliseconds."""
    for _ in range(TURNS_MAX):
        label = hall.take_label(level)
        if label is not None:
            return label
    pytest.fail("no label came")


def test_every_language_of_labels_has_a_twin_and_a_picture() -> None:
    assert set(LABEL_LANGUAGES) == set(LANGUAGES) - {"pdf"} == set(PROTOCOLS)


def test_a_line_with_a_print_queue_is_refused_by_the_hall_with_what_it_has() -> None:
    raw = demo_line("zpl", "zpl").as_written()
    raw["devices"]["case_printer"] |= {"protocol": "cups-pdf", "url": "cups:labels", "options": {}}
    with pytest.raises(KnownError, match=r"level 1: .* no label printer of the language pdf"):
        heads_of(LineFile.model_validate(raw), PRODUCT)


@EACH
@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("code", CODES, ids=lambda one: CODES[one][0])
def test_a_products_label_is_read_from_what_its_printer_printed(
    language: str, level: int, code: bytes
) -> None:
    line = demo_line(language, language)
    head = heads_of(line, PRODUCT)[level - 1]
    assert head.language == language
    twin = LABEL_LANGUAGES[language].twin(label_ms=10)
    label = off_the_liner(twin, shipping_label(line, level, code))
    symbols = set(read_picture(picture_of(label, head)))
    assert symbols == CODES[code][1]


@EACH
def test_the_simulation_reads_a_label_as_its_picture_says(language: str) -> None:
    line = demo_line(language, language)
    for level, head in enumerate(heads_of(line, PRODUCT), start=1):
        twin = LABEL_LANGUAGES[language].twin(label_ms=10)
        label = off_the_liner(twin, shipping_label(line, level, SSCC))
        assert label.startswith(LABEL_LANGUAGES[language].begins)
        assert read_label(label, head) == (b"]C1" + SSCC,)
        assert label_text(label) == SSCC
    blank = LABEL_LANGUAGES[language].twin(label_ms=10)
    blank.fault("blank_print")
    assert label_text(off_the_liner(blank, label)) == b""
    assert label_text(LABEL_LANGUAGES[language].begins + b"nothing") == b""


def test_what_came_printed_reads_as_it_is_and_nothing_as_nothing() -> None:
    assert label_text(SSCC) == SSCC
    assert label_text(None) == label_text(b"") == b""
    assert read_label(b"", LabelHead("sbpl")) == ()


def test_the_hall_has_the_printers_of_the_line_file(tmp_path: Path) -> None:
    line = demo_line("tspl", "sbpl")
    spec = LineSpec.from_json(spec_of(line, tmp_path).to_json())
    assert spec == spec_of(line, tmp_path), "as it crosses to the hall's process"
    assert [(one.language, one.size) for one in spec.labels] == [
        ("tspl", (800, 560)),
        ("sbpl", (840, 1_184)),
    ]
    hall = HallDevices(spec)
    questions = {"case_printer": (b"\x1b!?", 1), "pallet_printer": (b"\x05", 27)}
    hall.start()
    try:
        for level, (name, (ask, size)) in enumerate(questions.items(), start=1):
            host, _, port = hall.urls[name].removeprefix("tcp://").partition(":")
            with socket.create_connection((host, int(port)), 5) as wire:
                wire.settimeout(5)
                wire.sendall(shipping_label(line, level, SSCC) + ask)
                assert len(wire.recv(100)) == size
                label = first_label(hall, level)
                assert read_label(label, spec.labels[level - 1]) == (b"]C1" + SSCC,)
                hall.reload_label_printer(level)
                assert hall.drop_labels(level) == 1, "its last label, once more"
    finally:
        hall.stop()


def test_a_simulated_floor_has_them_too() -> None:
    bench = Bench(languages={1: "tspl", 2: "jscript"})
    kinds = [type(port.twin) for port in bench.hall.label_printers.values()]
    assert kinds == [LABEL_LANGUAGES["tspl"].twin, LABEL_LANGUAGES["jscript"].twin]
    twin = bench.hall.label_printers[1].twin
    twin.received(shipping_label(demo_line("tspl", "jscript"), 1, SSCC), 0)
    assert bench.hall.label_comes(1, SSCC)
    twin.tick(LABEL_MS)
    label = bench.hall.take_label(1)
    assert label_text(label) == SSCC


def test_a_changed_copy_of_a_line_runs_with_that_lines_product(tmp_path: Path) -> None:
    options = DemoOptions(tmp_path, line=str(tmp_path / "demo-five.toml"))
    options.check()
    assert options.product == PRODUCT_OF_LINE["demo-five"]
    with pytest.raises(KnownError, match=r"mine/demo\.toml"):
        replace(options, line=str(tmp_path / "other.toml")).check()
