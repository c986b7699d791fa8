"""The line file: this station's devices, which role each plays, and the limits it works in.

Devices are named tables; roles name devices. Secrets are references (`secret://name`), never
values. Not responsible for whether a protocol or an option exists: only the drivers know that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from config.line_rules import is_safe_url, line_findings
from config.model import Entry, Name, raise_findings

STATION_MAX = 2_047  # 11 bits of every minted code
DEVICES_MAX = 64
SHIFTS_MAX = 12

DeviceName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
DeviceOrNone = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_-]{0,31})?$")]
Protocol = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
DeviceUrl = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9+.-]*:\S+$", max_length=500)]
SecretRef = Annotated[str, StringConstraints(pattern=r"^secret://[a-z0-9][a-z0-9_-]{0,63}$")]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Setting = bool | int | float | str | list[str]

DEVICE_DESCRIPTION = "name of a device from [devices.…]"
BY_LEVEL_DESCRIPTION = 'names of devices, level 1 first; "" where a level needs none'
URL_DESCRIPTION = "where the device is, e.g. tcp://10.0.0.5:7000 or serial:///dev/ttyS0?baud=9600"
SECRET_DESCRIPTION = "a reference such as secret://platform-token, never the secret itself"


def _check_platform_url(url: str) -> str:
    if not is_safe_url(url):
        raise ValueError(f'"{url}" is not an https address (http only for this computer itself)')
    return url


class DeviceEntry(Entry):
    """How one device is reached; `options` are its driver's own."""

    protocol: Annotated[Protocol, Field(description="a driver's name, e.g. domino-codenet")]
    url: Annotated[DeviceUrl, Field(description=URL_DESCRIPTION)]
    options: Annotated[
        dict[str, Setting],
        Field(default_factory=dict, description="the driver's own settings"),
    ]
    dpi: Annotated[Literal[203, 300, 600], Field(description="label printers: dots an inch")] = 203
    font: Annotated[
        str, Field(max_length=64, description="label printers: a font in the printer, for texts")
    ] = ""


class RolesEntry(Entry):
    """Which device does what. `labels[0]` and `scanners[0]` serve level 1, and so on upwards; ""
    stands for a level that needs none. What a line must have depends on the product: see
    `config.checks`."""

    plc: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None
    coder: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None
    camera: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None
    look_down: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None
    confirm: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None
    labels: Annotated[
        tuple[DeviceOrNone, ...], Field(strict=False, description=BY_LEVEL_DESCRIPTION)
    ] = ()
    scanners: Annotated[
        tuple[DeviceOrNone, ...], Field(strict=False, description=BY_LEVEL_DESCRIPTION)
    ] = ()
    hand: Annotated[
        tuple[DeviceName, ...], Field(strict=False, description="names of hand scanners")
    ] = ()
    shipping: Annotated[DeviceName | None, Field(description=DEVICE_DESCRIPTION)] = None


class LimitsEntry(Entry):
    """When the line stops, and how long it waits."""

    rejects_in_row_max: Annotated[int, Field(ge=1, le=1_000, description="rejects in a row")] = 5
    camera_window_ms: Annotated[
        int, Field(ge=50, le=60_000, description="ms from the camera's photocell to its result")
    ] = 1_500
    rated_per_minute: Annotated[
        float, Field(ge=0, le=10_000, description="items a minute that the line is made for")
    ] = 0.0
    at_target: Annotated[
        Literal["ask", "finish"],
        Field(description="stand and ask when the target is reached, or finish the order"),
    ] = "ask"
    disk_reserve_mb: Annotated[
        int, Field(ge=50, le=1_000_000, description="MB to keep free; below, no order starts")
    ] = 500


class StoreEntry(Entry):
    """Where the station keeps its records; relative paths start at the station's data folder."""

    path: Annotated[str, Field(min_length=1, description="the database file")] = "station.db"
    witness: Annotated[
        str, Field(min_length=1, description="the witness file, best on another disk")
    ] = "witness.json"
    backup: Annotated[str, Field(min_length=1, description="the folder for backups")] = "backup"
    backups_kept: Annotated[
        int, Field(ge=1, le=1_000, description="how many backups of order closes are kept")
    ] = 14
    reserve_mb: Annotated[
        int, Field(ge=1, le=10_000, description="MB set aside to stop on when the disk is full")
    ] = 16
    encryption: Annotated[
        Literal["on", "off"], Field(description="whether the database is encrypted")
    ] = "on"

    @property
    def encrypt(self) -> bool:
        return self.encryption == "on"


class PlatformEntry(Entry):
    """Where finished batches go."""

    protocol: Annotated[Protocol, Field(description="an adapter's name")] = "packline-api"
    url: Annotated[
        str, AfterValidator(_check_platform_url), Field(description="the platform's https address")
    ]
    token: Annotated[SecretRef, Field(description=SECRET_DESCRIPTION)]


class PoolEntry(Entry):
    """How many codes are kept ready."""

    low_water_minutes: Annotated[
        int, Field(ge=1, le=100_000, description="warn when codes last for fewer minutes")
    ] = 30
    block: Annotated[int, Field(ge=100, le=1_000_000, description="codes granted at a time")] = (
        10_000
    )


def _check_starts(starts: tuple[str, ...]) -> tuple[str, ...]:
    if list(starts) != sorted(set(starts)):
        raise ValueError("the times go upwards, each once")
    return starts


class ShiftsEntry(Entry):
    """When shifts begin; each lasts until the next one."""

    starts: Annotated[
        tuple[TimeOfDay, ...],
        AfterValidator(_check_starts),
        Field(strict=False, min_length=1, max_length=SHIFTS_MAX, description="times such as 06:00"),
    ] = ("06:00", "14:00", "22:00")


class LineFile(Entry):
    """One station on one line."""

    name: Annotated[Name, Field(description="what people call the line")]
    station: Annotated[
        int, Field(ge=1, le=STATION_MAX, description="the station's number, unique in the company")
    ]
    devices: Annotated[
        dict[DeviceName, DeviceEntry],
        Field(min_length=1, max_length=DEVICES_MAX, description="tables [devices.NAME]"),
    ]
    roles: Annotated[RolesEntry, Field(description="the table [roles]")]
    limits: LimitsEntry = LimitsEntry()
    store: StoreEntry = StoreEntry()
    platform: PlatformEntry | None = None
    pool: PoolEntry = PoolEntry()
    shifts: ShiftsEntry = ShiftsEntry()

    @model_validator(mode="after")
    def _check_rules(self) -> Self:
        raise_findings(line_findings(self.as_written()))
        return self

    def with_urls(self, urls: Mapping[str, str]) -> LineFile:
        """The same line with other addresses for these devices, e.g. simulated ones.

        Raises KeyError for a device that the line doesn't have, ValueError for a bad address."""
        raw = self.as_written()
        for device, url in urls.items():
            raw["devices"][device]["url"] = url
        return LineFile.model_validate(raw)

    def as_written(self) -> dict[str, Any]:
        """The keys that the file gave."""
        return self.model_dump(exclude_unset=True)
