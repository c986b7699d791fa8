"""Who may do what: roles, rights, and which of them need two people.

Enforced in the station, where every command passes; a screen only hides what would be refused.
Each command of people has its right in `RIGHT_OF`; a command without one can't be asked at all, and
a test says so. Stopping the line is nobody's right in particular: it never needs a login (IEC
62443-4-2, CR 1.1 and 2.1). The table of roles: docs/access.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from station.core import device_events as d
from station.core import events as e
from station.core import hand_events as h
from station.core import rework_events as w


class Role(StrEnum):
    OPERATOR = "operator"
    LEADER = "leader"  # line leader
    QA = "qa"
    IT = "it"
    ADMIN = "admin"
    AUDITOR = "auditor"


ROLE_NAMES: Mapping[Role, tuple[str, str]] = {
    Role.OPERATOR: ("operator", "操作员"),
    Role.LEADER: ("line leader", "线长"),
    Role.QA: ("QA", "质检"),
    Role.IT: ("plant IT", "工厂IT"),
    Role.ADMIN: ("administrator", "管理员"),
    Role.AUDITOR: ("auditor", "审计员"),
}


# Who works at the line comes back to its screen many times a shift; who can do more, by password.
PIN_ROLES = frozenset({Role.OPERATOR, Role.LEADER})


class Right(StrEnum):
    STOP = "stop"  # everybody's, logged in or not; calling for help as well
    RUN = "run"  # start, finish, answer alarms, scan again, clear the belt, try a device
    ORDERS = "orders"  # open, change over, close
    PARTIAL = "partial"
    REPRINT = "reprint"
    RELABEL = "relabel"
    REWORK = "rework"  # replace, remove, add, move, empty
    QUALITY = "quality"  # sample, destroy, accept, quarantine, release
    SETTLE_DOUBT = "settle_doubt"
    VOID_RANGE = "void_range"
    SHIP = "ship"
    CLOCK = "clock"
    CONFIGURE = "configure"  # lines, products, devices, upload jobs
    BACKUP = "backup"
    UNLOCK = "unlock"  # a restored database, with a new epoch
    EXPORT_CODES = "export_codes"
    USERS = "users"
    READ = "read"  # reports, traces, the audit trail


_RUNNING = frozenset({Right.STOP, Right.RUN, Right.READ})
_LEADING = _RUNNING | {
    Right.ORDERS,
    Right.PARTIAL,
    Right.REPRINT,
    Right.RELABEL,
    Right.REWORK,
    Right.SHIP,
    Right.SETTLE_DOUBT,
    Right.VOID_RANGE,
    Right.CLOCK,
}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.OPERATOR: _RUNNING,
    Role.LEADER: _LEADING,
    Role.QA: _RUNNING
    | {
        Right.REPRINT,
        Right.RELABEL,
        Right.REWORK,
        Right.QUALITY,
        Right.SETTLE_DOUBT,
        Right.VOID_RANGE,
        Right.EXPORT_CODES,
        Right.UNLOCK,
    },
    # Plant IT keeps the machine running; it can't void codes, and sees none.
    Role.IT: frozenset(
        {Right.STOP, Right.READ, Right.CONFIGURE, Right.BACKUP, Right.UNLOCK, Right.CLOCK}
    ),
    Role.ADMIN: frozenset(
        {
            Right.STOP,
            Right.READ,
            Right.USERS,
            Right.CONFIGURE,
            Right.BACKUP,
            Right.UNLOCK,
            Right.EXPORT_CODES,
        }
    ),
    Role.AUDITOR: frozenset({Right.STOP, Right.READ}),
}

TWO_PEOPLE = frozenset({Right.VOID_RANGE, Right.UNLOCK, Right.EXPORT_CODES})

# Somebody who came back with PIN or badge gives the password for these: what is void or has left
# the station can't be had back, and who makes users makes all rights.
NEEDS_PASSWORD = TWO_PEOPLE | {Right.SETTLE_DOUBT, Right.USERS}

# What a station without any user lets be done on the word of whoever says a name: it is set up, and
# tries its first order. Whatever mends, voids, ships or takes codes out waits for the first
# administrator, since nobody could be asked who signed it.
BEFORE_USERS = frozenset({Right.STOP, Right.READ, Right.ORDERS, Right.CLOCK})
NO_USERS = (
    "this station has no user yet, so nobody can sign that; make the first administrator with "
    "`packline user first NAME`"
)

RIGHT_OF: Mapping[type, Right] = {
    e.StopAsked: Right.STOP,
    e.HelpAsked: Right.STOP,
    e.StartAsked: Right.RUN,
    e.FinishAsked: Right.RUN,
    e.AlarmClearAsked: Right.RUN,
    e.RescanAsked: Right.RUN,
    e.MissingAccepted: Right.RUN,
    e.ContentScanned: Right.RUN,
    h.OpenCancelled: Right.RUN,
    e.BeltCleared: Right.RUN,
    d.PrintTestAsked: Right.RUN,
    d.PrintTestEndAsked: Right.RUN,
    d.ReadTestAsked: Right.RUN,
    d.RejectTestAsked: Right.RUN,
    e.OrderGiven: Right.ORDERS,
    e.ChangeOverAsked: Right.ORDERS,
    e.OrderChangeAsked: Right.ORDERS,
    e.CloseAsked: Right.ORDERS,
    e.CancelAsked: Right.ORDERS,
    e.PartialCloseAsked: Right.PARTIAL,
    e.ReprintAsked: Right.REPRINT,
    w.LabelScanned: Right.REPRINT,
    w.RelabelAsked: Right.RELABEL,
    w.ReplaceAsked: Right.REWORK,
    w.RemoveAsked: Right.REWORK,
    w.AddAsked: Right.REWORK,
    w.MoveAsked: Right.REWORK,
    w.EmptyAsked: Right.REWORK,
    w.SampleAsked: Right.QUALITY,
    w.UnsampleAsked: Right.QUALITY,
    w.DestroyAsked: Right.QUALITY,
    w.AcceptAsked: Right.QUALITY,
    w.QuarantineAsked: Right.QUALITY,
    w.ReleaseAsked: Right.QUALITY,
    e.DoubtSettled: Right.SETTLE_DOUBT,
    e.UnreadVoided: Right.SETTLE_DOUBT,
    e.RangeVoidAsked: Right.VOID_RANGE,
    w.ShipAsked: Right.SHIP,
    w.UnshipAsked: Right.SHIP,
    e.ClockTrusted: Right.CLOCK,
}


class Proof(StrEnum):
    """What somebody showed last to say who they are."""

    PASSWORD = "password"
    PIN = "pin"
    BADGE = "badge"


@dataclass(frozen=True)
class Principal:
    """Somebody who proved who they are. `session` proves that they did, to the station that gave
    it; a principal made up elsewhere has none."""

    name: str
    role: Role
    proof: Proof = field(default=Proof.PASSWORD, kw_only=True)
    session: str = field(default="", repr=False)


def why_not(right: Right, people: Sequence[Principal]) -> str:
    """Why these people may not, as a sentence with the remedy; "" = they may.

    Each of them must have the right, and where it takes two they must be two."""
    if right is Right.STOP:
        return ""
    if not people:
        return "nobody is logged in; log in first"
    for person in people:
        if right not in RIGHTS[person.role]:
            who = ", ".join(sorted(role for role in Role if right in RIGHTS[role]))
            return f"{person.name} is {person.role.value}; it takes one of: {who}"
        if right in NEEDS_PASSWORD and person.proof is not Proof.PASSWORD:
            return f"{person.name} came back by {person.proof.value}; this takes the password"
    if right in TWO_PEOPLE and len({person.name for person in people}) < 2:
        return "it takes a second person, with the same right, to agree"
    return ""
