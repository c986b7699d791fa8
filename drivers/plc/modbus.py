"""A PLC over Modbus TCP, by Packline's own register map (docs/devices/modbus-plc.md).

The thread here only connects, fetches pictures, performs writes and waits; what they mean is
`PlcImage`'s. pymodbus owns the socket, so this device has a runner of its own. Two requests make a
picture: input registers 0–64, and every `poll_ms` the discrete inputs.

pymodbus never retries for us (`retries=0`): any answer that is late or malformed drops the link,
because a late answer could be taken for the next one's. What was being written is a state or
carries its sequence, so it is simply written again.

Nothing here was tried on a real PLC.
"""

from __future__ import annotations

import queue
import threading
import time
from contextlib import suppress

from pymodbus.client import ModbusTcpClient
from pymodbus.exceptions import ConnectionException, ModbusException
from pymodbus.pdu import ModbusPDU

from drivers.api import Capabilities, Command, Faulted, LineOutputs, Publish, Verdict
from drivers.errors import DeviceError, DeviceRefused, Misuse, ProtocolError
from drivers.plc.conditions import Events
from drivers.plc.packml import Profile
from drivers.plc.plc_codec import Write, WriteCoils
from drivers.plc.plc_image import MAILBOX_FIRST, MAILBOX_WORDS, PlcImage
from drivers.plc.register_map import (
    INPUT_REGISTERS_COUNT,
    INPUTS_COUNT,
    WATCHDOG_MS_DEFAULT,
    WordOrder,
)

COMMANDS_MAX = 1_024
REPLY_S_MAX = 0.5
RECONNECT_MS_MIN = 100
RECONNECT_MS_MAX = 1_000
EAGER_POLL_MS = 1

CAPABILITIES = Capabilities(
    kind="plc",
    protocol="packline-modbus-tcp",
    manual="Modbus Application Protocol V1.1b3; docs/devices/modbus-plc.md",
    unverified=(
        "the register map has not been laid over a real PLC",
        "PackML numbers of the isa-tr88 profile, and the unit mode numbers",
    ),
    done="counter",
)

READ_REGISTERS = "reading of input registers"
READ_INPUTS = "reading of discrete inputs"


