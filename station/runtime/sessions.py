"""Who is logged in at this station, and for how long nobody else must use it.

A session that nobody used for `IDLE_MS_MAX` is locked: its owner comes back quickly with PIN or
badge. `SHIFT_MS_MAX` after the password was given it ends, and takes the password again; so a PIN
alone, or a badge that was found, opens nothing on a station where its owner isn't at work. Clock
and tokens come in as arguments; times are of the clock that only goes forward.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from station.core.access import Principal

IDLE_MS_MAX = 10 * 60_000
SHIFT_MS_MAX = 12 * 3_600_000
SESSIONS_MAX = 32  # people at work at one station


@dataclass
class _Session:
    who: Principal
    proved_ms: int  # when the password was given
    used_ms: int


class Sessions:
    def __init__(self, now_ms: Callable[[], int], token: Callable[[], str]) -> None:
        self._now_ms, self._token = now_ms, token
        self._sessions: dict[str, _Session] = {}  # one a person, by name

    def open(self, who: Principal) -> Principal:
        """The person gave their password; what they hold from now on. The one before is void."""
        now_ms = self._now_ms()
        self._drop_ended(now_ms)
        if len(self._sessions) >= SESSIONS_MAX and who.name not in self._sessions:
            oldest = min(self._sessions.values(), key=lambda one: one.used_ms)
            del self._sessions[oldest.who.name]
        mine = replace(who, session=self._token())
        self._sessions[who.name] = _Session(mine, now_ms, now_ms)
        return mine

    def may_return(self, name: str) -> bool:
        """Whether PIN or badge is enough for this person now."""
        self._drop_ended(self._now_ms())
        return name in self._sessions

    def reopen(self, who: Principal) -> Principal:
        """The person came back with PIN or badge. The shift's end stays where it was."""
        session = self._sessions[who.name]
        session.who = replace(who, session=self._token())
        session.used_ms = self._now_ms()
        return session.who

    def use(self, who: Principal) -> str:
        """As `why_not`; where the principal counts, it was used."""
        why = self.why_not(who)
        if not why:
            self._sessions[who.name].used_ms = self._now_ms()
        return why

    def why_not(self, who: Principal) -> str:
        """Why this principal counts for nothing, as a sentence; "" = it counts."""
        now_ms = self._now_ms()
        session = self._sessions.get(who.name)
        if session is None or session.who != who or not who.session:
            return f"{who.name} is not logged in at this station; log in first"
        if now_ms - session.proved_ms > SHIFT_MS_MAX:
            del self._sessions[who.name]
            return f"the shift of {who.name} is over; log in with the password"
        if now_ms - session.used_ms > IDLE_MS_MAX:
            return f"the screen of {who.name} locked itself; come back with PIN, badge or password"
        return ""

    def close(self, name: str) -> None:
        """Logged out, disabled or given another role; nobody of that name is logged in then."""
        self._sessions.pop(name, None)

    def _drop_ended(self, now_ms: int) -> None:
        for name, session in list(self._sessions.items()):
            if now_ms - session.proved_ms > SHIFT_MS_MAX:
                del self._sessions[name]
