"""Which device protocols there are: name in a configuration → driver, and → twin.

Drivers are imported only when asked for: a station without a camera never loads image code.
Adding a driver is one entry in DRIVERS, and one in TWINS for its simulator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from drivers.api import Capabilities, RunnableDevice
from drivers.errors import DeviceError, Misuse
from drivers.link.address import link_for
from drivers.link.api import AddressError, Link
from drivers.link.runner import Runner

__all__ = [
    "DRIVERS",
    "TWINS",
    "DeviceConfigError",
    "DriverEntry",
    "TwinEntry",
    "build",
    "capabilities",
    "make_twin",
    "twins",
]


class DeviceConfigError(DeviceError, ValueError):
    """A configured device can't be built; the text names the device and the remedy."""


@dataclass(frozen=True)
class DriverEntry:
    """`factory` is "module:name". What it is called with, and what it makes, depends on `takes`:

    "name": (name, **options) makes a `Driver`, which gets a `Runner` on a link to the URL;
    "url": (name, url, **options) makes a `RunnableDevice` with a link of its own.

    `ear` names the option that holds the address at which the device dials us, beside its link.
    """

    factory: str
    options: tuple[str, ...]
    takes: Literal["name", "url"] = "name"
    ear: str = ""


@dataclass(frozen=True)
class TwinEntry:
    """`factory` is "module:name", called with the twin's own options; `port` is the usual one.

    A twin that `serves_itself` has its own port (start, stop) and needs no `TwinServer`; one that
    is `at` a folder has none."""

    factory: str
    port: int
    serves_itself: bool = False
    at: Literal["port", "folder"] = "port"


DRIVERS: Mapping[str, DriverEntry] = {
    "domino-codenet": DriverEntry(
        "drivers.printers.codenet:CodenetCoder",
        ("label", "depth", "done_char", "queue", "bare_nak", "ack_ms_max", "poll_ms"),
    ),
    "text-coder": DriverEntry(
        "drivers.printers.text_coder:TextCoder",
        (
            *("prefix", "suffix", "encoding", "answer_end", "ack", "full", "refused", "done"),
            *("fault", "well", "ask", "prepare", "clear", "hold", "release", "answered"),
            *("ack_means", "confirm", "depth", "max_bytes", "ack_ms_max", "poll_ms", "quiet_ms"),
        ),
    ),
    "hitachi-serial": DriverEntry(
        "drivers.printers.hitachi:HitachiCoder",
        (
            *("items", "depth", "fault_at", "message", "enq", "confirm", "ack_ms_max"),
            "poll_ms",
        ),
    ),
    "hitachi-modbus": DriverEntry(
        "drivers.printers.hitachi_modbus:HitachiModbusCoder",
        ("idle_text", "settle_ms", "answer_ms_max", "poll_ms", "progress_ms"),
    ),
    "videojet-wsi": DriverEntry(
        "drivers.printers.wsi:WsiCoder",
        ("field", "message", "model", "confirm", "ack_ms_max", "poll_ms", "progress_ms"),
    ),
    "markem-ngpcl": DriverEntry(
        "drivers.printers.ngpcl:NgpclCoder",
        ("field", "job", "confirm", "depth", "cts_ms", "answer_ms_max", "poll_ms"),
    ),
    "leibinger-jet3": DriverEntry(
        "drivers.printers.jet3:Jet3Coder",
        (
            *("mode", "depth", "ahead", "confirm", "idle_text", "settle_ms", "answer_ms_max"),
            *("poll_ms", "progress_ms"),
        ),
    ),
    "file-handoff": DriverEntry(
        "drivers.printers.file_handoff:FileHandoff",
        (
            *("suffix", "content", "encoding", "done_suffix", "error_suffix", "takes_by"),
            *("confirm", "depth", "poll_ms"),
        ),
        takes="url",
    ),
    "videojet-zipher": DriverEntry(
        "drivers.printers.zipher:ZipherCoder",
        ("job", "field", "depth", "answer_ms_max", "poll_ms", "progress_ms"),
    ),
    "zebra-zpl": DriverEntry(
        "drivers.printers.zpl:ZplPrinter",
        ("depth", "done", "alert", "poll_ms", "answer_ms_max", "settle_ms"),
        ear="alert",
    ),
    "tsc-tspl": DriverEntry(
        "drivers.printers.tspl:TsplPrinter",
        ("done", "state", "depth", "poll_ms", "answer_ms_max", "settle_ms"),
    ),
    "sato-sbpl": DriverEntry(
        "drivers.printers.sbpl:SbplPrinter",
        ("done", "depth", "poll_ms", "answer_ms_max", "settle_ms"),
    ),
    "cab-jscript": DriverEntry(
        "drivers.printers.jscript:JscriptPrinter",
        ("done", "depth", "poll_ms", "answer_ms_max", "settle_ms"),
    ),
    "cups-pdf": DriverEntry(
        "drivers.printers.cups_queue:CupsQueue",
        ("depth", "user", "media", "programs", "poll_ms"),
        takes="url",
    ),
    "keyence-sr": DriverEntry(
        "drivers.readers.keyence_sr:KeyenceReader",
        ("framing", "aim_prefix", "separator", "bank", "no_read"),
    ),
    "cognex-dmcc": DriverEntry(
        "drivers.readers.cognex_dmcc:CognexReader",
        (
            "trigger",
            "results",
            "aim_prefix",
            "separator",
            "no_read",
            "checksum",
            "setup",
            "settle_ms",
        ),
    ),
    "sick-cola": DriverEntry(
        "drivers.readers.sick_cola:SickReader",
        ("trigger", "aim_prefix", "separator", "no_read", "settle_ms"),
    ),
    "line-reader": DriverEntry(
        "drivers.readers.line_reader:LineReader",
        (
            "trigger",
            "stop",
            "ack",
            "no_read",
            "ok",
            "ignore",
            "start",
            "terminator",
            "pattern",
            "separator",
            "encoding",
            "aim_prefix",
            "settle_ms",
        ),
    ),
    "line-scanner": DriverEntry("drivers.readers.line_scanner:LineScanner", ("aim_prefix",)),
    "keyboard-wedge": DriverEntry(
        "drivers.readers.keyboard_wedge:KeyboardWedge",
        ("layout", "gs_key", "gap_ms", "aim_prefix"),
    ),
    "modbus-plc": DriverEntry(
        "drivers.plc.modbus:ModbusPlc",
        (
            *("device_id", "poll_ms", "word_order", "byte_order", "layout", "watchdog_ms"),
            *("packml", "alarm_names"),
        ),
        takes="url",
    ),
    "opcua-plc": DriverEntry(
        "drivers.plc.opcua:OpcUaPlc",
        (
            *("poll_ms", "watchdog_ms", "packml", "alarm_names", "namespace", "nodes"),
            *("security", "certificate", "key", "server_certificate", "user", "password_file"),
        ),
        takes="url",
    ),
    "camera": DriverEntry(
        "drivers.camera.reader:CameraReader",
        ("mode", "rows", "columns", "kinds", "keep", "budget_ms", "workers", "symbols", "threads"),
        takes="url",
    ),
}

