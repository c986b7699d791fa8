"""A PLC over Modbus TCP or RTU, by Packline's own register map (docs/devices/modbus-plc.md).

`tcp://10.0.0.9:502` or `serial:///dev/ttyUSB0?baud=19200&parity=E`: the same map, image and thread
(`polling`); only the door's client differs. On a serial line the options are checked against what
the line can do (`rtu_budget`).

Nothing here was tried on a real PLC.
"""

from __future__ import annotations

from pymodbus.client import ModbusSerialClient, ModbusTcpClient

from drivers.api import Capabilities
from drivers.link.address import host_and_port, serial_settings
from drivers.link.serial import SerialSettings
from drivers.plc.alarms import AlarmNames
from drivers.plc.modbus_door import REPLY_S_MAX, Client, ModbusDoor
from drivers.plc.packml import Profile
from drivers.plc.plc_image import PlcImage
from drivers.plc.polling import PolledPlc
from drivers.plc.register_map import WATCHDOG_MS_DEFAULT, ByteOrder, Layout, WordOrder
from drivers.plc.rtu_budget import RtuBudget

TCP_PORT = 502
POLL_MS_TCP = 10
UNITS_SERIAL = range(1, 248)  # 0 is everybody, and nobody answers

CAPABILITIES = Capabilities(
    kind="plc",
    protocol="packline-modbus",
    manual="Modbus Application Protocol V1.1b3; Modbus over serial line V1.02; "
    "docs/devices/modbus-plc.md",
    unverified=(
        "the register map has not been laid over a real PLC",
        "the time that a PLC needs to answer over a serial line is an assumption",
    ),
    done="counter",
)


class ModbusPlc(PolledPlc):
    """`RunnableDevice` for one PLC at `url`.

    `poll_ms` is the time from one picture to the next (0: 10 over TCP, over a serial line the
    smallest that it can keep), `watchdog_ms` the time after which the PLC stops the belt if this PC
    is silent (written into the PLC), `word_order` that of 32-bit values, `byte_order` that of every
    register, `layout` where the map lies ("block": all in holding registers), `alarm_names` those
    of the plant's alarm bits: "8=film torn, 9=oil low".

    Raises `AddressError` for the URL, ValueError for options that can't be.
    """

    caps = CAPABILITIES

    def __init__(
        self,
        name: str,
        url: str,
        *,
        device_id: int = 1,
        poll_ms: int = 0,
        word_order: WordOrder = "big",
        byte_order: ByteOrder = "big",
        layout: Layout = "areas",
        watchdog_ms: int = WATCHDOG_MS_DEFAULT,
        packml: Profile = "opc30060",
        alarm_names: str = "",
    ) -> None:
        one_of("word_order", word_order, ("big", "little"))
        one_of("byte_order", byte_order, ("big", "little"))
        one_of("layout", layout, ("areas", "block"))
        one_of("packml", packml, ("opc30060", "isa-tr88"))
        is_serial = url.lower().startswith("serial:")
        client: Client
        gap_s = 0.0
        if is_serial:
            at = serial_settings(url)
            client, where = _serial_client(at), at.port
            budget = RtuBudget.of(at)
            poll_ms, gap_s = poll_ms or budget.poll_ms_min, budget.gap_ms / 1_000
            budget.check(poll_ms, watchdog_ms)
            if device_id not in UNITS_SERIAL:
                raise ValueError(f"device_id = {device_id}: on a serial line it is 1 to 247")
        else:
            host, port = host_and_port(url, TCP_PORT)
            client = ModbusTcpClient(host, port=port, timeout=REPLY_S_MAX, retries=0)
            where, poll_ms = f"{host}:{port}", poll_ms or POLL_MS_TCP
        door = ModbusDoor(
            name,
            client,
            where,
            device_id=device_id,
            word_order=word_order,
            byte_order=byte_order,
            layout=layout,
            reads_apart=is_serial,
            gap_s=gap_s,
        )
        names = AlarmNames(alarm_names)
        image = PlcImage(name, watchdog_ms=watchdog_ms, packml=packml, alarm_names=names)
        super().__init__(image, door, poll_ms=poll_ms)


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raises ValueError, naming what is allowed."""
    if value not in allowed:
        raise ValueError(f'{option} = "{value}": it is one of {", ".join(allowed)}')


def _serial_client(at: SerialSettings) -> ModbusSerialClient:
    if at.bits != 8:
        raise ValueError(f"bits={at.bits}: Modbus RTU needs 8 data bits")
    if at.rtscts or at.xonxoff:
        raise ValueError("Modbus RTU has no flow control: leave out rtscts and xonxoff")
    if at.stop not in (1, 2):
        raise ValueError(f"stop={at.stop}: Modbus RTU has 1 stop bit, or 2 without parity")
    return ModbusSerialClient(
        at.port,
        baudrate=at.baud,
        bytesize=at.bits,
        parity=at.parity,
        stopbits=int(at.stop),
        timeout=REPLY_S_MAX,
        retries=0,
    )
