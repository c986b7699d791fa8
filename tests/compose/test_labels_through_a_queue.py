"""From an order to paper: a label as PDF through the programs of a print queue, and read back."""

from __future__ import annotations

import queue
from pathlib import Path

import numpy as np
import zxingcpp

from config.label_fields import EXAMPLES
from config.line import DeviceEntry
from config.loading import find_product, load_product
from drivers import registry
from drivers.api import DeviceEvent, InDoubt, NotSent, Offer, Printed, PrintJob, Ready
from drivers.sim.console import Console
from drivers.sim.deeds import DEEDS
from station.commands.device_simulate import _served
from station.compose.labels import ShippingLabels, printer_of
from station.compose.products import product_of
from station.core.effects import PrintLabel
from station.core.facts import Issued
from station.core.order import Order
from tests.reports.pdf_reading import pictures

WAIT_S = 30.0
SCALE = 8 * 25.4 / 72  # 8 pixels a mm


def wait_for(events: queue.Queue[DeviceEvent], kind: type[DeviceEvent]) -> None:
    while not isinstance(event := events.get(timeout=WAIT_S), kind):
        assert not isinstance(event, NotSent | InDoubt), event


def test_the_code_of_a_case_is_on_the_paper(tmp_path: Path) -> None:
    twin, server = _served("print-queue", 0, tmp_path / "a queue")
    entry = DeviceEntry(
        protocol="cups-pdf",
        url="cups:labels",
        options={"programs": str(twin.programs), "poll_ms": 20},
    )
    product = product_of(load_product(find_product("water-24")))
    order = Order("WO-1", product, "B-1", "2026-11-23", "", target=240, dealer="D-1")
    code = EXAMPLES["code"].encode()
    labels = ShippingLabels(order, {1: printer_of(entry)})
    page = labels(PrintLabel("p", 1, 17, Issued(5, code, "]d2"), 24))

    events: queue.Queue[DeviceEvent] = queue.Queue()
    device = registry.build("pallet", entry.protocol, entry.url, entry.options)
    server.start()
    device.start(events.put)
    try:
        wait_for(events, Ready)
        device.command(Offer((PrintJob(1, page),)))
        wait_for(events, Printed)
    finally:
        device.stop(WAIT_S)
        server.stop()
    (paper,) = twin.papers
    assert paper.name in Console(twin, None, DEEDS["print-queue"]).obey("tape")
    assert paper.read_bytes() == page
    (picture,) = pictures(paper.read_bytes(), SCALE)
    found = zxingcpp.read_barcodes(np.asarray(picture))
    assert {(one.bytes, one.symbology_identifier) for one in found} == {
        (code, "]d2"),
        (code, "]C1"),
    }
