"""The self-test joined: printed labels that read back, twins that are set wrongly, the command."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from typer.testing import CliRunner

from drivers.api import Read
from drivers.labels.to_pdf import to_pdf
from drivers.labels.to_png import to_png
from drivers.link.address import link_for
from drivers.link.runner import Runner
from drivers.readers.cognex_dmcc import CognexReader
from drivers.readers.keyboard_wedge import KeyboardWedge
from drivers.readers.line_scanner import LineScanner
from drivers.sim.cognex_dmcc import CognexTwin
from drivers.sim.keyboard_wedge import KeyboardWedgeTwin
from drivers.sim.line_scanner import LineScannerTwin
from drivers.sim.server import TwinServer
from station.cli import app
from station.compose.scanner_selftest import NothingCame, labels, selftest
from station.core.codes import TEST_CODES, Cause, Symbology, check_scanner

GS1 = Symbology.GS1_DATA_MATRIX
CODE = TEST_CODES[GS1]


# ---------------------------------------------------------------- the labels


@pytest.mark.parametrize("symbology", list(TEST_CODES))
def test_each_label_reads_back_as_what_it_is_for(symbology: Symbology) -> None:
    picture = np.asarray(Image.open(BytesIO(to_png(labels()[symbology], 12))).convert("L"))
    (read,) = zxingcpp.read_barcodes(picture)
    assert (read.bytes, read.symbology_identifier) == (TEST_CODES[symbology].data, symbology.aim)


def test_all_labels_fit_one_pdf() -> None:
    pdf = to_pdf(list(labels().values()))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == len(TEST_CODES)


# ---------------------------------------------------------------- scanners that are set wrongly


@pytest.mark.parametrize(
    ("faults", "found"),
    [
        ({}, []),
        ({"no_gs": "on"}, [Cause.SEPARATOR_MISSING]),
        ({"no_aim": "on"}, [Cause.AIM_MISSING]),
        ({"double": "on"}, [Cause.TWICE]),
    ],
)
def test_what_a_line_scanner_does_wrong_is_named(
    faults: dict[str, str], found: list[Cause]
) -> None:
    assert _verdict(LineScanner("hand"), LineScannerTwin(), faults) == found


@pytest.mark.parametrize(
    ("faults", "found"),
    [
        ({}, []),
        ({"caps_lock": "on"}, [Cause.CAPS_LOCK]),
        ({"no_aim": "on", "layout": "de"}, [Cause.KEYBOARD_LAYOUT]),
        ({"no_aim": "on", "layout": "fr"}, [Cause.KEYBOARD_LAYOUT]),
        ({"no_gs": "on"}, [Cause.SEPARATOR_MISSING]),
    ],
)
def test_what_a_scanner_that_types_does_wrong_is_named(
    faults: dict[str, str], found: list[Cause]
) -> None:
    """The scanner's table, the driver's and the core's were written apart from each other."""
    assert _verdict(KeyboardWedge("hand"), KeyboardWedgeTwin(), faults) == found


def _verdict(
    driver: LineScanner | KeyboardWedge,
    twin: LineScannerTwin | KeyboardWedgeTwin,
    faults: dict[str, str],
) -> list[Cause]:
    for name, value in faults.items():
        twin.fault(name, value)
    driver.opened(0)
    out = driver.received(twin.scan(CODE.data, CODE.aim), 1)
    reads = [
        (one.symbols[0].data, one.symbols[0].aim) for one in out.events if isinstance(one, Read)
    ]
    return [one.cause for one in check_scanner(GS1, reads).findings]


# ---------------------------------------------------------------- over a port


def reader_on(server: TwinServer[CognexTwin]) -> Runner:
    url = server.url
    return Runner(CognexReader("fixed"), lambda: link_for(url), chance=lambda: 0.0)


def test_a_fixed_reader_is_asked_until_somebody_holds_the_label_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("station.compose.scanner_selftest.MORE_S", 0.05)
    twin = CognexTwin()
    twin.present((b"]d2" + CODE.data.replace(b"\x1d", b"{GS}"),))
    with TwinServer(twin) as server:
        check = selftest(reader_on(server), GS1, wait_s=20.0)
    assert [(one.cause, one.detail) for one in check.findings] == [
        (Cause.SEPARATOR_REPLACED, "{GS}")
    ]


def test_nothing_scanned_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("station.compose.scanner_selftest.WINDOW_MS", 20)
    with TwinServer(CognexTwin()) as server, pytest.raises(NothingCame, match="no code within"):
        selftest(reader_on(server), GS1, wait_s=0.4)


# ---------------------------------------------------------------- the commands


def test_the_labels_are_written(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["device", "test-labels", str(tmp_path / "labels")])
    assert done.exit_code == 0, done.output
    written = {path.name for path in (tmp_path / "labels").iterdir()}
    assert written == {"scanner-test.pdf", *(f"{one.value}.png" for one in TEST_CODES)}


LINE = """name = "test"
station = 1
[devices.scanner]
protocol = "cognex-dmcc"
url = "{url}"
[devices.printer]
protocol = "zebra-zpl"
url = "tcp://127.0.0.1:9100"
[roles]
labels = ["printer"]
hand = ["scanner"]
"""


def test_the_command_tells_what_is_wrong_with_exit_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.compose.scanner_selftest.MORE_S", 0.05)
    twin = CognexTwin()
    with TwinServer(twin) as server:
        line = tmp_path / "line.toml"
        line.write_text(LINE.format(url=server.url))
        arguments = ["device", "selftest", str(line), "scanner", "--label", "gs1-data-matrix"]
        twin.present((b"]d2" + CODE.data,))
        good = CliRunner().invoke(app, arguments)
        twin.present((CODE.data,))
        bad = CliRunner().invoke(app, [*arguments, "--json"])
    assert good.exit_code == 0, good.output
    assert "set well" in good.output
    assert bad.exit_code == 1
    told = json.loads(bad.output)
    assert [one["cause"] for one in told["findings"]] == ["aim-missing"]
    for wrong in (
        ["device", "selftest", str(line), "nobody"],
        ["device", "selftest", str(line), "printer"],
    ):
        assert CliRunner().invoke(app, wrong).exit_code == 2
    assert CliRunner().invoke(app, [*arguments[:4], "--label", "ean"]).exit_code == 2
