"""From a link's address, as people write it in a configuration, to the link.

`tcp://10.0.0.5:7000`, `serial:///dev/ttyS0?baud=9600&rtscts=1`, `serial://COM3`, `memory:NAME`,
for a device that dials us `tcp-listen://0.0.0.0:3000?from=10.0.0.5` (`from` may be left out), and
for a scanner that types `hid:///dev/input/by-id/NAME-event-kbd`.
Serial options: baud, bits, parity, stop, rtscts, xonxoff.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from drivers.link.api import AddressError, Link
from drivers.link.hid import HidLink
from drivers.link.listen import ListenLink
from drivers.link.memory import MemoryLink
from drivers.link.serial import SerialLink, SerialSettings
from drivers.link.tcp import TcpLink

EXAMPLES = "tcp://10.0.0.5:7000, serial:///dev/ttyS0?baud=9600 or memory:NAME"
PARITIES = {parity: parity for parity in "NEOMS"}
SWITCH = {"1": True, "0": False, "yes": True, "no": False, "true": True, "false": False}


def link_for(url: str) -> Link:
    """A closed link to `url`. Raises `AddressError`."""
    scheme = url.partition(":")[0].lower()
    if scheme not in SCHEMES:
        raise AddressError(f"link address {url!r}: write {EXAMPLES}")
    return SCHEMES[scheme](url)


def host_and_port(url: str, default_port: int | None = None, port_min: int = 1) -> tuple[str, int]:
    """The parts of `tcp://HOST:PORT`; without a port, `default_port`. Raises `AddressError`."""
    parts = urlsplit(url)
    try:
        port = default_port if parts.port is None else parts.port
    except ValueError:
        port = None
    extra = parts.path.strip("/") or parts.query
    if parts.scheme != "tcp" or not parts.hostname or port is None or port < port_min or extra:
        form = f"tcp://HOST:PORT with a port from {port_min} to 65535"
        raise AddressError(f"link address {url!r}: write {form}")
    return parts.hostname, port


def listen_address(url: str, port_min: int = 1) -> tuple[str, int, str]:
    """Our address, our port, and who may dial ("" = it isn't said) of `tcp-listen://…`.

    Raises `AddressError`."""
    scheme, _, rest = url.partition(":")
    address, _, query = rest.partition("?")
    options = dict(parse_qsl(query, keep_blank_values=True))
    caller = options.pop("from", "")
    if options:
        raise AddressError(f"link address {url!r}: a link that listens knows only from=ADDRESS")
    try:
        if scheme.lower() != "tcp-listen":
            raise ValueError(scheme)
        canonical = str(ip_address(caller)) if caller else ""
        return *host_and_port(f"tcp:{address}", port_min=port_min), canonical
    except (ValueError, AddressError):
        form = "tcp-listen://OUR-ADDRESS:PORT, and from=NUMERIC-ADDRESS if only one may dial"
        raise AddressError(f"link address {url!r}: write {form}") from None


def _tcp(url: str) -> Link:
    return TcpLink(*host_and_port(url))


def _listen(url: str) -> Link:
    return ListenLink(*listen_address(url))


def _hid(url: str) -> Link:
    path = url.partition("://")[2]
    if not path.startswith("/dev/input/"):
        form = "hid:///dev/input/by-id/NAME-event-kbd"
        raise AddressError(f"link address {url!r}: write {form}")
    return HidLink(path)


def _memory(url: str) -> Link:
    name = url.partition(":")[2].strip("/")
    if not name:
        raise AddressError(f"link address {url!r}: write memory:NAME")
    return MemoryLink(name)


def serial_settings(url: str) -> SerialSettings:
    """The parts of `serial:///dev/ttyS0?baud=9600`. Raises `AddressError`."""
    scheme = url.partition(":")[0].lower()
    port, _, query = url.partition("://")[2].partition("?")
    if scheme != "serial" or not port:
        form = "serial:///dev/ttyS0?baud=9600 or serial://COM3"
        raise AddressError(f"link address {url!r}: write {form}")
    options = dict(parse_qsl(query, keep_blank_values=True))
    return SerialSettings(port, **{name: _option(url, name, options[name]) for name in options})


def _serial(url: str) -> Link:
    return SerialLink(serial_settings(url))


def _option(url: str, name: str, text: str) -> Any:
    if name not in SERIAL_OPTIONS:
        known = ", ".join(SERIAL_OPTIONS)
        raise AddressError(
            f"link address {url!r}: unknown option {name!r}; a serial link knows {known}"
        )
    read, allowed = SERIAL_OPTIONS[name]
    try:
        return read(text)
    except (KeyError, ValueError):
        raise AddressError(f"link address {url!r}: {name}={text} is not {allowed}") from None


def _whole(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise ValueError(text)
    return value


# Each option of a serial link: how its text is read (KeyError or ValueError if it can't be), and
# what is allowed. Defaults are those of `SerialSettings`.
SERIAL_OPTIONS: dict[str, tuple[Callable[[str], Any], str]] = {
    "baud": (_whole, "a number of bits a second"),
    "bits": ({"7": 7, "8": 8}.__getitem__, "7 or 8"),
    "parity": (lambda text: PARITIES[text.upper()], "N, E, O, M, S"),
    "stop": ({"1": 1, "1.5": 1.5, "2": 2}.__getitem__, "1, 1.5 or 2"),
    "rtscts": (SWITCH.__getitem__, "1 or 0"),
    "xonxoff": (SWITCH.__getitem__, "1 or 0"),
}

SCHEMES: dict[str, Callable[[str], Link]] = {
    "tcp": _tcp,
    "tcp-listen": _listen,
    "serial": _serial,
    "hid": _hid,
    "memory": _memory,
}
