"""May this database mint? What it says of itself, compared with what its witness saw.

Each way in which they differ has a name and a way out, in English and Chinese. A locked database
can be read, backed up and reported on; nothing is minted, leased or printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from station.store import queries
from station.store.backup import COPY
from station.store.errors import DatabaseOlder, WitnessAway, WitnessUnreadable
from station.store.witness import Witness, compare, read_witness

# Facts of the database.
WITNESSED = "witness"  # where its witness is; none was ever written, if this isn't there
SESSION = "session"  # the one that runs, or ran last
SESSION_BEFORE = "session_before"

DISPUTED = "two copies were running"  # in a witness, instead of a session


class LockKind(StrEnum):
    COPY = "copy"
    OLDER = "older"
    TWICE = "twice"
    MOVED = "moved"
    MISSING = "missing"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"
    AWAY = "away"


_UNLOCK = "unlock it with two people: packline unlock"
_UNLOCK_ZH = "由两人解锁:packline unlock"

# What it is and what to do, in English and in Chinese.
TEXTS: dict[LockKind, tuple[str, str, str, str]] = {
    LockKind.COPY: (
        "this database is a backup that was put in place",
        f"If the newer one is lost for good, {_UNLOCK}",
        "此数据库是恢复的备份",
        f"如确认较新的数据库已丢失,{_UNLOCK_ZH}",
    ),
    LockKind.OLDER: (
        "this database lacks what its witness saw: it was restored, or a copy runs elsewhere",
        f"End the copy, or bring the newer database back; if it is lost for good, {_UNLOCK}",
        "此数据库比见证文件旧:曾被恢复,或有副本在别处运行",
        f"停止副本,或找回较新的数据库;如已丢失,{_UNLOCK_ZH}",
    ),
    LockKind.TWICE: (
        "another copy of this station was started with the same witness",
        f"Keep one copy and take the other out of use; then {_UNLOCK}",
        "本工位的另一副本已用同一见证文件启动",
        f"只保留一个副本;然后{_UNLOCK_ZH}",
    ),
    LockKind.MOVED: (
        "this database ran on another PC or in another folder before",
        f"If the other one will never run again, {_UNLOCK}",
        "此数据库之前在另一台电脑或另一文件夹中运行",
        f"如确认原工位不再运行,{_UNLOCK_ZH}",
    ),
    LockKind.MISSING: (
        "the witness of this database isn't there",
        f"Bring its disk back and start again; if it is lost for good, {_UNLOCK}",
        "此数据库的见证文件不存在",
        f"恢复其所在磁盘后重新启动;如已丢失,{_UNLOCK_ZH}",
    ),
    LockKind.FOREIGN: (
        "the witness belongs to another database",
        f"Name the right file in the line file; if that database is lost for good, {_UNLOCK}",
        "见证文件属于另一个数据库",
        f"在产线文件中填写正确的见证文件;如该数据库已丢失,{_UNLOCK_ZH}",
    ),
    LockKind.UNREADABLE: (
        "the witness can't be read as one",
        f"Bring the right file back; if it is lost for good, {_UNLOCK}",
        "见证文件已损坏",
        f"恢复正确的文件;如已丢失,{_UNLOCK_ZH}",
    ),
    LockKind.AWAY: (
        "the witness's place can't be reached",
        "Bring its disk back, or name another place in the line file; then start again",
        "见证文件所在位置无法访问",
        "恢复其磁盘,或在产线文件中另设位置;然后重新启动",
    ),
}


@dataclass(frozen=True)
class Lock:
    """Why nothing may be minted; `detail` is what was found."""

    kind: LockKind
    detail: str

    @property
    def what(self) -> str:
        return TEXTS[self.kind][0]

    @property
    def do(self) -> str:
        return TEXTS[self.kind][1]

    @property
    def chinese(self) -> str:
        return "。".join(TEXTS[self.kind][2:])

    def __str__(self) -> str:
        return f"locked: {self.what} ({self.detail}). {self.do}. {self.chinese}"


def standing(connection: Connection, witness_path: Path, place: str) -> Lock | None:
    """Why the database is locked; None = it is the newest, the only one, and where it was."""
    facts = queries.database_facts(connection)
    if facts.get(COPY):
        return Lock(LockKind.COPY, facts[COPY])
    try:
        witness = read_witness(witness_path)
    except WitnessUnreadable as error:
        return Lock(LockKind.UNREADABLE, str(error))
    except WitnessAway as error:
        return Lock(LockKind.AWAY, str(error))
    if witness is None:
        gone = facts.get(WITNESSED)
        return Lock(LockKind.MISSING, f"it was {gone}") if gone else None
    if witness.database_id != facts["database_id"]:
        return Lock(LockKind.FOREIGN, f"{witness_path}: of {witness.database_id}")
    return _differs(connection, witness, facts, place)


def _differs(
    connection: Connection, witness: Witness, facts: dict[str, str], place: str
) -> Lock | None:
    # The one before counts as well: a power cut may come between the two places.
    own = {facts.get(SESSION, ""), facts.get(SESSION_BEFORE, "")}
    if witness.session == DISPUTED:
        return Lock(LockKind.TWICE, DISPUTED)
    try:
        compare(connection, witness)
    except DatabaseOlder as older:
        return Lock(LockKind.OLDER, str(older))
    if witness.session and witness.session not in own:
        return Lock(LockKind.TWICE, f"session {witness.session} is none of this database")
    if witness.place and witness.place != place:
        return Lock(LockKind.MOVED, "the PC's id or the folder differs")
    return None
