"""Label templates: every fault is told with file, line, element and remedy; ready ones load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.label import ElementEntry, ElementKind, LabelFile
from config.label_fields import EXAMPLES, FIELDS, Piece, pieces
from config.label_rules import ALLOWED, ANYWHERE, NEEDED
from config.loading import LABELS, bundled, find_label, load_label, load_product
from config.problems import ConfigError

GUIDE = Path(__file__).parents[2] / "docs" / "labels.md"
HEAD = 'name = "A label"\nwidth_mm = 50\nheight_mm = 30\n'
TEXT = '[[elements]]\nkind = "text"\nx_mm = 1\ny_mm = 1\nheight_mm = 3\ntext = "A"\n'
SYMBOL = '[[elements]]\nkind = "qr"\nx_mm = 4\ny_mm = 4\nmodule_mm = 0.5\ndata = "{code}"\n'


def told(tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "l.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        load_label(path)
    assert all(problem.file == str(path) for problem in error.value.problems)
    return [(one.line, one.key, one.message) for one in error.value.problems]


@pytest.mark.parametrize("name", bundled(LABELS))
def test_every_template_that_comes_with_packline_loads(name: str) -> None:
    assert load_label(find_label(name)).name


def test_the_sizes_that_were_asked_for_are_there() -> None:
    sizes = {
        name: (load_label(find_label(name)).width_mm, load_label(find_label(name)).height_mm)
        for name in bundled(LABELS)
    }
    assert sizes["case-100x70"] == (100, 70)
    assert sizes["pallet-a6"] == (105, 148)
    assert {"bottle-40x20", "gift-box-60x40"} <= set(sizes)


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        (HEAD, 0, "elements", "missing"),
        (HEAD + TEXT.replace('"text"', '"txt"', 1), 5, "elements[0].kind", 'did you mean "text"'),
        (HEAD + TEXT + "size = 3\n", 10, "elements[0].size", "unknown key"),
        (HEAD + TEXT + "module_mm = 0.5\n", 10, "elements[0].module_mm", "leave it out"),
        (HEAD + TEXT.replace("height_mm = 3\n", ""), 4, "elements[0].height_mm", "needs it"),
        (HEAD + TEXT.replace('"A"', '"{bach}"'), 9, "elements[0].text", 'did you mean "batch"'),
        (HEAD + TEXT.replace('"A"', '"{batch"'), 9, "elements[0].text", "{name} for a field"),
        (HEAD + TEXT.replace('"A"', '"{}"'), 9, "elements[0].text", "empty braces"),
        (HEAD + TEXT.replace('"A"', '"{batch:>9}"'), 9, "elements[0].text", "nothing behind"),
        (HEAD + TEXT.replace('"A"', '""'), 9, "elements[0].text", "empty"),
        (HEAD + TEXT.replace("x_mm = 1", "x_mm = -1"), 6, "elements[0].x_mm", "at least 0"),
        (HEAD + TEXT.replace("x_mm = 1", 'x_mm = "1"'), 6, "elements[0].x_mm", "a number"),
        (HEAD + TEXT + 'only_with = ["bar"]\n', 10, "elements[0].only_with", "no element above"),
        (
            HEAD + TEXT + 'name = "a"\n' + SYMBOL + 'name = "a"\n',
            17,
            "elements[1].name",
            "as well",
        ),
        (
            HEAD + SYMBOL + "tight_module_mm = 0.5\n",
            10,
            "elements[0].tight_module_mm",
            "not smaller",
        ),
        (
            HEAD
            + '[[elements]]\nkind = "picture"\nx_mm = 1\ny_mm = 1\nwidth_mm = 9\nfile="a.png"\n',
            9,
            "elements[0].file",
            "there is no file",
        ),
        (HEAD.replace("50", "0.5") + TEXT, 2, "width_mm", "at least 5"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_remedy(
    tmp_path: Path, text: str, line: int, key: str, words: str
) -> None:
    (found,) = told(tmp_path, text)
    assert found[:2] == (line, key)
    assert words in found[2]


def test_all_faults_of_a_template_are_told_in_one_round(tmp_path: Path) -> None:
    text = HEAD + TEXT.replace("x_mm = 1\n", "") + SYMBOL.replace("{code}", "{cod}")
    assert [key for _, key, _ in told(tmp_path, text)] == ["elements[0].x_mm", "elements[1].data"]


def test_pictures_are_looked_for_beside_the_template(tmp_path: Path) -> None:
    (tmp_path / "m.png").write_bytes(b"")
    picture = '[[elements]]\nkind = "picture"\nx_mm = 1\ny_mm = 1\nwidth_mm = 9\nfile = "m.png"\n'
    (tmp_path / "l.toml").write_text(HEAD + picture, "utf-8")
    assert load_label(tmp_path / "l.toml").elements[0].file == str(tmp_path / "m.png")


def test_a_text_is_cut_at_its_fields() -> None:
    assert list(pieces("A {batch}{{x}}")) == [Piece("A ", "batch"), Piece("{", ""), Piece("x}", "")]


# ---------------------------------------------------------------- named by a product

PRODUCT = """\
name = "P"
gtin = "06901234567892"
[[levels]]
role = "bottle"
[levels.code]
kind = "minted"
symbology = "qr"
[[levels]]
role = "case"
capacity = 6
pack = "queue"
label = "LABEL"
[levels.code]
kind = "sscc"
symbology = "gs1-128"
company_prefix = "6901234"
"""


def test_a_product_names_a_template_or_a_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(PRODUCT.replace("LABEL", "pallet-a6"), "utf-8")
    assert load_product(path).levels[1].label == "pallet-a6"
    (tmp_path / "mine.toml").write_text(HEAD + TEXT, "utf-8")
    path.write_text(PRODUCT.replace("LABEL", "mine.toml"), "utf-8")
    assert load_product(path).levels[1].label == str(tmp_path / "mine.toml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (PRODUCT.replace("LABEL", "palet-a6"), 12, 'did you mean "pallet-a6"'),
        (PRODUCT.replace("LABEL", "none.toml"), 12, "there is no file"),
        (PRODUCT.replace('"bottle"', '"bottle"\nlabel = "pallet-a6"', 1), 5, "from the coder"),
        (PRODUCT.replace('kind = "sscc"', 'kind = "sscc"\npreprinted = true'), 12, "comes printed"),
    ],
)
def test_a_product_with_a_wrong_template_is_told(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text.replace("LABEL", "case-100x70"), "utf-8")
    with pytest.raises(ConfigError) as error:
        load_product(path)
    (problem,) = error.value.problems
    assert problem.line == line
    assert words in problem.message


# ---------------------------------------------------------------- the page


def test_the_page_has_every_field_and_every_key() -> None:
    described = set(re.findall(r"`([a-z0-9_{}-]+)`", GUIDE.read_text("utf-8")))
    keys = {*LabelFile.model_fields, *ElementEntry.model_fields}
    assert {f"{{{name}}}" for name in FIELDS} <= described
    assert keys <= described
    assert {kind.value for kind in ElementKind} <= described


def test_every_kind_has_its_keys_and_every_key_a_kind() -> None:
    assert set(NEEDED) == set(ALLOWED) == {kind.value for kind in ElementKind}
    known = {
        *ANYWHERE,
        *(key for table in (NEEDED, ALLOWED) for keys in table.values() for key in keys),
    }
    assert known == set(ElementEntry.model_fields)
    assert all(EXAMPLES.values())
