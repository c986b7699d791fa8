"""The states of a conversation with a coder, as a table. A missing cell is a bug of ours."""

from __future__ import annotations

from enum import Enum, auto


class Phase(Enum):
    OFFLINE = auto()
    PREPARING = auto()
    READY = auto()
    PAUSED = auto()
    FAULTED = auto()
    LEAVING = auto()  # the link is to be dropped; nothing said now is believed


class Turn(Enum):
    OPENED = auto()
    SETTLED = auto()  # prepared, well, and the head enabled
    SETTLED_PAUSED = auto()  # the same, but the station wants the head disabled
    PAUSE = auto()
    RESUME = auto()
    TROUBLE = auto()
    DISTRUST = auto()
    CLOSED = auto()


NEXT: dict[Phase, dict[Turn, Phase]] = {
    Phase.OFFLINE: {
        Turn.OPENED: Phase.PREPARING,
        Turn.PAUSE: Phase.OFFLINE,
        Turn.RESUME: Phase.OFFLINE,
    },
    Phase.PREPARING: {
        Turn.SETTLED: Phase.READY,
        Turn.SETTLED_PAUSED: Phase.PAUSED,
        Turn.PAUSE: Phase.PREPARING,
        Turn.RESUME: Phase.PREPARING,
        Turn.TROUBLE: Phase.FAULTED,
        Turn.DISTRUST: Phase.LEAVING,
        Turn.CLOSED: Phase.OFFLINE,
    },
    Phase.READY: {
        Turn.PAUSE: Phase.PAUSED,
        Turn.RESUME: Phase.READY,
        Turn.TROUBLE: Phase.FAULTED,
        Turn.DISTRUST: Phase.LEAVING,
        Turn.CLOSED: Phase.OFFLINE,
    },
    Phase.PAUSED: {
        Turn.PAUSE: Phase.PAUSED,
        Turn.RESUME: Phase.PREPARING,
        Turn.TROUBLE: Phase.FAULTED,
        Turn.DISTRUST: Phase.LEAVING,
        Turn.CLOSED: Phase.OFFLINE,
    },
    Phase.FAULTED: {
        Turn.SETTLED: Phase.READY,
        Turn.SETTLED_PAUSED: Phase.PAUSED,
        Turn.PAUSE: Phase.FAULTED,
        Turn.RESUME: Phase.FAULTED,
        Turn.TROUBLE: Phase.FAULTED,
        Turn.DISTRUST: Phase.LEAVING,
        Turn.CLOSED: Phase.OFFLINE,
    },
    Phase.LEAVING: {
        Turn.PAUSE: Phase.LEAVING,
        Turn.RESUME: Phase.LEAVING,
        Turn.CLOSED: Phase.OFFLINE,
    },
}
