"""A wrong file gets every problem in one round, each with its place and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from config.loading import find_line, find_product, load_line, load_product
from config.problems import ConfigError, Problem

Load = Callable[[str, str], tuple[Problem, ...]]
Fault = tuple[str, str, str, int, str]  # old, new, key, line, words of the message

PRODUCT = """\
name = "Water"
gtin = "06901234567892"
[[levels]]
role = "bottle"
[levels.code]
kind = "minted"
symbology = "qr"
prefix = "HTTPS://M.EXAMPLE/"
[[levels]]
role = "case"
capacity = 6
pack = "look_down"
rows = 2
columns = 3
[levels.code]
kind = "sscc"
symbology = "gs1-128"
company_prefix = "6901234"
"""
LINE = """\
name = "L1"
station = 7
[devices.plc]
protocol = "modbus-plc"
url = "tcp://127.0.0.1:502"
[devices.coder]
protocol = "domino-codenet"
url = "serial:///dev/ttyS0?baud=9600"
[devices.coder.options]
depth = 3
[devices.eye]
protocol = "camera"
url = "folder:pictures"
[roles]
plc = "plc"
coder = "coder"
camera = "eye"
[platform]
url = "https://cloud.example.com"
token = "secret://token"
"""


@pytest.fixture
def problems(tmp_path: Path) -> Load:
    """The problems of a text as a "product" or "line" file."""

    def load(kind: str, text: str) -> tuple[Problem, ...]:
        path = tmp_path / "file.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            (load_product if kind == "product" else load_line)(path)
        assert str(caught.value).splitlines() == [str(p) for p in caught.value.problems]
        assert all(problem.file == str(path) for problem in caught.value.problems)
        return caught.value.problems

    return load


def test_the_templates_of_these_tests_are_right(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(PRODUCT)
    (tmp_path / "l.toml").write_text(LINE)
    assert load_product(tmp_path / "p.toml").levels[1].capacity == 6
    assert load_line(tmp_path / "l.toml").station == 7


PRODUCT_FAULTS: list[Fault] = [
    ('name = "Water"', "", "name", 0, "missing"),
    ('name = "Water"', 'name = " "', "name", 1, "no space at its ends"),
    ("06901234567892", "06901234567893", "gtin", 2, "3 should be 2"),
    ("06901234567892", "6901234567892", "gtin", 2, 'zeros before it: "06901234567892"'),
    ("06901234567892", "٠6901234567892", "gtin", 2, "14 digits"),
    ('role = "bottle"', 'role = "bottle"\npack = "queue"', "levels[0].pack", 5, "leave it out"),
    ('role = "case"', 'role = "bottle"', "levels[1].role", 10, 'level 0 is called "bottle"'),
    ("capacity = 6\n", "", "levels[1].capacity", 9, "missing"),
    ("capacity = 6", "capacity = 7", "levels[1].rows", 13, "6 places, but capacity is 7"),
    ("capacity = 6", "capacity = 0", "levels[1].capacity", 11, "at least 1"),
    ("capacity = 6", 'capacity = "6"', "levels[1].capacity", 11, "whole number, without quotes"),
    ("capacity = 6", "capacity = true", "levels[1].capacity", 11, "whole number"),
    ("capacity = 6", "capcity = 6", "levels[1].capcity", 11, 'did you mean "capacity"?'),
    ('"look_down"', '"lookdown"', "levels[1].pack", 12, 'did you mean "look_down"?'),
    (
        '"look_down"',
        '"scanned"',
        "levels[1].pack",
        12,
        'write "queue", "look_down", "hand" or "preset"',
    ),
    ('pack = "look_down"\n', "", "levels[1].pack", 9, "missing"),
    ("rows = 2\n", "", "levels[1].rows", 9, "needs the grid"),
    ('"minted"', '"mint"', "levels[0].code.kind", 6, 'did you mean "minted"?'),
    ('"minted"', '"sscc"', "levels[0].code.kind", 6, "numbers containers"),
    ("HTTPS://M.EXAMPLE/", "https://m", "levels[0].code.prefix", 8, "0-9 A-Z"),
    ('"qr"', '"gs1-128"', "levels[0].code.symbology", 7, 'write "qr" or "data-matrix"'),
    ('"gs1-128"', '"qr"', "levels[1].code.symbology", 17, '"gs1-128"'),
    ('"6901234"', '"690"', "levels[1].code.company_prefix", 18, "4 to 12 digits"),
    ('"6901234"', "6901234", "levels[1].code.company_prefix", 18, "a text in quotes"),
    ('company_prefix = "6901234"', "", "levels[1].code.company_prefix", 15, "missing"),
    (
        'company_prefix = "6901234"',
        'company_prefix = "6901234"\nextension = 10',
        "levels[1].code.extension",
        19,
        "at most 9",
    ),
    (
        'company_prefix = "6901234"',
        'company_prefix = "6901234"\nprefix = "X"',
        "levels[1].code.prefix",
        19,
        'not used by kind = "sscc"',
    ),
]
LINE_FAULTS: list[Fault] = [
    ("station = 7", "station = 2048", "station", 2, "at most 2047"),
    ('coder = "coder"', 'coder = "codr"', "roles.coder", 16, 'did you mean "coder"?'),
    ('coder = "coder"', 'coder = "eye"', "roles.camera", 17, "one role each"),
    ('plc = "plc"\n', "", "roles.plc", 14, "missing"),
    ('camera = "eye"', 'camera = "eye"\nlabels = ["x"]', "roles.labels[0]", 18, "no device"),
    ('camera = "eye"', 'camera = "eye"\nlabels = "x"', "roles.labels", 18, "square brackets"),
    (
        "[roles]",
        "[devices.s]\nprotocol = 'x'\nurl = 'tcp://h:1'\n[roles]\nscanners = ['s', 's']",
        "roles.scanners[1]",
        18,
        "one role each",
    ),
    ("[devices.eye]", '[devices."Big Eye"]', "devices.Big Eye", 11, "lower-case letters"),
    ("folder:pictures", "pictures", "devices.eye.url", 13, "tcp://"),
    ("depth = 3", "depth = [3]", "devices.coder.options.depth", 10, "a list of texts"),
    ("https://cloud", "http://cloud", "platform.url", 19, "not an https address"),
    ("secret://token", "hunter2", "platform.token", 20, "never the secret itself"),
    ("[platform]", "[pool]\nblok = 1\n[platform]", "pool.blok", 19, 'did you mean "block"?'),
]


@pytest.mark.parametrize("fault", PRODUCT_FAULTS, ids=lambda fault: f"{fault[2]}: {fault[4]}")
def test_a_wrong_product(problems: Load, fault: Fault) -> None:
    _check(problems("product", PRODUCT.replace(fault[0], fault[1])), *fault[2:])


@pytest.mark.parametrize("fault", LINE_FAULTS, ids=lambda fault: f"{fault[2]}: {fault[4]}")
def test_a_wrong_line(problems: Load, fault: Fault) -> None:
    _check(problems("line", LINE.replace(fault[0], fault[1])), *fault[2:])


def _check(told: tuple[Problem, ...], key: str, line: int, words: str) -> None:
    by_key = {problem.key: problem for problem in told}
    assert key in by_key, told
    assert by_key[key].line == line
    assert words in by_key[key].message


def test_all_problems_come_at_once_in_the_order_of_the_file(
    problems: Load,
) -> None:
    text = (
        PRODUCT.replace("06901234567892", "06901234567893")
        .replace('"minted"', '"mint"')
        .replace("rows = 2", "rows = 9\ncolour = 1")
        .replace('"6901234"', '"x"')
    )
    assert [(problem.key, problem.line) for problem in problems("product", text)] == [
        ("gtin", 2),
        ("levels[0].code.kind", 6),
        ("levels[1].rows", 13),
        ("levels[1].colour", 14),
        ("levels[1].code.company_prefix", 19),
    ]


def test_digital_links_need_a_domain_and_a_plain_symbol(
    problems: Load,
) -> None:
    gs1 = 'kind = "gs1"\nform = "digital_link"\ndomain = "https://ID.example.com/"'
    text = PRODUCT.replace('kind = "minted"', gs1).replace('"qr"', '"gs1-qr"')
    assert {problem.key for problem in problems("product", text)} == {
        "levels[0].code.domain",
        "levels[0].code.symbology",
        "levels[0].code.prefix",
    }


def test_syntax_errors_name_their_line(
    problems: Load,
) -> None:
    (told,) = problems("line", 'name = "x"\nstation = = 7\n')
    assert (told.line, told.key) == (2, "")
    assert "not TOML" in told.message
    (told,) = problems("line", 'name = "x"\nstation = "7')
    assert told.line == 2


def test_tables_of_the_wrong_shape_are_told_and_not_tripped_over(
    problems: Load,
) -> None:
    (told,) = problems("product", 'name = "x"\ngtin = "06901234567892"\nlevels = 3\n')
    assert told.key == "levels"
    keys = [p.key for p in problems("product", 'name="x"\ngtin=1\nlevels=[1, {code=2}]\n')]
    assert {"gtin", "levels[0]", "levels[1].code"} <= set(keys)
    keys = [p.key for p in problems("line", 'name = "x"\nstation = 1\ndevices = 1\nroles = []\n')]
    assert keys == ["devices", "roles"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b"name = 'Caf\xe9'"), "UTF-8"),
        (lambda path: path.write_bytes(b"#" * 1_000_001), "larger"),
        (lambda path: path.write_bytes(b"x = " + b"[" * 100_000), "not TOML"),
    ],
)
def test_what_is_no_file_of_ours_is_told_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "file.toml"
    make(path)
    with pytest.raises(ConfigError, match=words) as caught:
        load_line(path)
    assert len(caught.value.problems) == 1


def test_names_are_found_and_near_misses_explained() -> None:
    assert find_product("water-24").name == "water-24.toml"
    assert find_line("./somewhere/my.toml") == Path("somewhere/my.toml")
    with pytest.raises(ConfigError, match='did you mean "water-24"'):
        find_product("watr-24")
    with pytest.raises(
        ConfigError,
        match="demo, demo-five, demo-hand, demo-pairs, demo-queue, demo-sets, four-levels",
    ):
        find_line("zzz")
