"""Templates filled: what is printed, left out or refused; and that no content is more than that."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from config.label import LabelFile
from config.label_fields import EXAMPLES
from config.line import DeviceEntry
from config.loading import LABELS, bundled, find_label, find_product, load_label, load_product
from drivers.labels.dots import DOTS_A_MM
from drivers.labels.label import (
    DataMatrix,
    Gs1Code128,
    Label,
    LabelCrowded,
    LabelError,
    LabelOverflow,
    Line,
    Qr,
    Text,
)
from drivers.labels.languages import LANGUAGES
from drivers.labels.to_png import to_png
from station.compose.label_filling import ElementFault, fill
from station.compose.labels import LabelPrinter, ShippingLabels, printer_of
from station.compose.products import product_of
from station.core.effects import PrintLabel
from station.core.facts import Issued
from station.core.order import Order

SSCC = EXAMPLES["code"]
LONG = "0116901234500032" + "21ABCDEFGHIJ0123456789"
URL = "HTTPS://M.EXAMPLE/B/0123456789ABC"


def label_of(*elements: dict[str, object], side_mm: float = 60) -> LabelFile:
    entries = [{"x_mm": 5, "y_mm": 5, **element} for element in elements]
    return LabelFile.model_validate(
        {"name": "L", "width_mm": side_mm, "height_mm": side_mm, "elements": entries}
    )


def text(said: str, **more: object) -> dict[str, object]:
    return {"kind": "text", "height_mm": 3, "text": said, **more}


def symbol(kind: str, data: str = "{code}", **more: object) -> dict[str, object]:
    height = {"height_mm": 10} if kind == "gs1-128" else {}
    return {"kind": kind, "module_mm": 0.5, "data": data, **height, **more}


def read(label: Label) -> set[tuple[bytes, str]]:
    picture = np.asarray(Image.open(io.BytesIO(to_png(label))))
    return {(one.bytes, one.symbology_identifier) for one in zxingcpp.read_barcodes(picture)}


# ---------------------------------------------------------------- what is printed


def test_fields_are_put_into_texts() -> None:
    label = fill(label_of(text("批号 {batch} {{x}}")), {"batch": "B-1"})
    assert label.elements == (Text(5, 5, 3, "批号 B-1 {x}"),)


def test_an_optional_element_without_its_content_is_left_out() -> None:
    template = label_of(text("EXP {expiry}", optional=True), text("{batch}"))
    assert len(fill(template, {"expiry": "", "batch": "B"}).elements) == 1
    assert len(fill(template, {"expiry": "2027", "batch": "B"}).elements) == 2


def test_a_symbol_without_room_takes_the_tight_module_and_then_nothing() -> None:
    bars = symbol("gs1-128", align="center", x_mm=30, tight_module_mm=0.25, optional=True, name="b")
    matrix = symbol("gs1-data-matrix", y_mm=25, only_without=["b"])
    small = symbol("gs1-data-matrix", y_mm=25, module_mm=0.25, only_with=["b"])
    template = label_of(bars, matrix, small)
    roomy = fill(template, {"code": SSCC})
    assert [type(one) for one in roomy.elements] == [Gs1Code128, DataMatrix]
    assert isinstance(roomy.elements[0], Gs1Code128)
    assert roomy.elements[0].module_mm == 0.25
    assert roomy.elements[0].x_mm == 30 - 156 * 0.25 / 2
    (alone,) = fill(template, {"code": LONG}).elements
    assert isinstance(alone, DataMatrix)
    assert alone.module_mm == 0.5


def test_a_label_never_comes_out_without_its_code() -> None:
    template = label_of(symbol("gs1-128", optional=True), text("{batch}"))
    with pytest.raises(LabelError, match="room in none of the label's symbols"):
        fill(template, {"code": LONG, "batch": "B"})
    with pytest.raises(LabelError, match="room in none"):
        fill(template, {"code": URL, "batch": "B"})


def test_what_stands_in_the_middle_or_at_the_right_is_placed_by_its_size() -> None:
    for align, x_mm in (("left", 30.0), ("center", 23.75), ("right", 17.5)):
        (qr,) = fill(label_of(symbol("qr", URL, x_mm=30, align=align)), {}).elements
        assert isinstance(qr, Qr)
        assert qr.x_mm == x_mm
        line = {"kind": "line", "width_mm": 10, "height_mm": 1, "x_mm": 30, "align": align}
        (drawn,) = fill(label_of(line), {}).elements
        assert isinstance(drawn, Line)
        assert drawn.x_mm == {"left": 30, "center": 25, "right": 20}[align]


@pytest.mark.parametrize("name", bundled(LABELS))
@pytest.mark.parametrize("dots_a_mm", DOTS_A_MM)
def test_every_ready_template_is_sharp_at_every_resolution(name: str, dots_a_mm: int) -> None:
    to_png(fill(load_label(find_label(name)), EXAMPLES), dots_a_mm)


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("case-100x70", SSCC, {"]C1", "]d2"}),
        ("case-100x70", LONG, {"]d2"}),
        ("case-100x70", URL, {"]Q1"}),
        ("pallet-a6", SSCC, {"]C1", "]d2"}),
        ("pallet-a6", LONG, {"]d2"}),
        ("pallet-a6", URL, {"]Q1"}),
        ("bottle-40x20", LONG, {"]d2"}),
        ("bottle-40x20", URL, {"]Q1"}),
        ("gift-box-60x40", LONG, {"]d2"}),
        ("gift-box-60x40", URL, {"]Q1"}),
    ],
)
def test_a_ready_template_carries_each_kind_of_code(
    name: str, code: str, expected: set[str]
) -> None:
    fields = {**EXAMPLES, "code": code, "code_text": code}
    label = fill(load_label(find_label(name)), fields)
    assert read(label) == {(code.encode(), aim) for aim in expected}


# ---------------------------------------------------------------- what is refused


def test_what_does_not_fit_is_told_with_its_element_and_millimetres() -> None:
    with pytest.raises(
        ElementFault, match=r"element 2 \(text\): .*sticks out .* by 5\.0 mm"
    ) as told:
        fill(label_of(text("A"), text("{product}", height_mm=5)), {"product": "水" * 12})
    assert told.value.number == 1
    assert isinstance(told.value.reason, LabelOverflow)


def test_what_stands_in_a_quiet_zone_is_refused() -> None:
    with pytest.raises(LabelCrowded):
        fill(label_of(symbol("qr", URL), text("A", x_mm=18)), {})


def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"nothing")
    picture = {"kind": "picture", "width_mm": 9, "file": str(tmp_path / "x.png")}
    with pytest.raises(ElementFault, match=r"element 1 \(picture\): the picture is no PNG"):
        fill(label_of(picture), {})
    (tmp_path / "x.png").unlink()
    with pytest.raises(ElementFault, match="can't be read"):
        fill(label_of(picture), {})


# ---------------------------------------------------------------- nothing but content


def test_a_gs1_symbol_is_made_of_several_fields() -> None:
    template = label_of(symbol("gs1-data-matrix", "(01){gtin}(10){batch}(17)271122"))
    label = fill(template, {"gtin": "06901234567892", "batch": "B(21)X"})
    assert read(label) == {(b"010690123456789210B(21)X\x1d17271122", "]d2")}, "no serial"


@pytest.mark.parametrize("batch", ["B[21]X", "B\x1d21X", ""])
def test_a_content_can_add_no_gs1_identifier(batch: str) -> None:
    template = label_of(symbol("gs1-qr", "(01){gtin}(10){batch}"))
    with pytest.raises(LabelError, match=r"\(10\)"):
        fill(template, {"gtin": "06901234567892", "batch": batch})


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6), st.data())
@settings(max_examples=40, deadline=None)
def test_a_content_is_put_in_as_it_is(content: str, data: st.DataObject) -> None:
    content += data.draw(st.sampled_from(["", "{batch}", "{{", "}", "{0.__class__}", "^XZ", '"']))
    label = fill(label_of(text("{product}", height_mm=1.0), side_mm=100), {"product": content})
    assert label.elements == (Text(5, 5, 1.0, content),)


# ---------------------------------------------------------------- from an order

ORDER = Order(
    "WO-1",
    product_of(load_product(find_product("water-24"))),
    "B-1",
    "2026-11-23",
    "",
    target=240,
    dealer="D-1",
)
CASE = PrintLabel("p", 1, 17, Issued(5, SSCC.encode(), "]C1"), 24)


def test_a_labels_fields_come_from_the_order_and_the_container() -> None:
    fields = ShippingLabels(ORDER).fields(CASE)
    assert fields.keys() == EXAMPLES.keys()
    assert fields["code_text"] == f"(00){SSCC[2:]}"
    assert fields["title"] == "箱 CASE"
    assert (fields["count"], fields["unit"], fields["container"]) == ("24", "bottle", "17")
    assert fields["gtin"] == ORDER.product.gtin
    assert fields["expiry"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_is_in_its_printers_language(language: str) -> None:
    begins = {
        "zpl": b"^XA",
        "tspl": b"SIZE ",
        "sbpl": b"\x1bA",
        "jscript": b"m m\r",
        "pdf": b"%PDF",
    }
    entry = DeviceEntry(protocol=f"any-{language}", url="tcp://127.0.0.1:9100", dpi=300)
    labels = ShippingLabels(ORDER, {1: printer_of(entry)})
    assert labels(CASE).startswith(begins[language])


def test_a_level_has_the_template_that_its_product_names() -> None:
    pallet = PrintLabel("p", 2, 3, Issued(6, SSCC.encode(), "]C1"), 10)
    labels = ShippingLabels(ORDER, {2: LabelPrinter(dpi=600)})
    assert b"^PW800^LL560" in labels(CASE)
    assert b"^PW2520^LL3552" in labels(pallet)


def test_an_order_whose_labels_cannot_be_made_is_told_before_it_begins() -> None:
    from dataclasses import replace

    assert ShippingLabels(ORDER).why_not() == ""
    long_name = replace(ORDER, product=replace(ORDER.product, name="矿泉水" * 20))
    assert (
        "the label of case can't be made: element 2 (text)" in ShippingLabels(long_name).why_not()
    )
    case = replace(ORDER.product.levels[1], label="gone.toml")
    gone = replace(ORDER.product, levels=(ORDER.product.levels[0], case))
    assert "there is no such file" in ShippingLabels(replace(ORDER, product=gone)).why_not()


@pytest.mark.parametrize(
    "name", ["water-24", "juice-gs1", "tea-link", "baijiu-4-levels", "baijiu-sets"]
)
def test_the_labels_of_every_ready_product_can_be_made(name: str) -> None:
    from dataclasses import replace

    order = replace(
        ORDER, product=product_of(load_product(find_product(name))), expiry="2027-11-22"
    )
    assert ShippingLabels(order).why_not() == ""
