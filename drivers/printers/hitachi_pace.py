"""How fast a Hitachi coder can change what it prints: the most products a minute, by symbol.

Between two different prints the printer prepares the next one (RX technical manual, pp. 5-47 and
5-48; RX2, p. 5-51, up to 24 print items). A print signal before that is a fault, "Print data
changeover in progress M". The times are the manual's; the time for text comes from a page that
could be read only in part, and is unverified. What belt and head allow is another matter.
"""

from __future__ import annotations

import math
from enum import StrEnum

from drivers.errors import Misuse


class Symbol(StrEnum):
    """What carries the code. Data Matrix by the character size that it is printed in."""

    TEXT = "text"
    DATABAR = "databar"
    DATA_MATRIX_5X8 = "data-matrix-5x8"
    DATA_MATRIX_12X16 = "data-matrix-12x16"
    DATA_MATRIX_18X24 = "data-matrix-18x24"
    QR_21 = "qr-21x21"
    QR_25 = "qr-25x25"
    QR_29 = "qr-29x29"


# Milliseconds: (once a print, for each symbol).
TIMES_MS: dict[Symbol, tuple[int, int]] = {
    Symbol.TEXT: (15, 0),
    Symbol.DATABAR: (30, 15),
    Symbol.DATA_MATRIX_5X8: (20, 8),
    Symbol.DATA_MATRIX_12X16: (40, 15),
    Symbol.DATA_MATRIX_18X24: (40, 15),
    Symbol.QR_21: (0, 200),
    Symbol.QR_25: (0, 300),
    Symbol.QR_29: (0, 400),
}
TEXT_CHARACTERS_A_MS = 10


def preparation_ms(symbol: Symbol, *, symbols: int = 1, characters: int = 0) -> float:
    """Between two prints, with `symbols` of the kind in each print; `characters` counts for text
    alone: all that are sent for one print. Raises `Misuse` for fewer than one symbol."""
    if symbols < 1 or characters < 0:
        raise Misuse(
            f"a print has one symbol or more, not {symbols}, and no {characters} characters"
        )
    once_ms, each_ms = TIMES_MS[symbol]
    text_ms = characters / TEXT_CHARACTERS_A_MS if symbol is Symbol.TEXT else 0
    return once_ms + each_ms * symbols + text_ms


def products_a_minute_max(symbol: Symbol, *, symbols: int = 1, characters: int = 0) -> int:
    """What the preparation alone allows. Raises `Misuse` as `preparation_ms`."""
    return math.floor(60_000 / preparation_ms(symbol, symbols=symbols, characters=characters))


def table(characters: int = 24) -> str:
    """The table of docs/devices/hitachi-serial.md."""
    rows = ["| what is printed | prepared in | products a minute, at most |", "| --- | --- | --- |"]
    for symbol in Symbol:
        given = characters if symbol is Symbol.TEXT else 0
        name = f"text of {characters} characters" if given else f"one `{symbol}`"
        took_ms = preparation_ms(symbol, characters=given)
        most = products_a_minute_max(symbol, characters=given)
        rows.append(f"| {name} | {took_ms:g} ms | {most:,} |")
    return "\n".join(rows)
