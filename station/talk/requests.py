"""All that a screen can ask, and the outer shapes on the wire."""

from __future__ import annotations

import msgspec

from station.talk.device_requests import DeviceTalk
from station.talk.line_requests import LineTalk
from station.talk.look import Look, Seat
from station.talk.message import Answer
from station.talk.order_requests import OrderTalk
from station.talk.people_requests import PeopleTalk
from station.talk.report_requests import ReportTalk
from station.talk.rework_requests import ReworkTalk
from station.talk.upload_requests import UploadTalk

AnyRequest = LineTalk | OrderTalk | ReworkTalk | DeviceTalk | PeopleTalk | UploadTalk | ReportTalk
EDITION = "1"  # of all that may be said; raised with every change that the other end must know


class Hello(msgspec.Struct, frozen=True, tag=True):
    """A screen's first word. `edition` must be the station's: both come from one installation."""

    screen: str
    edition: str


class Asked(msgspec.Struct, frozen=True, tag=True):
    number: int
    what: AnyRequest


FromScreen = Hello | Asked
FromStation = Look | Seat | Answer
