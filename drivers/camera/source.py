"""Where pictures come from: what every source gives, and which one an address means.

`folder:///var/pictures?keep=50` (or `folder:pictures/bottles`, relative to the working folder),
`video:0` (a device of this PC), `video:///data/line.avi` (a file), `rtsp://10.0.0.9/stream`,
`genicam:SERIAL?cti=/opt/vendor/producer.cti&trigger=software` (a GenICam camera).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl, unquote

from drivers.camera.decoders import Grey
from drivers.link.api import AddressError

__all__ = ["Address", "Picture", "Source", "SourceLost", "parse_address"]

FORMS = (
    "folder:///path?keep=50, video:0, video:///path/to/file, rtsp://host/path "
    "or genicam:SERIAL?cti=/path/to/producer.cti"
)
KEEP_MAX = 100_000


class SourceLost(Exception):
    """No pictures come until somebody helps, or the source comes back; the text says what."""


@dataclass(frozen=True)
class Picture:
    """One picture to read, or the reason why there is none. It gets exactly one result.

    `encoded` is a picture file's content, `pixels` a picture that needs no decoding of its file.
    """

    token: int
    path: str = ""
    encoded: bytes = b""
    pixels: Grey | None = None
    fault: str = ""


class Source(Protocol):
    """Used by one thread. `open` and `wait` raise `SourceLost`; then `open` is tried again."""

    takes_triggers: bool

    def open(self) -> None: ...

    def trigger(self, token: int, window_ms: int) -> None:
        """Ask for a picture. Raises `Misuse` where pictures come by themselves."""
        ...

    def abandoned(self) -> list[Picture]:
        """The triggers that will have no picture, after `SourceLost` or before `close`."""
        ...

    def wait(self, wait_ms: int) -> list[Picture]:
        """What came, after at most `wait_ms`."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Address:
    """`place` is a folder, a file, the number of a video device, a whole stream address, or a
    camera's serial number; `producer` is its .cti file, `trigger` "free" or "software"."""

    kind: str
    place: str
    keep: int
    producer: str = ""
    trigger: str = "free"


def parse_address(url: str, keep: int) -> Address:
    """The parts of an address; `keep` counts where it doesn't say. Raises `AddressError`."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() == "rtsp" and rest.startswith("//"):
        return Address("stream", url, 0)
    if scheme.lower() == "genicam":
        return _genicam(url, rest)
    if scheme.lower() not in {"folder", "video"}:
        raise AddressError(f"camera address {url!r}: write {FORMS}")
    place, _, query = rest.partition("?")
    place = unquote(place.removeprefix("//"))
    if not place:
        raise AddressError(f"camera address {url!r}: write {FORMS}")
    if scheme.lower() == "video":
        return Address("device" if place.isdecimal() else "file", place, 0)
    return Address("folder", str(Path(place)), _keep(url, query, keep))


def _genicam(url: str, rest: str) -> Address:
    place, _, query = rest.partition("?")
    options = dict(parse_qsl(query, keep_blank_values=True))
    serial, producer = unquote(place.removeprefix("//")), options.pop("cti", "")
    trigger = options.pop("trigger", "free")
    if not serial or not producer or options or trigger not in ("free", "software"):
        form = "genicam:SERIAL?cti=/path/to/producer.cti, and trigger=free or trigger=software"
        raise AddressError(f"camera address {url!r}: write {form}")
    return Address("genicam", serial, 0, producer, trigger)


def _keep(url: str, query: str, default: int) -> int:
    options = dict(parse_qsl(query, keep_blank_values=True))
    text = options.pop("keep", str(default))
    if options or not text.isdecimal() or not 1 <= int(text) <= KEEP_MAX:
        wrong = (
            f"{next(iter(options))!r} is not known" if options else f"keep={text} is not allowed"
        )
        raise AddressError(f"camera address {url!r}: {wrong}; write keep=1 to keep={KEEP_MAX}")
    return int(text)
