"""The page on association says what the files say: every snippet of it loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.loading import LINES, bundled, load_product
from station.compose.products import product_of
from station.core.imported import CodeFile, read_code_file
from station.core.packaging import PackMode
from station.core.presets import ImportPlan, plan_import
from station.demo.options import PRODUCT_OF_LINE

PAGE = (Path(__file__).parents[2] / "docs" / "association.md").read_text("utf-8")
SNIPPETS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
HEAD = 'name = "snippet"\ngtin = "06901234567892"\n\n'
BOTTLE = '[[levels]]\nrole = "bottle"\ncode = { kind = "minted", symbology = "qr" }\n\n'


def whole(snippet: str) -> str:
    """A snippet as a product: with a head, and an item where it shows only the case."""
    return HEAD + ("" if snippet.count("[[levels]]") > 1 else BOTTLE) + snippet


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_every_snippet_is_a_product(number: int, tmp_path: Path) -> None:
    file = tmp_path / "product.toml"
    file.write_text(whole(SNIPPETS[number]), "utf-8")
    assert product_of(load_product(file)).top == 1


def test_the_page_shows_every_mode(tmp_path: Path) -> None:
    modes = set(re.findall(r'pack = "(\w+)"', "".join(SNIPPETS)))
    assert modes == {mode.value for mode in PackMode} - {PackMode.SCANNED.value}
    assert any("inner" in snippet for snippet in SNIPPETS)


def test_the_file_on_the_page_can_be_imported(tmp_path: Path) -> None:
    (listed,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    product = tmp_path / "product.toml"
    product.write_text(whole(next(one for one in SNIPPETS if "preset" in one)), "utf-8")
    found = read_code_file(listed.encode(), "sets.csv")
    assert isinstance(found, CodeFile)
    plan = plan_import(found, "sets.csv", product_of(load_product(product)))
    assert isinstance(plan, ImportPlan)
    assert [one.slot for one in plan.belongs] == [0, 1, 2, 3, 4, 5]


def test_every_mode_has_a_line_that_the_demonstration_runs() -> None:
    named = set(re.findall(r"`(demo(?:-\w+)?)`", PAGE))
    assert named == set(PRODUCT_OF_LINE) <= set(bundled(LINES))
