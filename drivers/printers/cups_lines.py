"""What can be asked of one print queue: the clients' command lines, as words for no shell.

A label goes to `lp` through its standard input. Options that a queue could be set to otherwise are
said each time: one copy, one page on a sheet, one side, no banner, and no scaling, since a symbol's
modules have the size that was asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from drivers.errors import Misuse
from drivers.link.api import AddressError

SCHEME = "cups:"
QUEUE = re.compile(r"[^\s/#,'\"\\?<>-][^\s/#,'\"\\?<>]{0,126}")
HOST = re.compile(r"([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")
USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}")
MEDIA = re.compile(r"[A-Za-z0-9_.,-]{0,127}")
ALWAYS = ("print-scaling=none", "number-up=1", "sides=one-sided", "job-sheets=none,none")

Line = tuple[str, ...]


class Kind(Enum):
    STANDING = "how the queue is"
    WAITING = "the jobs that aren't completed"
    FINISHED = "the jobs that are"
    PRINT = "print this"
    CANCEL = "cancel that, or say how it ended"


@dataclass(frozen=True)
class Ask:
    """A client to run: `data` goes into it, `numbers` are the jobs that it is about."""

    kind: Kind
    line: Line
    data: bytes = b""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class CupsLines:
    """`host` "" = this computer's CUPS. `user`: the name that jobs are made and cancelled under.
    `media` "" = the size that the queue is set to."""

    queue: str
    host: str
    user: str
    media: str = ""

    @classmethod
    def of(cls, name: str, url: str, user: str, media: str) -> CupsLines:
        """Raises `AddressError` for the url, `Misuse` for the others, in words."""
        host, queue = _parts(url)
        if not USER.fullmatch(user):
            raise Misuse(f"{name}: user is of letters, digits, - and _, 63 at most, not {user!r}")
        if not MEDIA.fullmatch(media) or media.startswith("-"):
            raise Misuse(f"{name}: media is a size's name, as Custom.100x150mm, not {media!r}")
        return cls(queue, host, user, media)

    def standing(self) -> Ask:
        line = self._line("lpstat", "-l", "-a", self.queue, "-p", self.queue)
        return Ask(Kind.STANDING, line)

    def waiting(self) -> Ask:
        line = self._line("lpstat", "-l", "-W", "not-completed", "-o", self.queue)
        return Ask(Kind.WAITING, line)

    def finished(self) -> Ask:
        line = self._line("lpstat", "-l", "-W", "completed", "-o", self.queue)
        return Ask(Kind.FINISHED, line)

    def hand_over(self, title: str, data: bytes) -> Ask:
        media = (f"media={self.media}",) if self.media else ()
        options = [word for option in (*ALWAYS, *media) for word in ("-o", option)]
        words = ("-d", self.queue, "-n", "1", "-t", title, *options, "-")
        return Ask(Kind.PRINT, self._line("lp", *words), data)

    def cancel(self, *numbers: int) -> Ask:
        names = (f"{self.queue}-{number}" for number in numbers)
        return Ask(Kind.CANCEL, self._line("cancel", *names), numbers=numbers)

    def _line(self, program: str, *words: str) -> Line:
        """The server and the user come first: what follows is asked of them, as them."""
        host = ("-h", self.host) if self.host else ()
        return (program, *host, "-U", self.user, *words)


def _parts(url: str) -> tuple[str, str]:
    rest = url.removeprefix(SCHEME)
    host, queue = "", rest
    if rest.startswith("//"):
        host, _, queue = rest.removeprefix("//").partition("/")
    is_host = HOST.fullmatch(host) or (not host and not rest.startswith("//"))
    if not url.startswith(SCHEME) or not is_host or not QUEUE.fullmatch(queue):
        raise AddressError(
            f"address {url!r}: write cups:QUEUE, or cups://HOST/QUEUE for a queue of another "
            "computer; `lpstat -e` lists the names of the queues"
        )
    return host, queue
