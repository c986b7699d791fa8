"""`OpcUaPlc` alone: its options, its address space, certificates; and two doors to one PLC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asyncua import ua

from drivers import registry
from drivers.api import (
    Counters,
    Faulted,
    LineEvent,
    LineEventKind,
    LinkDown,
    Ready,
    Verdict,
    VerdictTaken,
)
from drivers.errors import DeviceError, ProtocolError
from drivers.link.api import AddressError
from drivers.plc import opcua
from drivers.plc.door import LinkBroken, Refused
from drivers.plc.modbus import ModbusPlc
from drivers.plc.opcua import OpcUaPlc, endpoint
from drivers.plc.opcua_door import _number, _numbers, _said_no
from drivers.plc.opcua_nodes import RING, STATUS, node_name, nodes, nodes_table
from drivers.plc.register_map import rows
from drivers.sim.plc import PlcTwin
from drivers.sim.plc_modbus import ModbusTcpFront
from drivers.sim.plc_registers import PlcRegisters
from tests.drivers.conformance.plcs import Published

DOCUMENT = Path(__file__).parents[3] / "docs" / "devices" / "opcua-plc.md"
URL = "opc.tcp://127.0.0.1:4840"

pytestmark = pytest.mark.timeout(180)  # its server takes seconds to start, on a busy computer many


@pytest.fixture
def twin(opcua_twin: PlcTwin) -> Iterator[PlcTwin]:
    opcua_twin.as_delivered()
    yield opcua_twin
    opcua_twin.as_delivered()


@pytest.fixture
def published() -> Published:
    return Published()


# ---------------------------------------------------------------- without the extra


def test_without_asyncua_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opcua, "find_spec", lambda name: None)
    says = r"device 'plc': OPC UA needs the package asyncua: pip install packline\[opcua\]"
    with pytest.raises(registry.DeviceConfigError, match=says):
        registry.build("plc", "opcua-plc", URL)
    with pytest.raises(ValueError, match="pip install packline"):
        PlcTwin(over="opcua")
    assert registry.capabilities("opcua-plc").protocol == "packline-opcua"


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("opc.tcp://10.0.0.9", "opc.tcp://10.0.0.9:4840"),
        ("opc.tcp://plc:4841/packline", "opc.tcp://plc:4841/packline"),
        ("opc.tcp://[::1]:4840", "opc.tcp://[::1]:4840"),
    ],
)
def test_an_address_gets_the_usual_port(url: str, full: str) -> None:
    assert endpoint(url) == full


@pytest.mark.parametrize(
    "url", ["tcp://h:4840", "opc.tcp://", "opc.tcp://h:99999", "opc.tcp://u:secret@h:4840"]
)
def test_an_address_that_leads_nowhere_is_told(url: str) -> None:
    with pytest.raises(AddressError) as refused:
        registry.build("plc", "opcua-plc", url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"security": "basic"}, 'security = "basic": it is one of none, sign, sign-encrypt'),
        ({"security": "sign"}, 'security = "sign" needs the file certificate'),
        ({"key": "k.pem"}, 'key is given, but security is "none"'),
        (
            {"security": "sign", "certificate": "no.pem", "key": "k", "server_certificate": "s"},
            "certificate: there is no file no.pem",
        ),
        ({"poll_ms": 1}, "poll_ms = 1: over OPC UA it is 5 or more"),
        ({"nodes": "s=Packline"}, r'nodes = "s=Packline": write s=…\{name\}…'),
        ({"nodes": "i={name}"}, r'nodes = "i=\{name\}": write s='),
        ({"packml": "2022"}, "it is one of opc30060, isa-tr88"),
    ],
)
def test_options_that_cannot_be_are_told_with_the_remedy(
    options: dict[str, object], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        OpcUaPlc("plc", URL, **options)  # type: ignore[arg-type]  # that is what is tried


# ---------------------------------------------------------------- the address space


def test_the_documentation_shows_exactly_this_address_space() -> None:
    assert f"\n\n{nodes_table()}\n" in DOCUMENT.read_text(encoding="utf-8")


def test_every_register_has_its_node_and_no_name_comes_twice() -> None:
    names = [node.name for node in nodes()]
    assert len(set(names)) == len(names)
    unused = {"–", "ring", "ring_numbers", "speed_setpoint"}
    assert {node_name(row.name) for row in rows() if row.name not in unused} <= set(names)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"namespace": "urn:other"}, "the PLC has no namespace urn:other; it has "),
        ({"nodes": "s=Line.{name}"}, "ns=2;s=Line.MapId: BadNodeIdUnknown"),
    ],
)
def test_a_wrong_address_space_is_told_with_what_is_missing(
    twin: PlcTwin, published: Published, options: dict[str, str], says: str
) -> None:
    device = OpcUaPlc("plc", twin.url, **options)  # type: ignore[arg-type]  # names of strings
    device.start(published)
    faulted = published.wait_for(Faulted)[0]
    device.stop()
    assert faulted.said.startswith(says)
    assert "docs/devices/opcua-plc.md" in faulted.hint
    assert not twin.pc_alive()


@pytest.mark.parametrize(
    ("status", "kind", "hint"),
    [
        (ua.StatusCodes.BadServerTooBusy, Refused, "the PLC is busy; retrying"),
        (ua.StatusCodes.BadTypeMismatch, Refused, "declare the variable with the type in"),
        (ua.StatusCodes.BadNotWritable, Refused, "allow writing of it"),
        (ua.StatusCodes.BadSessionIdInvalid, LinkBroken, ""),
        (ua.StatusCodes.BadSecureChannelClosed, LinkBroken, ""),
    ],
)
def test_a_bad_status_is_later_never_or_a_lost_link(
    status: int, kind: type[DeviceError], hint: str
) -> None:
    said = _said_no(status, "it")
    assert type(said) is kind
    assert hint in getattr(said, "hint", "")


def test_any_integer_type_is_read_and_nothing_else() -> None:
    encoder = STATUS[0]
    assert _number(encoder, 7) == 7
    assert _number(encoder, -1) == 0xFFFF_FFFF  # a DINT that ran over
    assert _numbers(RING[0], [1, 2, 3, 4, 5, 6, 7, 8]) == [1, 2, 3, 4, 5, 6, 7, 8]
    with pytest.raises(ProtocolError, match=r"Encoder holds 1\.5; it is to be a UDINT"):
        _number(encoder, 1.5)
    with pytest.raises(ProtocolError, match=r"RingSeq holds \[1\]; .* ARRAY\[0\.\.7\] OF UINT"):
        _numbers(RING[0], [1])


# ---------------------------------------------------------------- certificates


def secured(files: dict[str, str], level: str, server: str = "plc") -> dict[str, str]:
    return {
        "security": level,
        "certificate": files["station"],
        "key": files["station-key"],
        "server_certificate": files[server],
    }


@pytest.mark.parametrize("level", ["sign", "sign-encrypt"])
def test_a_secured_channel_carries_verdicts(
    twin: PlcTwin, published: Published, opcua_files: dict[str, str], level: str
) -> None:
    device = OpcUaPlc("plc", twin.url, **secured(opcua_files, level))  # type: ignore[arg-type]
    device.start(published)
    device.command(Verdict(5, True))
    published.wait_for(VerdictTaken)
    device.stop()
    assert twin.lets_pass(5)


def test_a_plc_with_another_certificate_is_not_trusted(
    twin: PlcTwin, published: Published, opcua_files: dict[str, str]
) -> None:
    options = secured(opcua_files, "sign", server="stranger")
    device = OpcUaPlc("plc", twin.url, **options)  # type: ignore[arg-type]  # names of strings
    device.start(published)
    published.wait_for(LinkDown)
    device.stop()
    assert published.of(Counters) == []
    assert not twin.pc_alive()


def test_a_key_that_is_none_is_told(
    twin: PlcTwin, published: Published, opcua_files: dict[str, str]
) -> None:
    options = {**secured(opcua_files, "sign"), "key": opcua_files["station"]}
    device = OpcUaPlc("plc", twin.url, **options)  # type: ignore[arg-type]  # names of strings
    device.start(published)
    assert published.wait_for(Faulted)[0].said.startswith("a certificate or key can't be used")
    device.stop()


# ---------------------------------------------------------------- users


def password_file(folder: Path, text: str, mode: int = 0o600) -> str:
    path = folder / "password"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return str(path)


def test_a_user_comes_in_with_the_password_of_a_file_and_nobody_without(
    opcua_files: dict[str, str], published: Published, tmp_path: Path
) -> None:
    files = {"certificate": opcua_files["plc"], "key": opcua_files["plc-key"]}
    options = secured(opcua_files, "sign-encrypt")
    path = password_file(tmp_path, "guessed\n")
    with PlcTwin(over="opcua", users={"station": "open sesame"}, **files) as twin:  # type: ignore[arg-type]
        options |= {"user": "station", "password_file": path}
        device = OpcUaPlc("plc", twin.url, **options)  # type: ignore[arg-type]  # names of strings
        device.start(published)
        assert "password_file" in published.wait_for(Faulted)[0].hint
        assert not published.of(Ready)
        password_file(tmp_path, "open sesame\n")
        published.wait_for(Ready)
        device.stop()


@pytest.mark.parametrize(
    ("file", "options", "said"),
    [
        (("x", 0o600), {"security": "none"}, "a user needs a protected channel"),
        (("x", 0o600), {"user": ""}, "user and password_file belong together"),
        (("x", 0o644), {}, "others can read .* chmod 600"),
        (("", 0o600), {}, "has to hold a line of 1 to 256 bytes"),
        (("x" * 300, 0o600), {}, "has to hold a line of 1 to 256 bytes"),
    ],
)
def test_a_password_file_that_will_not_do_is_told_at_once(
    opcua_files: dict[str, str],
    tmp_path: Path,
    file: tuple[str, int],
    options: dict[str, str],
    said: str,
) -> None:
    path = password_file(tmp_path, *file)
    given = {**secured(opcua_files, "sign"), "user": "station", "password_file": path, **options}
    if given["security"] == "none":
        given |= {"certificate": "", "key": "", "server_certificate": ""}
    with pytest.raises(ValueError, match=said):
        OpcUaPlc("plc", "opc.tcp://127.0.0.1", **given)  # type: ignore[arg-type]  # names of strings


# ---------------------------------------------------------------- one PLC, two doors


def test_two_doors_show_one_plc(twin: PlcTwin) -> None:
    over_opcua, over_modbus = Published(), Published()
    door = ModbusTcpFront(twin, PlcRegisters(twin), "127.0.0.1", 0)
    door.start()
    first, second = OpcUaPlc("plc", twin.url), ModbusPlc("plc", door.url)
    for device, published in ((first, over_opcua), (second, over_modbus)):
        device.start(published)
        published.wait_for(Counters)
    twin.count_print()
    for published in (over_opcua, over_modbus):
        published.wait_for(Counters, 2)
    first.command(Verdict(5, True))
    over_opcua.wait_for(VerdictTaken)
    assert twin.lets_pass(5)
    second.stop()
    assert twin.event(LineEventKind.AT_CODER, 70_000, 9)
    assert over_opcua.wait_for(LineEvent)[0].trigger == 70_000
    first.stop()
    door.stop()
