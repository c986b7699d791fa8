"""The keyboard of a simulated device: words of a person become faults, deeds and cut links.

`NAME=VALUE` is a fault, `cut`, `cut 5` and `restore` are the link, everything else is a deed of
that device (`deeds`). It runs what it is told in the twin's own thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drivers.sim.deeds import Deed, DeedError
from drivers.sim.server import TwinServer

LINK_WORDS = {
    "cut": "drop the link; cut 5: and refuse new ones for 5 seconds; cut off: until restore",
    "restore": "take connections again",
}


class WordError(ValueError):
    """A word that this device doesn't know or can't do; one sentence."""


class Console:
    """`server` is None for a twin that serves itself: its link is cut by its own faults."""

    def __init__(
        self, twin: Any, server: TwinServer[Any] | None, deeds: Mapping[str, Deed]
    ) -> None:
        self._twin, self._server, self._deeds = twin, server, deeds

    def obey(self, line: str) -> str:
        """Do it, and say what came of it. Raises `WordError`."""
        word, _, text = line.strip().partition(" ")
        if not word:
            return ""
        if word in ("help", "?", "faults"):
            return self._help()
        if "=" in word:
            return self._fault(line)
        if word in LINK_WORDS and self._server is not None:
            return self._link(self._server, word, text.strip())
        if word not in self._deeds:
            raise WordError(f"no word {word!r}: type help for what there is")
        return self._do(self._deeds[word], text.strip())

    def _help(self) -> str:
        lines = [f"  {word:22} {deed.help}" for word, deed in self._deeds.items()]
        if self._server is not None:
            lines += [f"  {word:22} {text}" for word, text in LINK_WORDS.items()]
        faults = [f"  {name + '=on':22} {text}" for name, text in self._twin.FAULTS.items()]
        return "\n".join([*lines, *faults])

    def _fault(self, line: str) -> str:
        name, _, value = line.partition("=")
        try:
            self._twin.fault(name.strip(), value.strip() or "on")
        except ValueError as error:
            raise WordError(str(error)) from error
        return ""

    def _link(self, server: TwinServer[Any], word: str, text: str) -> str:
        if word == "restore":
            server.restore()
            return "it takes connections"
        try:
            server.cut(None if text == "off" else float(text or 0))
        except ValueError:
            raise WordError(f"cut takes a number of seconds or off, not {text!r}") from None
        return "the link is cut"

    def _do(self, deed: Deed, text: str) -> str:
        try:
            if self._server is None:
                return deed.do(self._twin, text, 0)[0]
            told: str = self._server.call(lambda twin, now_ms: deed.do(twin, text, now_ms))
        except DeedError as error:
            raise WordError(str(error)) from error
        if deed.cuts_link:
            self._server.cut(0.0)
        return told
