"""What answers at an address, and what it says: harmless questions of each protocol.

A question reads a state and changes nothing; none prints. Still, what one device ignores another
may take for text to print (an office printer at port 9100 does), so only the questions that
belong to the port are asked unless somebody names the protocol. Each gets a connection of its own,
so that an answer can't be taken for another's. The bytes are written from the fact sheet.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.link.api import Link, LinkError, Waker
from drivers.link.readable import readable

GREETING_S = 0.3
ANSWER_S_MAX = 1.5
ANSWER_BYTES_MAX = 4_096
SERIAL = 0  # as a port: the question also suits a serial line


@dataclass(frozen=True)
class Question:
    """`answer` is a pattern that only this protocol's answer has; its groups, joined, are what is
    told of the device."""

    protocol: str
    title: str
    ports: tuple[int, ...]
    ask: bytes
    answer: bytes


@dataclass(frozen=True)
class Answer:
    """What came for one question. `fits`: it is an answer of the protocol. `error`: no link."""

    question: Question
    said: bytes
    fits: bool
    told: str = ""
    error: str = ""
    took_ms: int = 0


# IR 64-65 of docs/devices/modbus-plc.md, in whichever order of words and bytes.
MAP_ID_ANSWER = (
    rb"\x00\x01\x00\x00\x00\x07\x01%b\x04"
    rb"(PL\x00[^\x00]|\x00[^\x00]PL|LP[^\x00]\x00|[^\x00]\x00LP)"
)

QUESTIONS: tuple[Question, ...] = (
    Question(
        "domino-codenet",
        "identity",
        (7000, 7001, 7002, 7004, SERIAL),
        b"\x1bA?\x04",
        rb"\x1bA(.)([^\x04]*)\x04",
    ),
    Question(
        "domino-codenet",
        "status",
        (7000, 7001, 7002, 7004, SERIAL),
        b"\x1b1C?\x04",
        rb"\x1b1C(\d{3}).*\x04",
    ),
    Question("zebra-zpl", "identity", (9100, SERIAL), b"~HI\r\n", rb"\x02([^\x03]+)\x03"),
    Question(
        "zebra-zpl",
        "state",
        (9100, SERIAL),
        b'! U1 getvar "zpl.system_status"\r\n',
        rb'"(\d,\d,[0-9A-F]{8},[0-9A-F]{8},[^"]*)"',
    ),
    # One byte without a frame: nothing is wrong, or one thing is, so that an ACK or NAK is none.
    Question(
        "tsc-tspl",
        "state (short)",
        (9100, SERIAL),
        b"\x1b!?",
        rb"\A([\x00\x01\x02\x04\x08\x10\x20\x40\x80])\Z",
    ),
    Question("tsc-tspl", "state (long)", (9100, SERIAL), b"\x1b!S", rb"\x02([@-\x7f]{4})\x03\r\n"),
    Question(
        "sato-sbpl",
        "state",
        (9100, 1024, SERIAL),
        b"\x05",
        rb"\x02(\d\d|  )([0-4A-EG-KM-QS-Wa-k])(\d{6})(.{16})?\x03",
    ),
    Question("cab-jscript", "state", (9100, SERIAL), b"\x1bs\r", rb"([YN][-A-Za-z]\d{6}[YN])"),
    Question("videojet-zipher", "state", (3002, 3003, SERIAL), b"GST\r", rb"STS\|([^\r]*)\r"),
    Question(
        "videojet-wsi", "faults", (3100, 3102, SERIAL), b"\x02E\x03", rb"\x02([0-9A-F]{6}.)\x03"
    ),
    Question("hitachi-serial", "ready?", (SERIAL,), b"\x05", rb"^([\x06\x15])$"),
    Question(
        "hitachi-modbus",
        "unit status",
        (502, 1503),
        bytes.fromhex("0001 0000 0006 01 04 0000 0004"),
        rb"\x00\x01\x00\x00\x00\x0b\x01\x04\x08(\x00[01]\x00[01]..\x00.)",
    ),
    Question("markem-ngpcl", "state", (21000, SERIAL), b"{~DR|}", rb"\{~DS(\d\|[^}]*)\}"),
    Question("leibinger-jet3", "state", (3000, SERIAL), b"^0?RS\r", rb"\^0(?:\d{5})?=RS([^\r]*)\r"),
    Question("keyence-sr", "stop reading", (9004, SERIAL), b"LOFF\r", rb"(OK,LOFF|ER,LOFF,\d\d)"),
    Question("cognex-dmcc", "type", (23, SERIAL), b"||0:7>GET DEVICE.TYPE\r\n", rb"([^\r\n]+)\r\n"),
    Question(
        "sick-cola",
        "stop reading",
        (2111, 2112, SERIAL),
        b"\x02sMN mTCgateoff\x03",
        rb"\x02(s(?:AN|FA)[^\x03]*)\x03",
    ),
    Question(
        "modbus-plc",
        "Packline's map?",
        (502, 1502),
        bytes.fromhex("0001 0000 0006 01 04 0040 0002"),
        MAP_ID_ANSWER % b"\x04",
    ),
    Question(
        "modbus-plc",
        "Packline's map in one block?",
        (502, 1502),
        bytes.fromhex("0001 0000 0006 01 03 00A4 0002"),
        MAP_ID_ANSWER % b"\x03",
    ),
    Question(
        "modbus-plc",
        "input registers 8-11",
        (502, 1502),
        bytes.fromhex("0001 0000 0006 01 04 0008 0004"),
        rb"\x00\x01\x00\x00\x00.\x01[\x04\x84](.*)",
    ),
    Question(
        "opcua-plc",
        "hello",
        (4840, 4841),
        b"HELF"
        + (32).to_bytes(4, "little")
        + (0).to_bytes(4, "little")
        + (65_536).to_bytes(4, "little") * 2
        + (0).to_bytes(4, "little") * 2
        + (0).to_bytes(4, "little"),
        rb"(ACKF|ERRF)",
    ),
)


def questions_for(port: int, protocol: str = "") -> tuple[Question, ...]:
    """Those of `protocol`, or those whose usual port this is (`SERIAL`: none, name one)."""
    if protocol:
        return tuple(one for one in QUESTIONS if one.protocol == protocol)
    return tuple(one for one in QUESTIONS if port != SERIAL and port in one.ports)


def listen(new_link: Callable[[], Link], for_s: float = GREETING_S) -> bytes:
    """What the device says without being asked. Raises `LinkError` where nothing answers."""
    link = new_link()
    link.open()
    try:
        return _heard(link, for_s, lambda said: False)
    except LinkError:
        return b""  # it took the connection and hung up at once: that is no greeting
    finally:
        link.close()


def ask(new_link: Callable[[], Link], questions: Sequence[Question]) -> list[Answer]:
    return [_ask_one(new_link(), question) for question in questions]


def exchange(link: Link, data: bytes, wait_s: float) -> bytes:
    """Send `data` and return what comes within `wait_s`. Raises `LinkError`."""
    link.open()
    try:
        link.send(data)
        return _heard(link, wait_s, lambda said: False)
    finally:
        link.close()


def _ask_one(link: Link, question: Question) -> Answer:
    pattern = re.compile(question.answer, re.DOTALL)
    started_s = time.monotonic()
    try:
        link.open()
        link.send(question.ask)
        said = _heard(link, ANSWER_S_MAX, lambda said: pattern.search(said) is not None)
    except LinkError as error:
        return Answer(question, b"", False, error=str(error))
    finally:
        link.close()
    found = pattern.search(said)
    told = "" if found is None else _told(found)
    took_ms = round((time.monotonic() - started_s) * 1_000)
    return Answer(question, said, found is not None, told, took_ms=took_ms)


def _told(found: re.Match[bytes]) -> str:
    return " ".join(readable(group) for group in found.groups() if group)


def _heard(link: Link, for_s: float, is_enough: Callable[[bytes], bool]) -> bytes:
    """What comes in until it is enough, the time is over or the device hangs up."""
    waker = Waker()
    until_s = time.monotonic() + for_s
    said = b""
    try:
        while (left_s := until_s - time.monotonic()) > 0 and len(said) < ANSWER_BYTES_MAX:
            said += link.receive(left_s, waker)
            if said and is_enough(said):
                break
    except LinkError:
        if not said:
            raise
    finally:
        waker.close()
    return said[:ANSWER_BYTES_MAX]
