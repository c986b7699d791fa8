"""The PLC image over OPC UA, with asyncua.

asyncua is asynchronous: this door keeps an event loop of its own in the device's thread, which runs
while a call is under way. A picture is one Read request, and a second one for the ring if it has
something new. The ring is read after `RingNewest`, so what that promised was written before the
second request began, in whatever order the server copies its variables. A verdict is written in two
requests for the same reason: its number and word, then its sequence.

Values are sent without timestamps, which some servers refuse.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from asyncua import Client, ua
from asyncua.common.node import Node
from asyncua.crypto import uacrypto
from asyncua.crypto.security_policies import SecurityPolicyBasic256Sha256
from cryptography import x509

from drivers.errors import DeviceRefused, ProtocolError
from drivers.plc.door import LinkBroken, Refused, Standing
from drivers.plc.opcua_nodes import COILS, INPUTS, MAP_NODE, RING, STATUS, WRITTEN, PlcNode, nodes
from drivers.plc.opcua_security import OpcUaSecurity
from drivers.plc.plc_codec import Picture, RingEntry, Write, WriteCoils
from drivers.plc.register_map import MAP_ID, Hr, Input

OPEN_S_MAX = 5.0
REPLY_S_MAX = 1.0
CLOSE_S_MAX = 0.5
OWN_PROBE_S = 3_600.0
"""How often asyncua asks by itself whether the server lives: hardly ever, because we ask all the
time, and it would take a busy server for a dead one."""
DOCUMENT = "docs/devices/opcua-plc.md"

_TYPES: Final = {
    "BOOL": ua.VariantType.Boolean,
    "UINT": ua.VariantType.UInt16,
    "UDINT": ua.VariantType.UInt32,
}
_FIELDS: Final = (  # of a picture, in the order of STATUS
    *("encoder", "products", "prints", "rejects", "packml_number", "mode"),
    *("heartbeat", "alarms", "verdict_echo", "start_id", "newest"),
)
_BITS: Final = {"BOOL": 1, "UINT": 16, "UDINT": 32}
_MODES: Final = {
    "sign": ua.MessageSecurityMode.Sign,
    "sign-encrypt": ua.MessageSecurityMode.SignAndEncrypt,
}
_S: Final = ua.StatusCodes
_PASSING: Final = frozenset(
    {
        *(_S.BadServerTooBusy, _S.BadTcpServerTooBusy, _S.BadTooManyOperations),
        *(_S.BadResourceUnavailable, _S.BadWaitingForInitialData, _S.BadOutOfService),
    }
)
_UNFIT: Final = {
    _S.BadNodeIdUnknown: f"compare namespace and nodes with {DOCUMENT}",
    _S.BadNodeIdInvalid: f"compare namespace and nodes with {DOCUMENT}",
    _S.BadTypeMismatch: f"declare the variable with the type in {DOCUMENT}",
    _S.BadNotWritable: "let the PLC's OPC UA server allow writing of it",
    _S.BadWriteNotSupported: "let the PLC's OPC UA server allow writing of it",
    _S.BadNotReadable: "let the PLC's OPC UA server allow reading of it",
    _S.BadUserAccessDenied: "check user and password_file, and that user's rights in the PLC",
    _S.BadIdentityTokenRejected: f"set user and password_file as {DOCUMENT} says",
    _S.BadIdentityTokenInvalid: f"set user and password_file as {DOCUMENT} says",
}
"""Statuses that stay until somebody mends the PLC or the settings."""

T = TypeVar("T")


class OpcUaDoor:
    """`nodes` is the form of a node's id, with {name}; `namespace` the URI that it lies in."""

    def __init__(
        self, device: str, url: str, *, namespace: str, nodes: str, security: OpcUaSecurity
    ) -> None:
        self._device = device
        self._url = url
        self._namespace = namespace
        self._form = nodes
        self._security = security
        self._client: Client | None = None
        self._loop: asyncio.Runner | None = None
        self._nodes: dict[str, Node] = {}
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]] | None = None
        self._is_interrupted = False

    @property
    def is_open(self) -> bool:
        return self._client is not None

    # ------------------------------------------------------------ calls

    def open(self) -> Standing:
        self.close()
        self._loop = asyncio.Runner()
        try:
            self._run(self._connect, OPEN_S_MAX)
            return self._run(self._look_around, OPEN_S_MAX)
        except Refused as refusal:
            self.close()
            if refusal.is_passing:
                raise LinkBroken(refusal.said) from refusal
            raise DeviceRefused(self._device, refusal.said, refusal.hint) from refusal
        except (LinkBroken, DeviceRefused, ProtocolError):
            self.close()
            raise

    def picture(self, ring_taken: int) -> Picture:
        return self._run(lambda: self._picture(ring_taken), REPLY_S_MAX)

    def inputs(self) -> frozenset[Input]:
        values = self._run(lambda: self._read(INPUTS), REPLY_S_MAX)
        return frozenset(bit for bit, on in zip(Input, values, strict=True) if on)

    def write(self, write: Write) -> None:
        if isinstance(write, WriteCoils):
            named = COILS[write.address : write.address + len(write.bits)]
            self._put(list(zip(named, write.bits, strict=True)))
            return
        ats = range(write.address, write.address + len(write.words))
        words = [(WRITTEN[Hr(at)], word) for at, word in zip(ats, write.words, strict=True)]
        if words[:-1]:
            self._put(words[:-1])
        self._put(words[-1:])  # the sequence makes the PLC take the rest: it goes last and alone

    def _put(self, values: Sequence[tuple[PlcNode, int]]) -> None:
        self._run(lambda: self._write(values), REPLY_S_MAX)

    def interrupt(self) -> None:
        self._is_interrupted = True
        waiting = self._waiting
        if waiting is not None:
            loop, task = waiting
            with suppress(RuntimeError):  # the call ended meanwhile, and its loop with it
                loop.call_soon_threadsafe(task.cancel)

    def close(self) -> None:
        client, self._client = self._client, None
        loop, self._loop = self._loop, None
        if loop is None:
            return
        with loop:
            if client is not None:
                with suppress(TimeoutError, OSError, ua.UaError):
                    loop.run(asyncio.wait_for(client.disconnect(), CLOSE_S_MAX))
                client.disconnect_socket()

    # ------------------------------------------------------------ in the event loop

    async def _connect(self) -> None:
        client = Client(self._url, timeout=REPLY_S_MAX, watchdog_intervall=OWN_PROBE_S)
        client.name = client.description = "Packline"
        if self._security.level != "none":
            await self._secure(client)
        if self._security.user:
            client.set_user(self._security.user)
            client.set_password(self._password())
        await client.connect()
        self._client = client

    async def _secure(self, client: Client) -> None:
        files = self._security
        try:
            own = await uacrypto.load_certificate(files.certificate)
            client.application_uri = _application_uri(own) or client.application_uri
            await client.set_security(
                SecurityPolicyBasic256Sha256,
                files.certificate,
                files.key,
                server_certificate=files.server_certificate,
                mode=_MODES[files.level],
            )
        except (ValueError, TypeError) as fault:
            said = f"a certificate or key can't be used: {fault}"
            hint = f"give PEM or DER files as {DOCUMENT} says, the key without a password"
            raise DeviceRefused(self._device, said, hint) from fault

    def _password(self) -> str:
        """Read anew each time: a new password needs no restart."""
        try:
            return self._security.password()
        except (ValueError, OSError) as fault:
            hint = f"set password_file as {DOCUMENT} says"
            raise DeviceRefused(self._device, str(fault), hint) from fault

    async def _look_around(self) -> Standing:
        """Find the nodes, and check that they are ours."""
        assert self._client is not None
        uris = await self._client.get_namespace_array()
        if self._namespace not in uris:
            said = f"the PLC has no namespace {self._namespace}; it has {', '.join(uris[1:])}"
            raise DeviceRefused(self._device, said, f"set namespace, see {DOCUMENT}")
        index = uris.index(self._namespace)
        for node in nodes():
            identifier = self._form.removeprefix("s=").format(name=node.name)
            self._nodes[node.name] = self._client.get_node(_node_id(identifier, index))
        (map_id,) = await self._read((MAP_NODE,))
        if map_id != MAP_ID:
            said = f"MapId is 0x{map_id:08X}; this station knows 0x{MAP_ID:08X}"
            raise DeviceRefused(self._device, said, f"see {DOCUMENT}")
        await self._read((*STATUS, *INPUTS, *COILS))  # what is missing is told now
        for node in RING:
            await self._read_slots(node)
        seq, taken = await self._read((WRITTEN[Hr.VERDICT_SEQ], WRITTEN[Hr.RING_TAKEN]))
        return Standing(seq, taken)

    async def _picture(self, ring_taken: int) -> Picture:
        shown = dict(zip(_FIELDS, await self._read(STATUS), strict=True))
        ring: tuple[RingEntry, ...] = ()
        if shown["newest"] != ring_taken:
            slots = await self._slots()
            ring = tuple(RingEntry(*slot) for slot in zip(*slots, strict=True))
        return Picture(ring=ring, **shown)

    async def _slots(self) -> list[list[int]]:
        data = await self._values(RING)
        return [_numbers(node, value) for node, value in zip(RING, data, strict=True)]

    async def _read_slots(self, node: PlcNode) -> list[int]:
        (value,) = await self._values((node,))
        return _numbers(node, value)

    async def _read(self, wanted: Sequence[PlcNode]) -> list[int]:
        values = await self._values(wanted)
        return [_number(node, value) for node, value in zip(wanted, values, strict=True)]

    async def _values(self, wanted: Sequence[PlcNode]) -> list[object]:
        assert self._client is not None
        answers = await self._client.read_attributes([self._nodes[node.name] for node in wanted])
        for node, answer in zip(wanted, answers, strict=True):
            self._check(node, answer.StatusCode)
        return [None if answer.Value is None else answer.Value.Value for answer in answers]

    async def _write(self, values: Sequence[tuple[PlcNode, int]]) -> None:
        assert self._client is not None
        ids = [self._nodes[node.name].nodeid for node, _ in values]
        data = [ua.DataValue(ua.Variant(value, _TYPES[node.type])) for node, value in values]
        statuses = await self._client.uaclient.write_attributes(ids, data, ua.AttributeIds.Value)
        for (node, _), status in zip(values, statuses, strict=True):
            self._check(node, status)

    def _check(self, node: PlcNode, status: ua.StatusCode | None) -> None:
        if status is None or status.is_good():
            return
        raise _said_no(status.value, f"{self._nodes[node.name].nodeid.to_string()}: {status.name}")

    # ------------------------------------------------------------ the loop

    def _run(self, ask: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> T:
        """Run a call to its end. Raises `LinkBroken` when it fails or takes too long."""
        assert self._loop is not None, "the door was used before it was opened"
        try:
            return self._loop.run(self._bounded(ask, seconds))
        except asyncio.CancelledError:
            raise LinkBroken("stopped") from None
        except TimeoutError:
            raise LinkBroken(f"no answer from {self._url} within {seconds:g} s") from None
        except ua.UaStatusCodeError as fault:
            raise _said_no(fault.code, type(fault).__name__) from None
        except (OSError, ua.UaError) as fault:
            raise LinkBroken(f"{self._url}: {str(fault) or type(fault).__name__}") from None

    async def _bounded(self, ask: Callable[[], Awaitable[T]], seconds: float) -> T:
        task = asyncio.current_task()
        assert task is not None
        self._waiting = asyncio.get_running_loop(), task
        try:
            if self._is_interrupted:
                raise LinkBroken("stopped")
            async with asyncio.timeout(seconds):
                return await ask()
        finally:
            self._waiting = None


def _node_id(identifier: str, index: int) -> ua.NodeId:
    return ua.NodeId(ua.String(identifier), ua.Int16(index))


def _said_no(code: int, said: str) -> Refused | LinkBroken:
    """What a bad status means: later, never, or a link that can't be used any more."""
    if code in _PASSING:
        return Refused(said, "the PLC is busy; retrying", is_passing=True)
    if code in _UNFIT:
        return Refused(said, _UNFIT[code])
    return LinkBroken(said)


def _number(node: PlcNode, value: object) -> int:
    """A variable's value, whichever integer type it has. Raises `ProtocolError`."""
    if not isinstance(value, int):
        raise ProtocolError(f"{node.name} holds {value!r}; it is to be a {node.declaration}")
    return value & (1 << _BITS[node.type]) - 1


def _numbers(node: PlcNode, value: object) -> list[int]:
    if not isinstance(value, list) or len(value) != node.count:
        raise ProtocolError(f"{node.name} holds {value!r}; it is to be an {node.declaration}")
    return [_number(node, one) for one in value]


def _application_uri(certificate: x509.Certificate) -> str:
    """The application's name that a certificate vouches for; "" if it names none."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ""
    uris = names.value.get_values_for_type(x509.UniformResourceIdentifier)
    return str(uris[0]) if uris else ""
