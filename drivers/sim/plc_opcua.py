"""The simulated PLC's OPC UA door: an asyncua server that shows the same memory.

Written from the address space's documentation; it shares names with our driver and no code. Each
read and write goes straight to the memory. With `certificate` and `key` (files) it also offers
Basic256Sha256; it trusts any client. With `users` (name: password) only they come in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, cast

from asyncua import Server, ua
from asyncua.common.callback import CallbackType
from asyncua.common.utils import ServiceError
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.server.address_space import NodeData
from asyncua.server.user_managers import UserManager

from drivers.plc.opcua_nodes import COILS, INPUTS, NAMESPACE, WRITTEN, PlcNode, nodes
from drivers.plc.register_map import MAP_ID
from drivers.sim.plc_front import Close, PlcFront
from drivers.sim.plc_memory import PlcMemory

APPLICATION_URI: Final = "urn:packline:plc:twin"
_TYPES: Final = {
    "BOOL": ua.VariantType.Boolean,
    "UINT": ua.VariantType.UInt16,
    "UDINT": ua.VariantType.UInt32,
}
_NoSecurity = ua.SecurityPolicyType.NoSecurity
_SECURED: Final = (
    ua.SecurityPolicyType.Basic256Sha256_Sign,
    ua.SecurityPolicyType.Basic256Sha256_SignAndEncrypt,
)

_PRE_READ: Final = cast(str, CallbackType.PreRead)  # asyncua's annotation says str, and takes these
_PRE_WRITE: Final = cast(str, CallbackType.PreWrite)

Value = bool | int | list[int]


class Doorkeeper(UserManager):
    """Lets in who knows a password; everybody where there are no `users`."""

    def __init__(self, users: Mapping[str, str]) -> None:
        self._users = users

    def get_user(
        self,
        iserver: Any,
        username: str | None = None,
        password: str | None = None,
        certificate: Any = None,
    ) -> User | None:
        known = username is not None and self._users.get(username) == password
        return User(UserRole.User, username) if known or not self._users else None


class OpcUaFront(PlcFront):
    """OPC UA on `port` (0 picks a free one, see `port` after `start`)."""

    def __init__(
        self,
        memory: PlcMemory,
        host: str,
        port: int,
        *,
        certificate: str = "",
        key: str = "",
        users: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("plc twin opcua")
        self._memory = memory
        self._host = host
        self.port = port
        self._files = (certificate, key)
        self._users = users or {}
        self._server: Server | None = None

    @property
    def url(self) -> str:  # type: ignore[override]  # known only once the port is
        return f"opc.tcp://{self._host}:{self.port}"

    async def listen(self) -> Close:
        if self._server is None:
            self._server = await self._built()
            await self._server.start()
        elif self._server.bserver is not None:
            await self._server.bserver.start()
        doorman = self._server.bserver
        assert doorman is not None
        self.port = doorman.port
        return doorman.stop

    async def end(self) -> None:
        if self._server is not None:
            await self._server.iserver.stop()

    # ------------------------------------------------------------ the address space

    async def _built(self) -> Server:
        server = Server(user_manager=Doorkeeper(self._users))
        await server.init()
        server.set_endpoint(self.url)
        server.set_server_name("Packline PLC twin")
        server.set_security_policy([_NoSecurity])
        if all(self._files):
            await server.set_application_uri(APPLICATION_URI)
            await server.load_certificate(self._files[0])
            await server.load_private_key(self._files[1])
            server.set_security_policy([_NoSecurity, *_SECURED])
        index = await server.register_namespace(NAMESPACE)
        folder = await server.nodes.objects.add_folder(index, "Packline")
        for node in nodes():
            await self._show(server, folder, index, node)
        server.iserver.subscribe_server_callback(_PRE_READ, self._before)
        server.iserver.subscribe_server_callback(_PRE_WRITE, self._before)
        return server

    async def _show(self, server: Server, folder: Any, index: int, node: PlcNode) -> None:
        """Put one variable into the address space, and the memory behind it."""
        first: Value = [0] * node.count if node.count > 1 else 0
        at = ua.NodeId(ua.String(f"Packline.{node.name}"), ua.Int16(index))
        value = ua.Variant(False if node.type == "BOOL" else first, _TYPES[node.type])
        variable = await folder.add_variable(at, node.name, value)
        attribute = server.iserver.aspace[at].attributes[ua.AttributeIds.Value]
        attribute.value_callback = partial(self._reading, node)
        if node.writer == "PC":
            await variable.set_writable()
            attribute.value_setter = self._setter(node)

    def _reading(self, node: PlcNode, _at: ua.NodeId, _which: ua.AttributeIds) -> ua.DataValue:
        return ua.DataValue(ua.Variant(self._value(node), _TYPES[node.type]))

    def _value(self, node: PlcNode) -> Value:
        if node.name == "MapId":
            return MAP_ID
        if node in INPUTS:
            return self._memory.inputs()[INPUTS.index(node)]
        if node in COILS:
            return self._memory.coils()[COILS.index(node)]
        for at, written in WRITTEN.items():
            if written == node:
                return self._memory.holding_registers()[at]
        return _shown(self._memory, node.name)

    def _setter(self, node: PlcNode) -> Callable[[NodeData, ua.AttributeIds, ua.DataValue], None]:
        def take(_node: NodeData, _which: ua.AttributeIds, data: ua.DataValue) -> None:
            if data.Value is None:
                return
            if node in COILS:
                self._memory.write_coils(COILS.index(node), [bool(data.Value.Value)])
                return
            (at,) = (at for at, written in WRITTEN.items() if written == node)
            self._memory.write_registers(at, [int(data.Value.Value)])

        return take

    async def _before(self, _event: Any, _service: Any) -> None:
        """Before each read and write request."""
        if await self.refuses():
            raise ServiceError(ua.StatusCodes.BadServerTooBusy)


def _shown(memory: PlcMemory, name: str) -> Value:
    """The variable `name` of those that the PLC's program makes."""
    now = memory.values()
    seqs, kinds, encoders, numbers = (list(column) for column in zip(*now.ring, strict=True))
    shown: dict[str, Value] = {
        "Encoder": now.encoder,
        "Products": now.products,
        "Prints": now.prints,
        "Rejects": now.rejects,
        "PackmlState": now.packml_state,
        "Mode": now.mode,
        "PlcHeartbeat": now.heartbeat,
        "Alarms": now.alarms,
        "VerdictEcho": now.verdict_echo,
        "StartId": now.start_id,
        "RingNewest": now.ring_newest,
        "RingSeq": seqs,
        "RingType": kinds,
        "RingEncoder": encoders,
        "RingNumber": numbers,
    }
    return shown[name]
