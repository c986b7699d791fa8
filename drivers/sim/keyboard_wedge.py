"""A hand scanner that types, from its own side: a scan becomes key events of the Linux kernel.

Written from the keyboards and linux/input.h, with tables of its own: key by key, its code, what it
says alone, with Shift and with AltGr. What its layout has no key for is left out, as such scanners
do, but for GS: that is Ctrl+], or Alt+029 with `alt_numbers`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import ClassVar

from drivers.sim.faults import Faults

KEY_MS = 2
SLOW_MS = 400
SHIFT, CTRL, ALT, ALTGR, ENTER, SPACE, CAPS = 42, 29, 56, 100, 28, 57, 58
BLOCK = dict(zip("7894561230", (71, 72, 73, 75, 76, 77, 79, 80, 81, 82), strict=True))

US_KEYS = (
    "2 1!,3 2@,4 3#,5 4$,6 5%,7 6^,8 7&,9 8*,10 9(,11 0),12 -_,13 =+,16 qQ,17 wW,18 eE,19 rR,"
    "20 tT,21 yY,22 uU,23 iI,24 oO,25 pP,26 [{,27 ]},30 aA,31 sS,32 dD,33 fF,34 gG,35 hH,36 jJ,"
    "37 kK,38 lL,39 ;:,40 '\",41 `~,43 \\|,44 zZ,45 xX,46 cC,47 vV,48 bB,49 nN,50 mM,51 \x00<,"
    "52 .>,53 /?"
)
GERMAN_KEYS = (
    '2 1!,3 2",4 3§,5 4$,6 5%,7 6&,8 7/{,9 8([,10 9)],11 0=},12 ß?\\,16 qQ@,17 wW,18 eE€,19 rR,'
    "20 tT,21 zZ,22 uU,23 iI,24 oO,25 pP,26 üÜ,27 +*~,30 aA,31 sS,32 dD,33 fF,34 gG,35 hH,36 jJ,"
    "37 kK,38 lL,39 öÖ,40 äÄ,43 #',44 yY,45 xX,46 cC,47 vV,48 bB,49 nN,50 mM,51 \x00;,52 .:,"
    "53 -_,86 <>|"
)
FRENCH_KEYS = (
    "2 &1,3 é2~,4 \"3#,5 '4{,6 (5[,7 -6|,8 è7`,9 _8\\,10 ç9^,11 à0@,12 )°],13 =+},16 aA,17 zZ,"
    "18 eE€,19 rR,20 tT,21 yY,22 uU,23 iI,24 oO,25 pP,27 $£,30 qQ,31 sS,32 dD,33 fF,34 gG,35 hH,"
    "36 jJ,37 kK,38 lL,39 mM,40 ù%,43 *µ,44 wW,45 xX,46 cC,47 vV,48 bB,49 nN,50 \x00?,51 ;.,"
    "52 :/,53 !§,86 <>"
)


def _table(keys: str) -> dict[str, tuple[int, tuple[int, ...]]]:
    """Character → key code and the keys held with it. NUL stands for the comma."""
    table: dict[str, tuple[int, tuple[int, ...]]] = {" ": (SPACE, ())}
    for entry in keys.split(","):
        code, says = entry.split(" ", 1)
        for held, sign in zip(((), (SHIFT,), (ALTGR,)), says.replace("\x00", ","), strict=False):
            table[sign] = (int(code), held)
    return table


TABLES = {
    name: _table(keys)
    for name, keys in {"us": US_KEYS, "de": GERMAN_KEYS, "fr": FRENCH_KEYS}.items()
}


class KeyboardWedgeTwin:
    """`scan` is somebody pulling the trigger over a code."""

    FAULTS: ClassVar[Mapping[str, str]] = {
        "double": "types each scan twice",
        "mute": "types nothing",
        "no_gs": "leaves GS (0x1D) out, as most scanners in keyboard mode do",
        "no_aim": "leaves the AIM identifier out",
        "no_enter": "types no Enter behind a scan",
        "layout": "types for another keyboard: us, de or fr",
        "caps_lock": "types with Caps Lock on",
        "slow": f"pauses {SLOW_MS} ms in the middle of a scan",
        "dropped": "the kernel drops events in the middle of a scan",
        "alt_numbers": "types each character by its number, with Alt and the number block",
    }

    def __init__(self, *, layout: str = "us") -> None:
        self._layout = layout
        self._now_ms = 0
        self._faults = Faults(self.FAULTS)

    def scan(self, data: bytes, aim: str = "]Q1") -> bytes:
        """The events of a scan of a symbol that holds `data`."""
        if self._faults.get("mute"):
            return b""
        text = ("" if self._faults.get("no_aim") else aim) + data.decode("utf-8")
        times = 2 if self._faults.get("double") else 1
        return b"".join(self._typed(text) for _ in range(times))

    # ------------------------------------------------------------ as every twin

    def connected(self, now_ms: int) -> bytes:
        self._now_ms = now_ms
        return b""

    def disconnected(self, now_ms: int) -> None:
        """What it types then goes nowhere."""

    def received(self, data: bytes, now_ms: int) -> bytes:
        del data, now_ms
        return b""

    def tick(self, now_ms: int) -> bytes:
        self._now_ms = max(self._now_ms, now_ms)
        return b""

    def fault(self, name: str, value: str = "on") -> None:
        self._faults.set(name, value)

    # ------------------------------------------------------------ keys

    def _typed(self, text: str) -> bytes:
        self._now_ms += SLOW_MS  # nobody scans twice within a burst
        events = self._stroke(CAPS) if self._faults.get("caps_lock") else b""
        for place, character in enumerate(text):
            if place == len(text) // 2:
                events += self._in_the_middle()
            events += self._character(character)
        if self._faults.get("caps_lock"):
            events += self._stroke(CAPS)
        return events if self._faults.get("no_enter") else events + self._stroke(ENTER)

    def _in_the_middle(self) -> bytes:
        if self._faults.hit("slow"):
            self._now_ms += SLOW_MS
        return self._event(0, 3, 0) + self._event(0, 0, 0) if self._faults.hit("dropped") else b""

    def _character(self, character: str) -> bytes:
        if character == "\x1d":
            if self._faults.get("no_gs"):
                return b""
            if not self._faults.get("alt_numbers"):
                return self._stroke(27, CTRL)
        if self._faults.get("alt_numbers"):
            return self._by_number(character)
        table = TABLES[self._faults.value("layout") or self._layout]
        if character not in table:
            return b""
        code, held = table[character]
        return self._stroke(code, *held)

    def _by_number(self, character: str) -> bytes:
        number = f"0{ord(character):03d}"
        keys = b"".join(self._stroke(BLOCK[digit]) for digit in number)
        return self._event(1, ALT, 1) + keys + self._event(1, ALT, 0)

    def _stroke(self, code: int, *held: int) -> bytes:
        down = b"".join(self._event(1, key, 1) for key in (*held, code))
        up = b"".join(self._event(1, key, 0) for key in (code, *held))
        return down + self._event(0, 0, 0) + up + self._event(0, 0, 0)

    def _event(self, kind: int, code: int, value: int) -> bytes:
        """24 bytes on a 64-bit machine: two longs of time, two shorts, an int."""
        if kind == 1 and value == 1:
            self._now_ms += KEY_MS
        seconds, rest_ms = divmod(self._now_ms, 1_000)
        return struct.pack("llHHi", seconds, rest_ms * 1_000, kind, code, value)
