"""Packline's address space for OPC UA: the same PLC image as the Modbus map, as nodes by name.

The space is this project's own; a PLC programmer declares the variables and lets the PLC's OPC UA
server show them. Types are those of IEC 61131-3. Orders of words and bytes are OPC UA's affair, so
only `MapId` is left of that check: it tells the version.

Where the variables lie differs by vendor, so a node's id is made from two settings: the URI of the
namespace, and a form with `{name}` in it (`s=Packline.{name}`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from drivers.plc.register_map import MAP_ID, RING_SLOTS, Coil, Hr, Input, rows

PORT: Final = 4_840
NAMESPACE: Final = "urn:packline:plc"
NODES: Final = "s=Packline.{name}"

Iec = Literal["BOOL", "UINT", "UDINT"]
OPCUA_TYPES: Final = {"BOOL": "Boolean", "UINT": "UInt16", "UDINT": "UInt32"}


@dataclass(frozen=True)
class PlcNode:
    """One variable; `count` is 8 for an array with an element for each ring slot."""

    name: str
    type: Iec
    writer: Literal["PLC", "PC"]
    meaning: str
    count: int = 1

    @property
    def declaration(self) -> str:
        return self.type if self.count == 1 else f"ARRAY[0..{self.count - 1}] OF {self.type}"


def node_name(register_name: str) -> str:
    """The node's name for a name of the Modbus map: plc_heartbeat → PlcHeartbeat."""
    return "".join(part.capitalize() for part in register_name.split("_"))


_MEANINGS: Final = {row.name: row.meaning for row in rows()}


def _same(name: str, iec: Iec, writer: Literal["PLC", "PC"] = "PLC") -> PlcNode:
    """A node that means what the register of this name means."""
    meaning = _MEANINGS[name].removeprefix("u32, ")
    return PlcNode(node_name(name), iec, writer, meaning)


MAP_NODE: Final = PlcNode("MapId", "UDINT", "PLC", f"always 16#{MAP_ID:08X}: mark and version")

STATUS: Final = (
    _same("encoder", "UDINT"),
    _same("products", "UDINT"),
    _same("prints", "UDINT"),
    _same("rejects", "UDINT"),
    _same("packml_state", "UINT"),
    _same("mode", "UINT"),
    _same("plc_heartbeat", "UINT"),
    _same("alarms", "UINT"),
    PlcNode("VerdictEcho", "UINT", "PLC", "VerdictSeq of the verdict last taken"),
    _same("start_id", "UINT"),
    _same("ring_newest", "UINT"),
)
RING: Final = (
    PlcNode("RingSeq", "UINT", "PLC", "seq of each slot, 0 = empty", RING_SLOTS),
    PlcNode("RingType", "UINT", "PLC", "type of each slot's event", RING_SLOTS),
    PlcNode("RingEncoder", "UDINT", "PLC", "encoder at each slot's event", RING_SLOTS),
    PlcNode("RingNumber", "UDINT", "PLC", "product, case or pallet of each slot", RING_SLOTS),
)
INPUTS: Final = tuple(_same(bit.name.lower(), "BOOL") for bit in Input)
COILS: Final = tuple(_same(coil.name.lower(), "BOOL", "PC") for coil in Coil)

WRITTEN: Final = {
    Hr.WATCHDOG_MS: _same("watchdog_ms", "UINT", "PC"),
    Hr.VERDICT_NUMBER: _same("verdict_number", "UINT", "PC"),
    Hr.VERDICT: _same("verdict", "UINT", "PC"),
    Hr.VERDICT_SEQ: _same("verdict_seq", "UINT", "PC"),
    Hr.RING_TAKEN: _same("ring_taken", "UINT", "PC"),
}


def nodes() -> Iterator[PlcNode]:
    """The whole address space, in the order in which the documentation shows it."""
    yield MAP_NODE
    yield from STATUS
    yield from RING
    yield from INPUTS
    yield from COILS
    yield from WRITTEN.values()


def nodes_table() -> str:
    """The address space as a Markdown table; docs/devices/opcua-plc.md holds exactly this text."""
    lines = [
        "| node | type in the PLC | OPC UA type | written by | meaning |",
        "|---|---|---|---|---|",
    ]
    for node in nodes():
        opcua = OPCUA_TYPES[node.type] + ("" if node.count == 1 else f"[{node.count}]")
        meaning = node.meaning.replace("HR 0", "WatchdogMs")
        lines.append(f"| {node.name} | {node.declaration} | {opcua} | {node.writer} | {meaning} |")
    return "\n".join(lines) + "\n"
