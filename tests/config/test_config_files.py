"""Files that come with Packline load, fit together, and are described completely."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from config import line as line_models
from config import product as product_models
from config.checks import check_line_for_product
from config.loading import (
    LINES,
    PRODUCTS,
    bundled,
    find_line,
    find_product,
    load_line,
    load_product,
)
from config.model import Entry
from config.product import PackMode, Symbology

PAIRS = [
    ("demo", "water-24"),
    ("demo", "juice-gs1"),
    ("demo", "tea-link"),
    ("demo-queue", "water-24-queue"),
    ("demo-pairs", "baijiu-pairs"),
    ("demo-sets", "baijiu-sets"),
    ("demo-five", "baijiu-five"),
    ("demo-hand", "gift-box-hand"),
    ("four-levels", "baijiu-4-levels"),
]
GUIDE = Path(__file__).parents[2] / "docs" / "config.md"


@pytest.mark.parametrize("name", bundled(PRODUCTS))
def test_every_product_loads_and_has_a_line(name: str) -> None:
    assert load_product(find_product(name)).name
    assert name in {product for _, product in PAIRS}


@pytest.mark.parametrize("name", bundled(LINES))
def test_every_line_loads_and_has_a_product(name: str) -> None:
    assert load_line(find_line(name)).name
    assert name in {line for line, _ in PAIRS}


@pytest.mark.parametrize(("line", "product"), PAIRS)
def test_a_pair_fits(line: str, product: str) -> None:
    assert (
        check_line_for_product(load_line(find_line(line)), load_product(find_product(product)))
        == []
    )


def test_a_line_without_the_devices_of_a_product_is_told_key_by_key() -> None:
    line = load_line(find_line("demo"))
    told = check_line_for_product(line, load_product(find_product("baijiu-4-levels")))
    assert [problem.key for problem in told] == ["roles.confirm", "roles.labels", "roles.scanners"]
    assert "level 3" in told[1].message

    queue = load_line(find_line("demo-queue"))
    told = check_line_for_product(queue, load_product(find_product("water-24")))
    assert [problem.key for problem in told] == ["roles.look_down"]


@pytest.mark.parametrize(
    ("line", "product", "keys"),
    [
        ("demo-sets", "water-24-queue", ["roles.coder", "roles.confirm", "roles.labels"]),
        ("demo-hand", "baijiu-sets", ["roles.plc", "roles.labels"]),
        ("demo-hand", "baijiu-pairs", None),
        ("demo", "gift-box-hand", ["roles.hand"]),
        ("demo-queue", "baijiu-five", ["roles.look_down"]),
    ],
)
def test_a_line_that_lacks_what_a_mode_needs_is_told(
    line: str, product: str, keys: list[str] | None
) -> None:
    told = check_line_for_product(load_line(find_line(line)), load_product(find_product(product)))
    found = [problem.key for problem in told]
    if keys is None:
        assert {"roles.coder", "roles.camera", "roles.confirm", "roles.plc"} <= set(found)
    else:
        assert found == keys


def test_a_product_says_what_the_file_says() -> None:
    water = load_product(find_product("water-24"))
    bottle, case, pallet = water.levels
    assert (water.name, water.top) == ("山泉水 500 ml", 2)
    assert (bottle.capacity, bottle.pack) == (1, None)
    assert (case.capacity, case.pack, case.rows, case.columns) == (24, PackMode.LOOK_DOWN, 4, 6)
    assert (pallet.capacity, pallet.pack) == (10, PackMode.SCANNED)
    assert case.code.symbology is Symbology.GS1_128
    assert case.code.symbology.name == "GS1_128"


def test_the_gtin_of_a_level_is_its_own_or_the_product_s() -> None:
    baijiu = load_product(find_product("baijiu-4-levels"))
    assert baijiu.gtin_of(0) == baijiu.gtin
    assert baijiu.gtin_of(1) == "16901234500032"


def test_other_urls_for_some_devices() -> None:
    line = load_line(find_line("demo"))
    moved = line.with_urls({"plc": "tcp://127.0.0.1:40001"})
    assert moved.devices["plc"].url == "tcp://127.0.0.1:40001"
    assert moved.devices["plc"].options == line.devices["plc"].options
    assert moved.devices["coder"] == line.devices["coder"]
    assert moved.with_urls({"plc": line.devices["plc"].url}) == line
    with pytest.raises(KeyError):
        line.with_urls({"plcc": "tcp://127.0.0.1:40001"})
    with pytest.raises(ValueError, match="url"):
        line.with_urls({"plc": "127.0.0.1"})


def _entries() -> list[type[BaseModel]]:
    return [
        kind
        for module in (line_models, product_models)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Entry) and kind is not Entry
    ]


@pytest.mark.parametrize("entry", _entries(), ids=lambda entry: entry.__name__)
def test_the_guide_explains_every_key(entry: type[BaseModel]) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [key for key in entry.model_fields if f"`{key}`" not in guide] == []
