"""Bad input: one sentence with place and remedy, the right exit code, nothing half done."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES, PRODUCTS = ROOT / "config" / "lines", ROOT / "config" / "products"


def packline(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "station", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_clear_end(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_a_wrong_product_file_is_told_all_its_errors_at_once(tmp_path: Path) -> None:
    wrong = (PRODUCTS / "water-24.toml").read_text("utf-8")
    wrong = wrong.replace('"qr"', '"qrr"').replace("rows = 4", "rows = 5")
    wrong = wrong.replace("06901234567892", "06901234567890")
    path = tmp_path / "wrong.toml"
    path.write_text(wrong, "utf-8")
    done = packline("config", "check", str(path))
    assert_one_clear_end(done, 2, "wrong.toml", "gtin", "symbology", "qr", "levels[1]")
    assert len(done.stderr.strip().splitlines()) >= 3


def test_a_wrong_line_file_names_key_and_line(tmp_path: Path) -> None:
    wrong = (LINES / "demo.toml").read_text("utf-8").replace('coder = "coder"', 'coder = "codr"')
    path = tmp_path / "line.toml"
    path.write_text(wrong, "utf-8")
    number = next(n for n, row in enumerate(wrong.splitlines(), 1) if "codr" in row)
    assert_one_clear_end(packline("config", "check", str(path)), 2, "codr", f":{number}")


def test_an_option_that_no_driver_has_is_found_before_the_line_starts(tmp_path: Path) -> None:
    wrong = (LINES / "demo.toml").read_text("utf-8").replace("depth = 8", "dept = 8")
    path = tmp_path / "line.toml"
    path.write_text(wrong, "utf-8")
    assert_one_clear_end(packline("config", "check", str(path)), 2, "dept", "coder")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"AAA\nBBB\nAAA\n", ("3", "AAA")),
        (b"AAA\n\nBBB\n", ("2",)),
        ("码一\n码二\n".encode("gbk"), ("UTF-8",)),
        (b"", ("no code",)),
    ],
)
def test_a_wrong_code_file_is_refused_with_line_numbers(
    tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "codes.txt"
    path.write_bytes(content)
    assert_one_clear_end(packline("codes", "check", str(path)), 2, "codes.txt", *words)


def test_codes_of_the_wrong_length_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("ABCDE\nABCD\nABCDF\n", "utf-8")
    done = packline("codes", "check", str(path), "--characters", "5")
    assert_one_clear_end(done, 2, "line 2", "4 characters")


def imported_product(tmp_path: Path) -> Path:
    text = (PRODUCTS / "water-24.toml").read_text("utf-8")
    text = text.replace(
        'kind = "minted"\nsymbology = "qr"\nprefix = "HTTPS://M.EXAMPLE/B/"',
        'kind = "imported"\nsymbology = "qr"\nfile = "codes.txt"',
    )
    path = tmp_path / "imported.toml"
    path.write_text(text, "utf-8")
    return path


def open_order(
    tmp_path: Path, number: str, codes: Path, data: Path
) -> subprocess.CompletedProcess[str]:
    return packline(
        *("order", "open", number, "--product", str(imported_product(tmp_path))),
        *("--batch", "B1", "--target", "3", "--codes", str(codes), "--data", str(data)),
    )


def test_imported_codes_come_in_whole_or_not_at_all(tmp_path: Path) -> None:
    data = tmp_path / "station"
    data.mkdir()
    codes = tmp_path / "codes.txt"
    codes.write_text("FIRST-1\nFIRST-2\nFIRST-3\n", "utf-8")
    assert open_order(tmp_path, "O1", codes, data).returncode == 0
    listed = json.loads(packline("order", "list", "--data", str(data), "--json").stdout)
    assert listed[0]["counts"]["free"] == 3
    more = tmp_path / "more.txt"
    more.write_text("SECOND-1\nFIRST-2\n", "utf-8")
    assert_one_clear_end(open_order(tmp_path, "O2", more, data), 1, "O1")
    assert packline("check", "--data", str(data)).returncode == 0
    again = json.loads(packline("order", "list", "--data", str(data), "--json").stdout)
    assert again == listed


def test_a_corrupt_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    data = tmp_path / "station"
    data.mkdir()
    codes = tmp_path / "codes.txt"
    codes.write_text("\n".join(f"CODE-{n:05}" for n in range(3_000)), "utf-8")
    assert open_order(tmp_path, "O1", codes, data).returncode == 0
    database = data / "station.db"
    broken = bytearray(database.read_bytes())
    broken[20_480:24_576] = bytes(4_096)
    database.write_bytes(broken)
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    done = packline("check", "--data", str(data))
    assert done.returncode == 1
    assert "BAD" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough " * 40, b"x"])
def test_a_file_that_is_no_database_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "station.db"
    path.write_bytes(content)
    done = packline("check", "--data", str(path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--data", "nowhere"),
        ("trace", "X", "--data", "nowhere"),
        ("order", "list", "--data", "nowhere"),
        ("codes", "check", "nowhere.txt"),
    ],
)
def test_what_isnt_there_is_said_in_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = packline(*arguments, cwd=tmp_path)
    assert_one_clear_end(done, 1, "nowhere")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_every_command_has_help() -> None:
    for command in ("demo", "trace", "check", "order", "codes", "config", "device", "report"):
        done = packline(command, "--help")
        assert done.returncode == 0
        assert "Usage" in done.stdout
