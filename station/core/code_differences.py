"""Why a read is not the expected code: the likely cause in one sentence, English and Chinese.

A scanner's setting spoils codes in a few well-known ways, and the plant sees only "not found".
Each way is undone here; if the undone read equals the expected code, that way is the cause. This
explains, it never accepts: a read is right only byte for byte (`code_payload.same_code`).
`explain_difference` takes one read and one code, `explain_reads` all that came and all that may
have been meant: only there can it be seen that reads were joined or cut on the way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from station.core.code_errors import GS
from station.core.code_payload import plain_aim, split_aim
from station.core.gs1_elements import as_text


class Expected(Protocol):
    """A code that should have been read: its bytes, and how a reader announces its symbol."""

    @property
    def data(self) -> bytes: ...

    @property
    def aim(self) -> str: ...


class Cause(StrEnum):
    """The ways in which a read differs from the expected code, likeliest cause first."""

    SAME = "same"
    NOTHING_READ = "nothing-read"
    SPLIT = "split"
    MERGED = "merged"
    TWICE = "twice"
    OTHER_SYMBOL = "other-symbol"
    AIM_MISSING = "aim-missing"  # told by `scanner_check` only
    AIM_IN_DATA = "aim-in-data"
    TRAILING_CONTROL = "trailing-control"
    SEPARATOR_MISSING = "separator-missing"
    SEPARATOR_REPLACED = "separator-replaced"
    SEPARATOR_SUPERFLUOUS = "separator-superfluous"
    CAPS_LOCK = "caps-lock"
    LETTER_CASE = "letter-case"
    FULL_WIDTH = "full-width"
    KEYBOARD_LAYOUT = "keyboard-layout"
    TRUNCATED = "truncated"
    DOUBLED = "doubled"
    OTHER_CODE = "other-code"


@dataclass(frozen=True)
class Difference:
    """`english` and `chinese` say the cause and the remedy in one sentence each. `detail` is what
    was found, where there is more to tell: what stands for a separator, or which layouts."""

    cause: Cause
    english: str
    chinese: str
    detail: str = ""


_SENTENCES = {
    Cause.SAME: ("The code is the expected one.", "与预期的码一致。"),
    Cause.NOTHING_READ: (
        "The read is empty; clean the scanner's window and scan again.",
        "没有读到内容；请清洁扫描窗口后重新扫描。",
    ),
    Cause.SPLIT: (
        "One code came in several reads; set one end-of-code suffix in the scanner, and in a "
        "serial-to-network box the sending of packets at that suffix and not by time.",
        "一个码被分成几次读取；请在扫描器中只设一个结束符，并将串口服务器设为按结束符而不是按时间打包。",
    ),
    Cause.MERGED: (
        "Several codes came as one read; set an end-of-code suffix (CR or Enter) in the scanner.",
        "几个码连成了一次读取；请在扫描器中设置结束符（CR 或回车）。",
    ),
    Cause.TWICE: (
        "The scanner sends each code more than once; lengthen its time for the same code, and look "
        "for two identical codes in its view.",
        "扫描器把同一个码发送了多次；请延长同码读取间隔，并检查视野中是否有两个相同的码。",
    ),
    Cause.OTHER_SYMBOL: (
        "The text is right but the symbol is of another kind (GS1 or plain); check how the printer "
        "makes the symbol, and that the scanner tells GS1 codes from plain ones.",
        "内容正确，但码制不同（GS1 码与普通码）；请检查打印机的码制设置，"
        "以及扫描器能否区分 GS1 码。",
    ),
    Cause.AIM_MISSING: (
        "The scanner doesn't send the symbology identifier (AIM), so that a GS1 code can't be told "
        "from a plain one; switch its transmission on in the scanner.",
        "扫描器没有发送码制标识符（AIM），无法区分 GS1 码与普通码；请在扫描器中开启该选项。",
    ),
    Cause.AIM_IN_DATA: (
        "The scanner sends its symbology identifier as a part of the code; tell the station that "
        "this scanner sends it, or switch it off in the scanner.",
        "扫描器把码制标识符（AIM）当作内容发送；请在工位设置中注明，或在扫描器中关闭该选项。",
    ),
    Cause.TRAILING_CONTROL: (
        "The scanner adds line ends, blanks or NUL to the code; switch its suffix off.",
        "扫描器在码后附加了回车、换行、空格或空字符；请关闭扫描器的后缀设置。",
    ),
    Cause.SEPARATOR_MISSING: (
        "The scanner loses the GS1 separator (GS, 0x1D); switch on its transmission in the "
        "scanner.",
        "扫描器丢失了 GS1 分隔符（GS，0x1D）；请在扫描器中开启分隔符发送。",
    ),
    Cause.SEPARATOR_REPLACED: (
        "The scanner sends another character in place of the GS1 separator (GS, 0x1D); switch "
        "the replacement off in the scanner.",
        "扫描器用其他字符代替了 GS1 分隔符（GS，0x1D）；请在扫描器中关闭替换设置。",
    ),
    Cause.SEPARATOR_SUPERFLUOUS: (
        "There are GS1 separators (GS, 0x1D) that the code doesn't need; check the printer's data "
        "and whether the scanner sends FNC1 at the beginning.",
        "码中多出了 GS1 分隔符（GS，0x1D）；请检查打印数据，以及扫描器是否发送了开头的 FNC1。",
    ),
    Cause.CAPS_LOCK: (
        "Small letters came as capitals and capitals as small letters; switch Caps Lock off on the "
        "computer's keyboard and in the scanner.",
        "大写变小写、小写变大写；请关闭电脑键盘和扫描器的大写锁定（Caps Lock）。",
    ),
    Cause.LETTER_CASE: (
        "Small and capital letters are exchanged; switch off the scanner's case conversion and "
        "the keyboard's Caps Lock.",
        "字母大小写被改变；请关闭扫描器的大小写转换和键盘的大写锁定。",
    ),
    Cause.FULL_WIDTH: (
        "A Chinese input method made full-width characters of the code; switch the computer to "
        "English input, or the scanner from keyboard to serial mode.",
        "中文输入法把码变成了全角字符；请切换到英文输入状态，或把扫描器由键盘模式改为串口模式。",
    ),
    Cause.KEYBOARD_LAYOUT: (
        "The scanner types with another keyboard layout than the computer's (such as y and z "
        "exchanged); set the same layout in both, or take the scanner's serial mode.",
        "扫描器与电脑的键盘布局不同（例如 y 与 z 互换）；请设为相同布局，或改用扫描器的串口模式。",
    ),
    Cause.TRUNCATED: (
        "A part of the code is missing; check the scanner's longest code and its connection.",
        "码不完整；请检查扫描器的最大长度设置和连接。",
    ),
    Cause.DOUBLED: (
        "Two codes came as one; set an end-of-code suffix in the scanner, and look for two codes "
        "in its view.",
        "两个码连成了一个；请在扫描器中设置结束符，并检查视野中是否有两个码。",
    ),
    Cause.OTHER_CODE: ("This is another code.", "这是另一个码。"),
}

# What the same keys show on a US keyboard (which scanners press), a German and a French one: row by
# row, first alone, then with Shift.
_KEYS = (
    (r"`1234567890-=", "^1234567890ß´", "²&é\"'(-è_çà)="),
    (r"qwertyuiop[]", "qwertzuiopü+", "azertyuiop^$"),
    (r"asdfghjkl;'\zxcvbnm,./", "asdfghjklöä#yxcvbnm,.-", "qsdfghjklmù*wxcvbn,;:!"),
    (r"~!@#$%^&*()_+", '°!"§$%&/()=?`', "~1234567890°+"),
    (r"QWERTYUIOP{}", "QWERTZUIOPÜ*", "AZERTYUIOP¨£"),
    (r'ASDFGHJKL:"|ZXCVBNM<>?', "ASDFGHJKLÖÄ'YXCVBNM;:_", "QSDFGHJKLM%µWXCVBN?./§"),
)
_SHOWN = dict(zip(("us", "de", "fr"), ("".join(r) for r in zip(*_KEYS, strict=True)), strict=True))
_LAYOUTS = {
    f"{typed} → {shown}": str.maketrans(_SHOWN[typed], _SHOWN[shown])
    for typed in _SHOWN
    for shown in _SHOWN
    if typed != shown
}

# What a Chinese input method writes and Unicode's compatibility form does not bring back.
_CHINESE_MARKS = str.maketrans("。、“”‘’《》【】￥", "./\"\"''<>[]$")

_SUFFIXES = "\r\n\t\0 "
_WORD_MAX = 8  # the longest word for GS that was met: `{FNC1}`, `\\u001d`


def explain_difference(expected: Expected, seen: bytes, seen_aim: str = "") -> Difference:
    """The likely reason why `seen` is not `expected`; `seen_aim` "" where the reader tells none."""
    return difference(*_cause(expected, seen, seen_aim))


def difference(cause: Cause, detail: str = "") -> Difference:
    """A cause with its sentences."""
    return Difference(cause, *_SENTENCES[cause], detail)


def explain_reads(expected: Sequence[Expected], reads: Sequence[tuple[bytes, str]]) -> Difference:
    """The likely reason why `reads` (data, AIM identifier or "") are none of `expected`.

    Of several codes the one with the likeliest cause is taken, in the order of `Cause`."""
    assert expected, "compared with nothing"
    if not reads:
        return difference(Cause.NOTHING_READ)
    if len(reads) > 1:
        together = _of_several(expected, reads)
        if together is not None:
            return together
    return min((_likeliest(expected, *read) for read in reads), key=_rank)


def _of_several(
    expected: Sequence[Expected], reads: Sequence[tuple[bytes, str]]
) -> Difference | None:
    """What only shows in several reads together."""
    joined = b"".join(data for data, _ in reads)
    if any(_plain(joined) == code.data for code in expected):
        return difference(Cause.SPLIT)
    first = reads[0][0]
    if all(data == first for data, _ in reads) and any(first == code.data for code in expected):
        return difference(Cause.TWICE)
    return None


def _likeliest(expected: Sequence[Expected], seen: bytes, aim: str) -> Difference:
    explained = [explain_difference(code, seen, aim) for code in expected]
    best = min(explained, key=_rank)
    if best.cause is not Cause.SAME and _is_merged(expected, seen):
        return difference(Cause.MERGED)
    return best


def _rank(found: Difference) -> int:
    return list(Cause).index(found.cause)


def _is_merged(expected: Sequence[Expected], seen: bytes) -> bool:
    """Two or more whole codes, one behind the other, with whatever ends or announces each."""
    rest, count = _plain(seen), 0
    while rest:
        code = next((one.data for one in expected if rest.startswith(one.data)), None)
        if code is None:
            return False
        rest, count = _plain(rest[len(code) :]), count + 1
    return count > 1


def _plain(read: bytes) -> bytes:
    """Without line ends around it, nor an identifier before it."""
    return split_aim(read.strip(_SUFFIXES.encode()))[1]


def _cause(expected: Expected, seen: bytes, seen_aim: str) -> tuple[Cause, str]:
    if seen == expected.data:
        other = seen_aim and plain_aim(seen_aim) != expected.aim
        return (Cause.OTHER_SYMBOL, seen_aim) if other else (Cause.SAME, "")
    wanted, text = as_text(expected.data), as_text(seen)
    if not text.strip(_SUFFIXES):
        return Cause.NOTHING_READ, ""
    if split_aim(seen)[1].rstrip(_SUFFIXES.encode()) == expected.data and split_aim(seen)[0]:
        return Cause.AIM_IN_DATA, split_aim(seen)[0]
    if text.strip(_SUFFIXES) == wanted:
        return Cause.TRAILING_CONTROL, ""
    text = text.strip(_SUFFIXES)  # so that one more cause is still seen behind a suffix
    for cause, is_cause in _TESTS:
        detail = is_cause(wanted, text)
        if detail is not None:
            return cause, detail
    return Cause.OTHER_CODE, ""


# Each test: the detail if it is the cause ("" where there is none to tell), else None.


def _separator_missing(wanted: str, text: str) -> str | None:
    return "" if GS in wanted and text == wanted.replace(GS, "") else None


def _separator_replaced(wanted: str, text: str) -> str | None:
    """Every separator became one and the same other character, or a word such as `<GS>`."""
    before, found, _ = wanted.partition(GS)
    if not found or not text.startswith(before):
        return None
    words = (text[len(before) : len(before) + length] for length in range(1, _WORD_MAX + 1))
    fitting = (w for w in words if w and text == wanted.replace(GS, w) and GS not in w)
    return _first(fitting)


def _separator_superfluous(wanted: str, text: str) -> str | None:
    """Separators more than needed, at either end or doubled inside."""
    return "" if GS in text and _without_needless(text) == _without_needless(wanted) else None


def _without_needless(text: str) -> str:
    return GS.join(part for part in text.split(GS) if part)


def _caps_lock(wanted: str, text: str) -> str | None:
    """Only a code with both kinds of letters shows that they were exchanged."""
    is_mixed = wanted.lower() != wanted != wanted.upper()
    return "" if is_mixed and text in [one.swapcase() for one in _as_typed(wanted)] else None


def _letter_case(wanted: str, text: str) -> str | None:
    return "" if text.lower() == wanted.lower() else None


def _full_width(wanted: str, text: str) -> str | None:
    narrow = unicodedata.normalize("NFKC", text.translate(_CHINESE_MARKS))
    return "" if narrow != text and narrow in _as_typed(wanted) else None


def _keyboard_layout(wanted: str, text: str) -> str | None:
    """The detail names them: what the scanner types, and what the computer takes it for."""
    return _first(
        name
        for name, layout in _LAYOUTS.items()
        for typed in _as_typed(wanted)
        if text == typed.translate(layout)
    )


def _first(found: Iterable[str]) -> str | None:
    return next(iter(found), None)


def _as_typed(wanted: str) -> tuple[str, ...]:
    """A keyboard has no key for the separator, so it may be lost on the way as well."""
    return wanted, wanted.replace(GS, "")


def _truncated(wanted: str, text: str) -> str | None:
    return "" if wanted.startswith(text) or wanted.endswith(text) else None


def _doubled(wanted: str, text: str) -> str | None:
    """The code and another one of about its length, before it or behind it."""
    if len(text) < 2 * len(wanted) - 1:
        return None
    return "" if text.startswith(wanted) or text.endswith(wanted) else None


_TESTS: tuple[tuple[Cause, Callable[[str, str], str | None]], ...] = (
    (Cause.SEPARATOR_MISSING, _separator_missing),
    (Cause.SEPARATOR_REPLACED, _separator_replaced),
    (Cause.SEPARATOR_SUPERFLUOUS, _separator_superfluous),
    (Cause.CAPS_LOCK, _caps_lock),
    (Cause.LETTER_CASE, _letter_case),
    (Cause.FULL_WIDTH, _full_width),
    (Cause.KEYBOARD_LAYOUT, _keyboard_layout),
    (Cause.DOUBLED, _doubled),
    (Cause.TRUNCATED, _truncated),
)
