"""`packline label` and `config check` of templates: formats, fields, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from config.label_fields import FIELDS
from station.cli import app
from station.compose.label_preview import FORMATS

BEGINS = {
    "png": b"\x89PNG",
    "pdf": b"%PDF",
    "zpl": b"^XA",
    "tspl": b"SIZE 100 mm",
    "sbpl": b"\x1bA\x1bV",
    "jscript": b"m m\r",
}
BAD = """\
name = "Too small"
width_mm = 20
height_mm = 20
[[elements]]
kind = "text"
x_mm = 1
y_mm = 1
height_mm = 5
text = "{product}"
"""


def packline(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


@pytest.mark.parametrize("form", FORMATS)
def test_a_label_is_written_in_the_format_of_its_file(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"l.{form}"
    done = packline("label", "preview", "case-100x70", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(BEGINS[form])


def test_a_resolution_makes_a_larger_picture(tmp_path: Path) -> None:
    out = tmp_path / "l.png"
    packline("label", "preview", "case-100x70", "--out", str(out), "--dpi", "300")
    assert Image.open(io.BytesIO(out.read_bytes())).size == (1200, 840)


def test_fields_are_given_by_name_and_a_code_with_its_identifiers(tmp_path: Path) -> None:
    out = tmp_path / "l.zpl"
    given = ["--field", "batch=A=1", "--field", "code=(00)340123450000000015"]
    assert packline("label", "preview", "case-100x70", "--out", str(out), *given).exit_code == 0
    assert b"00340123450000000015" in out.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("case-100x7",), 'did you mean "case-100x70"'),
        (("none.toml",), "there is no such file"),
        (("case-100x70", "--out", "l.epl"), "it must end in .png"),
        (("case-100x70", "--dpi", "200"), "it is 203, 300 or 600"),
        (("case-100x70", "--field", "batch"), "write NAME=CONTENT"),
        (("case-100x70", "--field", "bach=1"), 'did you mean "batch"'),
        (("case-100x70", "--field", "code=(01)1"), "shorter than it must be"),
        (("case-100x70", "--field", f"product={'水' * 30}"), "element 2 (text): the text"),
        (("case-100x70", "--out", "l.sbpl", "--font", "Z"), "no vector font"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_2(words: tuple[str, ...], said: str) -> None:
    told = packline("label", "preview", *words)
    assert told.exit_code == 2
    assert said in told.output
    assert "Traceback" not in told.output


def test_the_fields_are_listed() -> None:
    listed = packline("label", "fields").output
    assert all(f"{{{name}}}" in listed for name in FIELDS)
    assert json.loads(packline("label", "fields", "--json").output).keys() == FIELDS.keys()


def test_config_check_draws_templates_too(tmp_path: Path) -> None:
    assert packline("config", "check", "case-100x70", "pallet-a6").exit_code == 0
    (tmp_path / "bad.toml").write_text(BAD, "utf-8")
    told = packline("config", "check", str(tmp_path / "bad.toml"))
    assert told.exit_code == 2
    assert (
        "bad.toml:4: elements[0]: the text '山泉水 500 ml' sticks out of the label by"
        in told.output
    )


def test_config_check_finds_modules_that_no_printer_has(tmp_path: Path) -> None:
    symbol = 'kind = "qr"\nx_mm = 4\ny_mm = 4\nmodule_mm = 0.3\ndata = "A"\n'
    text = BAD[: BAD.index("kind")] + symbol
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    told = packline("config", "check", str(tmp_path / "bad.toml"))
    assert told.exit_code == 2
    assert "whole number of dots; take 0.25 mm" in told.output


def test_config_list_names_the_templates() -> None:
    assert "gift-box-60x40" in packline("config", "list").output
