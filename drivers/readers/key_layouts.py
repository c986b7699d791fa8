"""What each key of a keyboard says, in three layouts, as data: keys are Linux key codes.

A scanner that types presses the keys of the layout that it is set to; whoever reads them must
think of the same one. Rows are given key by key as the keyboard shows them: alone, with Shift, with
AltGr; a space means that the key says nothing there. Source of the codes:
linux/input-event-codes.h; of the layouts: the keyboards themselves (as in XKB's us, de, fr).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LAYOUTS", "SPACE", "US", "Layout", "layout_named"]

SPACE = 57

# The first key's code of each row, and how many follow it without a gap.
_DIGITS, _UPPER, _HOME, _LOWER = 2, 16, 30, 44
_GRAVE, _BACKSLASH, _BETWEEN = 41, 43, 86  # left of 1; beside Enter; between Shift and Z (ISO)


@dataclass(frozen=True)
class Layout:
    """`plain`, `shift`, `altgr`: key code → character. `dead`: characters that wait for the next
    key, → the accent that they put on it. `letters`: keys that Caps Lock turns to capitals."""

    plain: dict[int, str]
    shift: dict[int, str]
    altgr: dict[int, str]
    dead: dict[str, str]
    caps_shifts_digits: bool = False


def _table(digits: str, upper: str, home: str, lower: str, others: str) -> dict[int, str]:
    """`others`: the keys left of 1, beside Enter, and between Shift and Z."""
    rows = ((_DIGITS, digits), (_UPPER, upper), (_HOME, home), (_LOWER, lower))
    table = {first + n: key for first, row in rows for n, key in enumerate(row)}
    table |= dict(zip((_GRAVE, _BACKSLASH, _BETWEEN), others, strict=True))
    return {code: key for code, key in table.items() if key != " "}


_ACCENTS = {"^": "\u0302", "´": "\u0301", "`": "\u0300", "¨": "\u0308"}

US = Layout(
    plain=_table("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "`\\<"),
    shift=_table("!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"', "ZXCVBNM<>?", "~|>"),
    altgr={},
    dead={},
)
GERMAN = Layout(
    plain=_table("1234567890ß´", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-", "^#<"),
    shift=_table('!"§$%&/()=?`', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "YXCVBNM;:_", "°'>"),
    altgr=_table(" ²³   {[]}\\ ", "@ €        ~", "           ", "      µ   ", "  |"),
    dead={mark: _ACCENTS[mark] for mark in "^´`"},
)
FRENCH = Layout(
    plain=_table("&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!", "²*<"),
    shift=_table("1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%", "WXCVBN?./§", " µ>"),
    altgr=_table(" ~#{[|`\\^@]}", "  €        ¤", "           ", "          ", "   "),
    # The AltGr ones say ~ ` ^ at once; only the key beside P waits.
    dead={"¨": _ACCENTS["¨"], "^": _ACCENTS["^"]},
    caps_shifts_digits=True,
)

LAYOUTS = {"us": US, "de": GERMAN, "fr": FRENCH}


def layout_named(name: str) -> Layout:
    """Raises `ValueError`, naming the known ones."""
    if name not in LAYOUTS:
        raise ValueError(f"no keyboard layout {name!r}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[name]
