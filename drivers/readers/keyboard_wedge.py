"""A hand scanner that types like a keyboard, read from its input device: a sans-IO driver.

A scan is a burst: characters close together, ended by Enter. What comes slower than a scanner types
is no scan (somebody plays with a keyboard, or Enter is missing): it is dropped with a warning, as
is a scan with lost keys. The link is `hid:///dev/input/by-id/…`, which grabs the device.

Serial mode is better wherever the scanner has one: a layout can be set wrongly, and most scanners
can't type what isn't on the keyboard. Linux only; never tried on hardware.
"""

from __future__ import annotations

from drivers.api import (
    Capabilities,
    Command,
    LinkDown,
    LinkUp,
    NoRead,
    Output,
    Read,
    Ready,
    Trigger,
    Warned,
)
from drivers.errors import Misuse
from drivers.readers.aim import symbol_of
from drivers.readers.key_codec import FUNCTION_KEYS, Enter, KeyDecoder, Lost, Stroke, Typed
from drivers.readers.key_layouts import layout_named

SCAN_CHARACTERS_MAX = 2_048
GAP_MS_MIN, GAP_MS_MAX = 10, 2_000
UNENDED_MS = 1_000  # by our own clock: how long a scan may wait for its Enter


class KeyboardWedge:
    """Options: `layout`, the keyboard that the scanner is set to ("us", "de" or "fr"); `gs_key`, a
    function key that it types for GS, e.g. "F8"; `gap_ms`, the longest pause within a scan;
    `aim_prefix`, an AIM identifier stands before each code."""

    def __init__(
        self,
        name: str,
        *,
        layout: str = "us",
        gs_key: str = "",
        gap_ms: int = 100,
        aim_prefix: bool = True,
    ) -> None:
        if gs_key and gs_key not in FUNCTION_KEYS:
            raise Misuse(f"{name}: gs_key is F1 to F12, not {gs_key!r}")
        if not GAP_MS_MIN <= gap_ms <= GAP_MS_MAX:
            raise Misuse(f"{name}: gap_ms is {GAP_MS_MIN} to {GAP_MS_MAX}, not {gap_ms}")
        self.name = name
        self.caps = _capabilities()
        self._keys = KeyDecoder(layout_named(layout), gs_key)
        self._gap_ms, self._aim_prefix = gap_ms, aim_prefix
        self._forget()

    def _forget(self) -> None:
        self._text = ""
        self._typed_at_ms = 0  # the last character, by its event
        self._heard_at_ms = 0  # the same by our clock
        self._spoiled = False  # the rest up to Enter is no scan

    def opened(self, now_ms: int) -> Output:
        del now_ms
        self._keys.reset()
        self._forget()
        return Output(events=(LinkUp(self.name), Ready(self.name)))

    def closed(self, reason: str, now_ms: int) -> Output:
        """What was half typed is no scan."""
        del now_ms
        self._forget()
        return Output(events=(LinkDown(self.name, reason),))

    def command(self, command: Command, now_ms: int) -> Output:
        del now_ms
        if not isinstance(command, Trigger):
            raise Misuse(f"{self.name}: a hand scanner can't take {type(command).__name__}")
        why = "a hand scanner can't be triggered: scan with it"
        return Output(events=(NoRead(self.name, command.token, why),))

    def received(self, data: bytes, now_ms: int) -> Output:
        out = Output()
        for stroke in self._keys.feed(data):
            out += self._stroke(stroke, now_ms)
        return out

    def tick(self, now_ms: int) -> Output:
        """A scan whose Enter doesn't come."""
        if self._text and now_ms - self._heard_at_ms >= UNENDED_MS:
            return self._drop("characters without Enter", "Set the scanner's suffix to Enter.")
        return Output()

    def _stroke(self, stroke: Stroke, now_ms: int) -> Output:
        match stroke:
            case Typed(text, at_ms):
                return self._typed(text, at_ms, now_ms)
            case Enter(at_ms):
                return self._ended(at_ms)
            case Lost(why, at_ms):
                return self._spoil(why, at_ms)

    def _spoil(self, why: str, at_ms: int) -> Output:
        """Whatever comes up to Enter, or to a pause, is a part of what is lost."""
        hint = "Compare `layout` with the scanner's own keyboard setting, and scan again."
        out = Output() if self._spoiled else self._drop(why, hint)
        self._spoiled, self._typed_at_ms = True, at_ms
        return out

    def _typed(self, text: str, at_ms: int, now_ms: int) -> Output:
        out = self._pause(at_ms)
        self._typed_at_ms, self._heard_at_ms = at_ms, now_ms
        if len(self._text) >= SCAN_CHARACTERS_MAX:
            hint = "Set the scanner's suffix to Enter."
            out += self._drop(f"more than {SCAN_CHARACTERS_MAX} characters without Enter", hint)
            self._spoiled = True
        elif not self._spoiled:
            self._text += text
        return out

    def _pause(self, at_ms: int) -> Output:
        """With a pause in the middle nobody knows whether the rest is a scan of its own."""
        if at_ms - self._typed_at_ms <= self._gap_ms:
            return Output()
        self._spoiled = bool(self._text)
        if not self._text:
            return Output()
        hint = "Scan again; if it comes often, set the scanner to type faster, or raise `gap_ms`."
        return self._drop("characters typed slower than a scanner types", hint)

    def _ended(self, at_ms: int) -> Output:
        out = self._pause(at_ms)
        text, self._text = self._text, ""
        spoiled, self._spoiled = self._spoiled, False
        if spoiled or not text:
            return out
        symbol = symbol_of(text.encode("utf-8"), self._aim_prefix, "keyboard-wedge")
        return out + Output(events=(Read(self.name, 0, (symbol,)),))

    def _drop(self, said: str, hint: str) -> Output:
        self._text = ""
        return Output(events=(Warned(self.name, said, hint),))


def _capabilities() -> Capabilities:
    return Capabilities(
        kind="scanner",
        protocol="keyboard-wedge",
        manual="none: input events of the Linux kernel",
        unverified=(
            "no scanner was tried",
            "how fast scanners type",
            "how they type GS: Ctrl+], Alt+029 and a function key are understood",
        ),
    )
