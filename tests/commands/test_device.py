"""The bench for plant engineers: lists, twins on real ports, and a camera's pictures."""

from __future__ import annotations

import json
import os
import re
import select
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import cv2
import pytest
import zxingcpp
from typer.testing import CliRunner

from station.cli import app
from station.commands.device_simulate import Over, _plc

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
WAIT_S_MAX = 20.0


def packline(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "station", "device", *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def simulated(name: str, *arguments: str) -> tuple[subprocess.Popen[str], int]:
    """A twin on a free port, and the port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "station", "device", "simulate", name, "--port", "0", *arguments],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found is not None
    return process, int(found.group(1))


def ended(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=WAIT_S_MAX)


def asked(port: int, question: bytes, end: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), WAIT_S_MAX) as link:
        link.sendall(question)
        answer = b""
        while not answer.endswith(end):
            answer += link.recv(1_000)
    return answer


def test_the_list_says_that_nothing_was_tried_on_hardware() -> None:
    listed: dict[str, Any] = json.loads(packline("list", "--json").stdout)
    assert set(listed) >= {
        "domino-codenet",
        "zebra-zpl",
        "keyence-sr",
        "modbus-plc",
        "opcua-plc",
        "camera",
    }
    for name, device in listed.items():
        assert device["hardware_verified"] is False, name
        assert device["manual"], name
    assert "never tried on hardware" in packline("list").stdout


@pytest.mark.parametrize(
    ("name", "question", "answer"),
    [
        ("codenet", b"\x1bT1?\x04", b"\x1bT10000000000\x04"),
        ("zpl", b'! U1 getvar "odometer.total_label_count"\r\n', b'"'),
        ("keyence", b"LOFF\r", b"\r"),
    ],
)
def test_a_twin_answers_on_its_port(name: str, question: bytes, answer: bytes) -> None:
    process, port = simulated(name)
    try:
        assert asked(port, question, answer)
    finally:
        ended(process)


def test_a_fault_is_set_from_the_command_line() -> None:
    process, port = simulated("codenet", "--fault", "jam")
    try:
        assert asked(port, b"\x1b1C?\x04", b"\x04").startswith(b"\x1b1C100")
    finally:
        ended(process)


def test_a_plc_answers_on_a_serial_line_of_this_computer() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "station", "device", "simulate", "plc", "--over", "rtu"],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"plc listens on serial://(\S+)\?baud=19200", process.stdout.readline())
    assert found is not None
    try:
        line = os.open(found.group(1), os.O_RDWR | os.O_NOCTTY)
        os.write(line, bytes.fromhex("11 04 0040 0002 728F"))
        answer = b""
        while len(answer) < 9 and select.select([line], [], [], WAIT_S_MAX)[0]:
            answer += os.read(line, 9)
        os.close(line)
        assert answer == bytes.fromhex("11 04 04 504C 0001 FB52")
    finally:
        ended(process)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("codenet", "--over", "rtu"), 2, "--over rtu is for a plc"),
        (("plc", "--serial", "serial://COM3"), 2, "--serial needs --over rtu"),
        (("plc", "--over", "can"), 2, "can"),
        (("plc", "--over", "rtu", "--serial", "COM3"), 1, "write serial:///dev/ttyS0"),
        (
            ("plc", "--over", "rtu", "--serial", "serial:///dev/none"),
            1,
            "another one with --serial",
        ),
    ],
)
def test_a_way_that_cannot_be_is_told(arguments: tuple[str, ...], code: int, says: str) -> None:
    done = CliRunner().invoke(app, ["device", "simulate", *arguments])
    assert done.exit_code == code
    assert says in done.output


def test_a_plc_over_opcua_says_its_address() -> None:
    twin, server = _plc(4_841, Over.OPCUA)
    assert twin is server
    assert server.url == "opc.tcp://127.0.0.1:4841"


@pytest.mark.parametrize("arguments", [("nothing",), ("codenet", "--port", "0", "--fault", "no")])
def test_what_isnt_there_is_told_with_what_is(arguments: tuple[str, ...]) -> None:
    done = packline("simulate", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "codenet" in done.stderr or "jam" in done.stderr


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_a_cameras_pictures_can_be_read(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "a folder"
    done = packline("photograph", str(folder), "--kind", kind, "--count", "3", "--every-ms", "1")
    assert done.returncode == 0, done.stderr
    seen = [
        zxingcpp.read_barcodes(cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE))[0].bytes
        for picture in sorted(folder.glob("*.png"))
    ]
    assert seen == [b"HTTPS://X.EXAMPLE/%06d" % number for number in (1, 2, 3)]
