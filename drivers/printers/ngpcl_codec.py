"""Markem-Imaje's NGPCL on the wire: commands to bytes, bytes to packets. Sans-IO.

NGPCL = Next Generation Print Control Language. A packet is `{`, `~`, two letters, for some a
character more, then fields that each end in `|`, and `}`. An answer's character is its status:
0 done, other not done. Some devices end a packet with CR LF as well.

Wire facts, of which none comes from a device of ours: the packets that two users' programs exchange
with a SmartDate X30 and others, one with the manual's words on clear to send and print status;
SmartDate X60 manual p. 241, SmartDate X40 manual p. 118 and 5200 manual p. 6 on allocations. Of the
"NGPCL Usage Guide" v25 only the first pages were seen. Unverified: `UNVERIFIED`.
"""

from __future__ import annotations

from dataclasses import dataclass

from drivers.errors import Misuse, PayloadError

START, END = 0x7B, 0x7D
CONTROL = frozenset(b"|{}~")  # they steer the packet, and can't be quoted
BETWEEN = b"\r\n\0"  # may stand between two packets
PACKET_BYTES_MAX = 2_048
VALUE_BYTES_MAX = 255  # ours: the job's own field decides
NAME_BYTES_MAX = 64
ONCE = b"001"  # an allocation: the job is printed so often, and not again before the next update
STATE_FIELDS = 10
UNVERIFIED = (
    "that a job update with the allocation 001 is printed once, on every model, and that the coder "
    "goes on producing and is clear to send afterwards",
    "when clear to send changes: with the print, or already when the coder has taken the code up",
    "whether it is clear to send before the first update, and whether an update that comes while "
    "it isn't replaces the code inside",
    "what stands in the field after power was off, and whether it is then printed",
    "what each number of the state means, and the flags beside it",
    "the answer's status where a job update is refused; how long a code may be",
)

# Letters of an answer by those of its question.
UPDATED, CLEAR_TO_SEND, STATE, JOB, FIELD, NOT_KNOWN = "JU", "DV", "DS", "JN", "FC", "NK"
DONE = "0"
ANSWERS = {"JU": UPDATED, "DC": CLEAR_TO_SEND, "DR": STATE, "JR": JOB, "FR": FIELD}


@dataclass(frozen=True)
class Packet:
    """What lies between `{` and `}`; `letters` are the two that say what it is."""

    letters: str
    status: str
    fields: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Rubbish:
    data: bytes


@dataclass(frozen=True)
class DeviceState:
    """`number` is the PackML state of the device."""

    number: int
    wants_attention: bool


Said = Packet | Rubbish


# ---------------------------------------------------------------- what we say


def _packet(head: bytes, *fields: bytes) -> bytes:
    return b"{~" + head + b"|" + b"".join(field + b"|" for field in fields) + b"}"


def _named(name: str, what: str) -> bytes:
    """Raises `Misuse` for a name that the wire can't carry."""
    data = name.encode()
    can_be = all(0x20 <= byte <= 0x7E and byte not in CONTROL for byte in data)
    if not 1 <= len(data) <= NAME_BYTES_MAX or not can_be:
        why = f"1 to {NAME_BYTES_MAX} ASCII characters other than | {{ }} ~"
        raise Misuse(f"the name of {what} is {why}, not {name!r}")
    return data


def ask_state() -> bytes:
    return _packet(b"DR")


def ask_job() -> bytes:
    return _packet(b"JR")


def ask_field(name: str) -> bytes:
    return _packet(b"FR", _named(name, "a field"))


def ask_clear_to_send() -> bytes:
    """Answered at once (response timing 0)."""
    return _packet(b"DC0")


def update_once(field: str, value: bytes, device: str = "coder") -> bytes:
    """An update of the job that is on the coder (no name), to be printed once.

    Raises `PayloadError` for a value that the wire can't carry, `Misuse` for such a name."""
    check_value(value, device)
    return _packet(b"JU0", b"", ONCE, _named(field, "a field"), value)


def check_name(name: str, what: str) -> None:
    """Raises `Misuse`."""
    _named(name, what)


def check_value(value: bytes, device: str) -> None:
    """Raises `PayloadError`."""
    if not value:
        raise PayloadError(device, 0, "it is empty")
    if len(value) > VALUE_BYTES_MAX:
        why = f"{len(value)} characters, and {VALUE_BYTES_MAX} fit"
        raise PayloadError(device, VALUE_BYTES_MAX, why)
    for position, byte in enumerate(value):
        if not 0x20 <= byte <= 0x7E:
            raise PayloadError(device, position, f"{byte:02X}: the coder takes ASCII, 20 to 7E")
        if byte in CONTROL:
            raise PayloadError(device, position, f"{chr(byte)!r} steers NGPCL's packets")


# ---------------------------------------------------------------- what we hear


def answers(packet: Packet, command: bytes) -> bool:
    """Whether `packet` is an answer to `command`, a packet of ours."""
    asked = command[2:4].decode()
    return packet.letters in (ANSWERS[asked], NOT_KNOWN)


def is_clear_to_send(packet: Packet) -> bool | None:
    """None for what says neither."""
    said = packet.fields[0] if len(packet.fields) == 1 else b""
    return {b"0": True, b"1": False}.get(said)


def device_state(packet: Packet) -> DeviceState | None:
    """None for what is no state."""
    if len(packet.fields) != STATE_FIELDS:
        return None
    attention, number = packet.fields[3], packet.fields[8]
    if len(number) != 2 or not number.isdigit() or attention not in (b"0", b"1"):
        return None
    return DeviceState(int(number), attention == b"1")


class PacketParser:
    """Bytes of the device in, packets out, however the bytes are cut. A packet longer than
    PACKET_BYTES_MAX is rubbish."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget half a packet: the link is a new one."""
        self._pending = b""

    def feed(self, data: bytes) -> list[Said]:
        said: list[Said] = []
        buffer, at = self._pending + data, 0
        while at < len(buffer):
            start = buffer.find(START, at)
            if start != at:
                start = len(buffer) if start == -1 else start
                _skip(buffer[at:start], said)
                at = start
                continue
            length, packet = _packet_at(buffer, at)
            if length == 0:
                break
            if packet is None:
                _skip(buffer[at : at + length], said)
            else:
                said.append(packet)
            at += length
        self._pending = buffer[at:]
        return said


def _packet_at(buffer: bytes, at: int) -> tuple[int, Packet | None]:
    """Length and meaning of what begins at `at` with `{`; length 0 means that more is needed, and
    no meaning that it is no packet."""
    limit = at + PACKET_BYTES_MAX
    end = buffer.find(END, at, limit)
    restart = buffer.find(START, at + 1, limit if end == -1 else end)
    if restart != -1:
        return restart - at, None
    if end != -1:
        return end + 1 - at, _parsed(buffer[at + 1 : end])
    return (0, None) if len(buffer) < limit else (PACKET_BYTES_MAX, None)


def _parsed(body: bytes) -> Packet | None:
    head, *fields = body.split(b"|")
    letters = head[1:3]
    if head[:1] != b"~" or len(letters) != 2 or not (letters.isalpha() and letters.isascii()):
        return None
    if fields and not fields[-1]:
        fields.pop()  # each field ends in the bar, the last one too
    return Packet(letters.decode(), head[3:].decode("ascii", "replace"), tuple(fields))


def _skip(data: bytes, said: list[Said]) -> None:
    if stray := data.strip(BETWEEN):
        said.append(Rubbish(stray))