class ModbusPlc:
    """`RunnableDevice` for one PLC. `start` and `stop` are each called once.

    `poll_ms` is the pause between two pictures, `watchdog_ms` the time after which the PLC stops
    the belt if this PC is silent (written into the PLC), `word_order` that of 32-bit values.
    """

    caps = CAPABILITIES

    def __init__(
        self,
        name: str,
        host: str,
        port: int = 502,
        *,
        device_id: int = 1,
        poll_ms: int = 10,
        word_order: WordOrder = "big",
        watchdog_ms: int = WATCHDOG_MS_DEFAULT,
        packml: Profile = "opc30060",
    ) -> None:
        self.name = name
        self._address = f"{host}:{port}"
        self._device_id = device_id
        self._poll_ms = poll_ms
        self._image = PlcImage(name, word_order=word_order, watchdog_ms=watchdog_ms, packml=packml)
        self._client = ModbusTcpClient(host, port=port, timeout=REPLY_S_MAX, retries=0)
        self._commands: queue.Queue[Verdict | LineOutputs] = queue.Queue(COMMANDS_MAX)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"plc {name}", daemon=True)
        self._publish: Publish
        self._inputs_due_ms = 0
        self._reconnect_ms = RECONNECT_MS_MIN

    # ------------------------------------------------------------ any thread

    def start(self, publish: Publish) -> None:
        """Begin to connect; `publish` is called from the device's own thread."""
        self._publish = publish
        self._thread.start()

    def command(self, command: Command) -> None:
        """Queue a `Verdict` or `LineOutputs`. Raises `Misuse` for others, or when full."""
        if not isinstance(command, Verdict | LineOutputs):
            raise Misuse(f"{self.name} is a PLC: it can't take {type(command).__name__}")
        try:
            self._commands.put_nowait(command)
        except queue.Full:
            raise Misuse(f"{self.name}: {COMMANDS_MAX} commands wait already") from None
        self._wake.set()

    def stop(self, timeout_s: float = 2.0) -> None:
        """End the thread and close the link. Outputs stay: the PLC's watchdog stops the belt."""
        self._stopping.set()
        self._wake.set()
        if self._thread.ident is None:
            return
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            raise DeviceError(f"{self.name}: its thread did not end within {timeout_s} s")

    # ------------------------------------------------------------ the device's thread

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._step()
            self._drop("stopped")
        except Exception as bug:
            self._publish(Faulted(self.name, f"program fault: {bug!r}", "restart the station"))
            raise
        finally:
            self._close()

    def _step(self) -> None:
        """One turn: connect, or fetch a picture and write what is due; then wait."""
        self._wake.clear()
        self._take_commands()
        try:
            wait_ms = self._turn() if self._client.connected else self._connect()
        except (ModbusException, OSError, ProtocolError, DeviceRefused) as fault:
            self._drop(_reason(fault))
            wait_ms = self._back_off()
        # Commands shorten the wait for a picture, but not the back-off.
        alarm = self._wake if self._client.connected else self._stopping
        alarm.wait(wait_ms / 1_000)

    def _connect(self) -> int:
        if not self._client.connect():  # type: ignore[no-untyped-call]  # likewise
            self._drop(f"no connection to {self._address}")
            return self._back_off()
        mailbox = self._client.read_holding_registers(
            MAILBOX_FIRST, count=MAILBOX_WORDS, device_id=self._device_id
        )
        if mailbox.isError():
            said = f"exception {mailbox.exception_code} to reading HR 16–19"
            raise DeviceRefused(self.name, said, "compare its map with docs/devices/modbus-plc.md")
        self._tell(self._image.opened(mailbox.registers, _now_ms()))
        self._reconnect_ms = RECONNECT_MS_MIN
        self._inputs_due_ms = 0
        return 0

    def _turn(self) -> int:
        """Fetch, publish, write; the pause until the next turn in ms."""
        if self._fetch_registers() and self._fetch_inputs():
            for write in self._image.writes(_now_ms()):
                self._write(write)
        return EAGER_POLL_MS if self._image.eager(_now_ms()) else self._poll_ms

    def _fetch_registers(self) -> bool:
        reply = self._client.read_input_registers(
            0, count=INPUT_REGISTERS_COUNT, device_id=self._device_id
        )
        if not self._is_granted(reply, READ_REGISTERS):
            return False
        self._tell(self._image.registers(reply.registers, _now_ms()))
        return True

    def _fetch_inputs(self) -> bool:
        if _now_ms() < self._inputs_due_ms:
            return True
        reply = self._client.read_discrete_inputs(0, count=INPUTS_COUNT, device_id=self._device_id)
        if not self._is_granted(reply, READ_INPUTS):
            return False
        self._tell(self._image.inputs(reply.bits))
        self._inputs_due_ms = _now_ms() + self._poll_ms
        return True

    def _write(self, write: Write) -> None:
        if isinstance(write, WriteCoils):
            doing = f"writing of coil {write.address}"
            reply = self._client.write_coils(
                write.address, list(write.bits), device_id=self._device_id
            )
        else:
            doing = f"writing of holding register {write.address}"
            reply = self._client.write_registers(
                write.address, list(write.words), device_id=self._device_id
            )
        if self._is_granted(reply, doing):
            self._image.wrote(write, _now_ms())

    def _is_granted(self, reply: ModbusPDU, doing: str) -> bool:
        if reply.isError():
            self._tell(self._image.refused(doing, reply.exception_code))
            return False
        self._tell(self._image.granted(doing))
        return True

    def _take_commands(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._tell(self._image.command(self._commands.get_nowait()))

    def _drop(self, reason: str) -> None:
        self._close()
        self._tell(self._image.closed(reason))

    def _close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]  # pymodbus annotates it not

    def _back_off(self) -> int:
        """How long to wait before the next attempt: doubling, bounded."""
        wait_ms = self._reconnect_ms
        self._reconnect_ms = min(2 * wait_ms, RECONNECT_MS_MAX)
        return wait_ms

    def _tell(self, events: Events) -> None:
        for event in events:
            self._publish(event)


def _reason(fault: Exception) -> str:
    """What an operator can use of a fault; pymodbus's own words tell of its retries."""
    if isinstance(fault, ConnectionException):
        return "the connection was closed by the PLC or the network"
    if isinstance(fault, ModbusException):
        return f"no proper answer within {REPLY_S_MAX} s"
    return str(fault)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
