"""A PLC over OPC UA, by the address space of docs/devices/opcua-plc.md.

The same image and thread (`polling`) as over Modbus; only the door differs. It needs the package
`asyncua`, which is an extra because of its licence (LGPL): without it this module still loads, and
building a device says what to install.

Nothing here was tried on a real PLC.
"""

from __future__ import annotations

from importlib.util import find_spec
from urllib.parse import urlsplit

from drivers.api import Capabilities
from drivers.link.api import AddressError
from drivers.plc.alarms import AlarmNames
from drivers.plc.modbus import one_of
from drivers.plc.opcua_nodes import NAMESPACE, NODES, PORT
from drivers.plc.opcua_security import SECURITY, OpcUaSecurity, SecurityLevel
from drivers.plc.packml import Profile
from drivers.plc.plc_image import PlcImage
from drivers.plc.polling import PolledPlc
from drivers.plc.register_map import WATCHDOG_MS_DEFAULT

POLL_MS_DEFAULT = 20
POLL_MS_MIN = 5

CAPABILITIES = Capabilities(
    kind="plc",
    protocol="packline-opcua",
    manual="OPC 10000-4 and -6 by asyncua; docs/devices/opcua-plc.md",
    unverified=(
        "no PLC's OPC UA server was tried, nor its speed",
        "certificates were tried against the simulated PLC only",
    ),
    done="counter",
)


class OpcUaPlc(PolledPlc):
    """`RunnableDevice` for one PLC at `url` (opc.tcp://HOST:PORT/PATH).

    `namespace` is the URI of the namespace in which the PLC shows its variables, `nodes` the form
    of a node's id with {name} for the variable's name. `security` is none, sign or sign-encrypt
    (Basic256Sha256); the latter two need the files `certificate`, `key` and `server_certificate`,
    and may log in as `user` with the first line of `password_file`.

    Raises `AddressError` for the URL, ValueError for options that can't be or a missing asyncua.
    """

    caps = CAPABILITIES

    def __init__(
        self,
        name: str,
        url: str,
        *,
        poll_ms: int = POLL_MS_DEFAULT,
        watchdog_ms: int = WATCHDOG_MS_DEFAULT,
        packml: Profile = "opc30060",
        alarm_names: str = "",
        namespace: str = NAMESPACE,
        nodes: str = NODES,
        security: SecurityLevel = "none",
        certificate: str = "",
        key: str = "",
        server_certificate: str = "",
        user: str = "",
        password_file: str = "",
    ) -> None:
        check_asyncua()
        one_of("packml", packml, ("opc30060", "isa-tr88"))
        one_of("security", security, SECURITY)
        if poll_ms < POLL_MS_MIN:
            raise ValueError(f"poll_ms = {poll_ms}: over OPC UA it is {POLL_MS_MIN} or more")
        if "{name}" not in nodes or not nodes.startswith("s="):
            raise ValueError(f'nodes = "{nodes}": write s=…{{name}}…, e.g. {NODES}')
        from drivers.plc.opcua_door import OpcUaDoor  # noqa: PLC0415 - an extra, and slow to import

        files = OpcUaSecurity(security, certificate, key, server_certificate, user, password_file)
        door = OpcUaDoor(name, endpoint(url), namespace=namespace, nodes=nodes, security=files)
        names = AlarmNames(alarm_names)
        image = PlcImage(name, watchdog_ms=watchdog_ms, packml=packml, alarm_names=names)
        super().__init__(image, door, poll_ms=poll_ms)


def endpoint(url: str) -> str:
    """The address with its port. Raises `AddressError`."""
    parts = urlsplit(url)
    try:
        port = parts.port or PORT
    except ValueError:
        port = 0
    if parts.scheme != "opc.tcp" or not parts.hostname or not port:
        raise AddressError(f"link address {url!r}: write opc.tcp://HOST:PORT with a port")
    if parts.username or parts.password:
        raise AddressError(
            f"link address of {parts.hostname}: give user and password_file as options"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"opc.tcp://{host}:{port}{parts.path}"


def check_asyncua() -> None:
    """Raises ValueError where the extra isn't installed."""
    if find_spec("asyncua") is None:
        raise ValueError("OPC UA needs the package asyncua: pip install packline[opcua]")
