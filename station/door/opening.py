"""Opens the door of a running station: seats, acts, what is told, and the socket."""

from __future__ import annotations

from config.line import LineFile
from station.compose.workplace import Workplace
from station.core.states import Phase
from station.door.device_acts import DeviceActs
from station.door.device_roles import roles_by_device
from station.door.front_desk import FrontDesk
from station.door.line_acts import LineActs
from station.door.looking import Looking
from station.door.order_acts import OrderActs
from station.door.people_acts import PeopleActs
from station.door.pictures import PictureActs
from station.door.report_acts import ReportActs
from station.door.rework_acts import ReworkActs
from station.door.seats import Seats
from station.door.upload_acts import UploadActs
from station.runtime.gauge import MINUTE_MS, MINUTES, Gauge
from station.store import figures
from station.talk.server import TalkServer

ITEM_ROLES = frozenset({"camera", "hand"})


def gauge_of(line: LineFile) -> Gauge:
    """The gauge of a line: what its items' readers say counts."""
    played = roles_by_device(line).items()
    return Gauge([name for name, roles in played if ITEM_ROLES & set(roles.split(", "))])


def open_door(place: Workplace, line: LineFile, line_file: str, gauge: Gauge) -> TalkServer:
    """The door of this station, to be used with `with`; `gauge` observes its core."""
    seats = Seats()
    restore(place, gauge)
    desks = (
        LineActs(place),
        OrderActs(place),
        PeopleActs(place, seats, line_file),
        PictureActs(gauge),
        DeviceActs(place, line, gauge),
        ReworkActs(place),
        UploadActs(place),
        ReportActs(place),
    )
    look = Looking(place, line, gauge, seats)
    return TalkServer(place.data, FrontDesk(place, seats, desks, look))


def restore(place: Workplace, gauge: Gauge) -> None:
    """The last hour and the reasons of the order on the line, as they stand in the database."""
    order = place.state.order
    if order is None or place.state.phase is Phase.COMPLETE:
        return
    since_ms = place.now_ms() - MINUTES * MINUTE_MS
    with place.reader.connect() as connection:
        found = figures.verdicts(connection, order.number)
        minutes = figures.yield_over_time(
            connection,
            order.number,
            sorted(gauge.readers),
            MINUTE_MS,
            figures.Window(since_ms, figures.FOREVER_MS),
        )
    rejects = {
        verdict: count
        for (device, verdict), count in found.items()
        if device in gauge.readers and verdict != figures.GOOD
    }
    gauge.restore(order.number, minutes, rejects)
