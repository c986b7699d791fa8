"""`packline device probe|send|record|replay` against twins on real ports."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drivers.link.recording import load_recording
from drivers.probe import QUESTIONS, questions_for
from drivers.registry import DRIVERS, make_twin
from drivers.sim.plc import PlcTwin
from drivers.sim.server import TwinServer
from station.cli import app
from tests.commands.test_device import ENVIRONMENT, WAIT_S_MAX, ended

SERIAL = "8ZQ3K7M2W4XT5B"


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["device", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("twin", "protocol"),
    [
        ("codenet", "domino-codenet"),
        ("zpl", "zebra-zpl"),
        ("keyence", "keyence-sr"),
        ("cognex", "cognex-dmcc"),
        ("sick", "sick-cola"),
    ],
)
def test_a_device_that_answers_is_known(twin: str, protocol: str) -> None:
    with TwinServer(make_twin(twin)) as server:
        code, output = run("probe", server.url, "--protocol", protocol, "--json")
    told = json.loads(output)
    assert (code, told["knows"]) == (0, [protocol])
    assert any(one["told"] for one in told["answers"])


@pytest.mark.parametrize("layout", ["areas", "block"])
def test_a_plc_that_shows_our_map_is_known_wherever_it_lies(layout: str) -> None:
    with PlcTwin(layout=layout) as twin:  # type: ignore[arg-type]  # a layout's name
        code, output = run("probe", twin.url, "--protocol", "modbus-plc", "--json")
    answers = {one["question"]: one["told"] for one in json.loads(output)["answers"] if one["told"]}
    title = {"areas": "Packline's map?", "block": "Packline's map in one block?"}[layout]
    assert code == 0
    assert "PL" in answers.pop(title)
    assert not any("map" in other for other in answers)


def test_a_device_that_does_not_answer_is_told_with_what_to_check() -> None:
    with TwinServer(make_twin("scanner")) as server:
        code, output = run("probe", server.url, "--protocol", "keyence-sr")
    assert code == 1
    assert "no answer" in output
    assert "switched on" in output


def test_nothing_at_the_address_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, output = run("probe", f"tcp://127.0.0.1:{port}", "--protocol", "keyence-sr")
    assert code == 1
    assert "refused" in output
    assert "Traceback" not in output


@pytest.mark.parametrize("arguments", [("--protocol", "no-such"), ()])
def test_a_probe_that_has_no_question_says_which_there_are(arguments: tuple[str, ...]) -> None:
    code, output = run("probe", "tcp://127.0.0.1:9", *arguments)
    assert code == 2
    assert "domino-codenet" in output


def test_no_question_prints_or_sets_anything() -> None:
    """Held against the commands of the fact sheet that do; a new question is looked at here."""
    harmless = {
        *(b"\x1bA?\x04", b"\x1b1C?\x04", b"~HI\r\n", b'! U1 getvar "zpl.system_status"\r\n'),
        *(b"\x1b!?", b"\x1b!S", b"\x05", b"\x1bs\r", b"GST\r", b"\x02E\x03", b"{~DR|}", b"^0?RS\r"),
        *(b"LOFF\r", b"||0:7>GET DEVICE.TYPE\r\n", b"\x02sMN mTCgateoff\x03"),
    }
    for one in QUESTIONS:
        reads_registers = one.protocol in ("modbus-plc", "hitachi-modbus") and one.ask[7] in (3, 4)
        greets = one.protocol == "opcua-plc" and one.ask.startswith(b"HELF")
        assert one.ask in harmless or reads_registers or greets, one.title
    assert questions_for(9100)[0].protocol == "zebra-zpl"


def test_bytes_are_sent_as_typed_and_the_answer_shown() -> None:
    with TwinServer(make_twin("codenet")) as server:
        code, output = run("send", server.url, r"\x1bA?<EOT>", "--wait-ms", "300")
    assert code == 0
    assert "> <ESC>A?<EOT>" in output
    assert "< <ESC>A0PACKLINE TWIN<EOT>" in output


def test_text_that_is_no_bytes_is_refused_before_anything_is_sent() -> None:
    code, output = run("send", "tcp://127.0.0.1:9", "<NOPE>")
    assert code == 2
    assert "<NOPE>" in output


def test_a_recording_hides_codes_and_is_played_back(tmp_path: Path) -> None:
    file = tmp_path / "a recording.jsonl"
    offer = b"\x1bOE%04d%s\x04" % (len(SERIAL), SERIAL.encode())
    with TwinServer(make_twin("codenet")) as server:
        tap, port = started("record", server.url, str(file), "--port", "0")
        talk(port, b"\x1bON108PACKLINE\x04", offer)
        tap.send_signal(2)
        tap.communicate(timeout=WAIT_S_MAX)
    assert SERIAL not in file.read_text()
    heard = [one.data for one in load_recording(file).entries if one.side == "host"]
    assert heard[-1] == b"\x1b" + b"x" * (len(offer) - 2) + b"\x04"
    assert "> <ESC>xxxxxxxxx" in run("replay", str(file), "--show")[1]

    replay, port = started("replay", str(file), "--port", "0")
    talk(port, b"\x1bON108PACKLINE\x04", offer)
    output, _ = replay.communicate(timeout=WAIT_S_MAX)
    assert replay.returncode == 0, output
    assert "the host said what it had said" in output


def test_a_replay_tells_what_the_host_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    entry = {"ms": 1, "from": "host", "text": "Q1"}
    file.write_text('{"packline-recording": 1}\n' + json.dumps(entry) + "\n")
    replay, port = started("replay", str(file), "--port", "0")
    with socket.create_connection(("127.0.0.1", port), WAIT_S_MAX) as host:
        host.sendall(b"Q2")
        output, _ = replay.communicate(timeout=WAIT_S_MAX)
    assert replay.returncode == 4
    assert "something else 1 times" in output


def test_every_protocol_of_a_byte_stream_has_a_question() -> None:
    asked = {one.protocol for one in QUESTIONS}
    nothing_to_ask = {
        "camera",
        "cups-pdf",
        "file-handoff",
        "keyboard-wedge",
        "line-reader",
        "line-scanner",
        "text-coder",
    }
    assert set(DRIVERS) - nothing_to_ask <= asked


def started(*arguments: str) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-m", "station", "device", *arguments],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"127\.0\.0\.1:(\d+) ?(is|now)", process.stdout.readline())
    if found is None:
        ended(process)
        raise AssertionError("it did not start")
    return process, int(found.group(1))


def talk(port: int, *frames: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), WAIT_S_MAX) as host:
        for frame in frames:
            host.sendall(frame)
            assert host.recv(10) == b"\x06"