TWINS: Mapping[str, TwinEntry] = {
    "codenet": TwinEntry("drivers.sim.codenet:CodenetTwin", 7000),
    "text-coder": TwinEntry("drivers.sim.text_coder:TextCoderTwin", 9101),
    "hitachi": TwinEntry("drivers.sim.hitachi:HitachiTwin", 10001),
    "hitachi-modbus": TwinEntry("drivers.sim.hitachi_modbus:HitachiModbusTwin", 1503),
    "wsi": TwinEntry("drivers.sim.wsi:WsiTwin", 3100),
    "ngpcl": TwinEntry("drivers.sim.ngpcl:NgpclTwin", 21000),
    "jet3": TwinEntry("drivers.sim.jet3:Jet3Twin", 3000),
    "file-handoff": TwinEntry(
        "drivers.sim.file_handoff:VendorProgram", 0, serves_itself=True, at="folder"
    ),
    "zipher": TwinEntry("drivers.sim.zipher:ZipherTwin", 3003),
    "zpl": TwinEntry("drivers.sim.zpl:ZplTwin", 9100),
    "print-queue": TwinEntry(
        "drivers.sim.print_queue:PrintQueue", 0, serves_itself=True, at="folder"
    ),
    "tspl": TwinEntry("drivers.sim.tspl:TsplTwin", 9102),
    "sbpl": TwinEntry("drivers.sim.sbpl:SbplTwin", 9103),
    "jscript": TwinEntry("drivers.sim.jscript:JscriptTwin", 9104),
    "keyence": TwinEntry("drivers.sim.keyence_sr:KeyenceTwin", 9004),
    "cognex": TwinEntry("drivers.sim.cognex_dmcc:CognexTwin", 2323),
    "sick": TwinEntry("drivers.sim.sick_cola:SickTwin", 2111),
    "reader": TwinEntry("drivers.sim.line_reader:LineReaderTwin", 4002),
    "scanner": TwinEntry("drivers.sim.line_scanner:LineScannerTwin", 4001),
    "wedge": TwinEntry("drivers.sim.keyboard_wedge:KeyboardWedgeTwin", 4003),
    "plc": TwinEntry("drivers.sim.plc:PlcTwin", 1502, serves_itself=True),
}


def build(
    name: str, protocol: str, url: str, options: Mapping[str, object] | None = None
) -> RunnableDevice:
    """The device `name`, not started. Raises `DeviceConfigError`, or `AddressError` for `url`."""
    entry = DRIVERS.get(protocol)
    if entry is None:
        raise DeviceConfigError(
            f"device {name!r}: no protocol {protocol!r}; known are {_list(DRIVERS)}"
        )
    given = dict(options or {})
    _check_options(name, protocol, entry, given)
    if entry.takes == "name":
        opener = _opener(url, str(given.get(entry.ear, "")))
        opener()  # a bad address is told now, not in a thread later
        return Runner(_make(name, entry, (name,), given), opener)
    device: RunnableDevice = _make(name, entry, (name, url), given)
    return device


def _opener(url: str, ear: str) -> Callable[[], Link]:
    """What makes a closed link to `url`, with an ear if there is one. It raises `AddressError`."""
    if not ear:
        return lambda: link_for(url)
    from drivers.link.beside import beside  # noqa: PLC0415 - hardly any line needs it

    return lambda: beside(url, ear)


# What a driver needs to be made at all, where only its capabilities are asked.
EXAMPLES: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "domino-codenet": ("tcp://127.0.0.1:7000", {"label": "PACKLINE"}),
    "text-coder": ("tcp://127.0.0.1:9101", {}),
    "hitachi-serial": ("serial:///dev/ttyS0?baud=115200", {}),
    "hitachi-modbus": ("tcp://127.0.0.1:502", {}),
    "videojet-wsi": ("tcp://127.0.0.1:3100", {"field": "CODE"}),
    "markem-ngpcl": ("tcp://127.0.0.1:21000", {"field": "CODE"}),
    "leibinger-jet3": ("tcp://127.0.0.1:3000", {}),
    "file-handoff": ("folder:handoff", {}),
    "videojet-zipher": ("tcp://127.0.0.1:3003", {"job": "PACKLINE"}),
    "zebra-zpl": ("tcp://127.0.0.1:9100", {}),
    "tsc-tspl": ("tcp://127.0.0.1:9100", {}),
    "sato-sbpl": ("tcp://127.0.0.1:9100", {}),
    "cab-jscript": ("tcp://127.0.0.1:9100", {}),
    "cups-pdf": ("cups:labels", {}),
    "keyence-sr": ("tcp://127.0.0.1:9004", {}),
    "cognex-dmcc": ("tcp://127.0.0.1:23", {}),
    "sick-cola": ("tcp://127.0.0.1:2111", {}),
    "line-reader": ("tcp-listen://127.0.0.1:4002", {}),
    "line-scanner": ("tcp://127.0.0.1:4001", {}),
    "keyboard-wedge": ("hid:///dev/input/by-id/scanner-event-kbd", {}),
    "modbus-plc": ("tcp://127.0.0.1:502", {}),
    "opcua-plc": ("opc.tcp://127.0.0.1:4840", {}),
    "camera": ("folder:pictures", {"kinds": "qr"}),
}


def capabilities(protocol: str) -> Capabilities:
    """What a driver says of its device; nothing is opened or started, and no extra is needed
    where the driver says it of all its devices alike."""
    said = getattr(load(DRIVERS[protocol].factory), "caps", None)
    if isinstance(said, Capabilities):
        return said
    url, options = EXAMPLES[protocol]
    return build(protocol, protocol, url, options).caps


def twins() -> dict[str, tuple[str, int]]:
    """Twin name → (import string of its factory, default port)."""
    return {name: (entry.factory, entry.port) for name, entry in TWINS.items()}


def make_twin(name: str, **options: object) -> Any:
    """A new twin by its name. Raises `DeviceConfigError` for an unknown one."""
    if name not in TWINS:
        raise DeviceConfigError(f"no simulated device {name!r}; known are {_list(TWINS)}")
    return load(TWINS[name].factory)(**options)


def load(factory: str) -> Any:
    """What "module:name" stands for."""
    module, _, attribute = factory.partition(":")
    return getattr(import_module(module), attribute)


def _check_options(
    name: str, protocol: str, entry: DriverEntry, options: Mapping[str, object]
) -> None:
    unknown = sorted(set(options) - set(entry.options))
    if unknown:
        raise DeviceConfigError(
            f"device {name!r}: {protocol} has no option {unknown[0]!r}; "
            f"it knows {_list(entry.options)}"
        )


def _make(
    name: str, entry: DriverEntry, arguments: tuple[object, ...], options: Mapping[str, object]
) -> Any:
    try:
        return load(entry.factory)(*arguments, **options)
    except AddressError:
        raise
    except (TypeError, ValueError, Misuse) as reason:
        raise DeviceConfigError(f"device {name!r}: {reason}") from reason


def _list(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names)) or "none"
