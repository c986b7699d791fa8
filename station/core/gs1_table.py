"""GS1 application identifiers (AIs) that Packline makes or meets, as data.

From the GS1 General Specifications, chapter 3 (formats), 4.13 (which AIs go together), 7.8.5 (AIs
of predefined length, which need no separator) and GS1 Digital Link: URI Syntax (keys, qualifiers).
A format is written as parts: `N14:gtin` is 14 digits that are a GTIN, `X..20` 1 to 20 characters of
set 82, `Y` set 39, `?` before a part that may be left out. In lists of other AIs `n` stands for any
digit and `+` joins AIs that must come together.
Not responsible for reading or checking (`gs1`, `gs1_rules`), nor for AIs of trades that we don't
serve: an unknown AI is an error that names it. Lists of countries and currencies are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Part:
    """One part of an AI's value. `check` names what its content must be; "" is anything."""

    characters: str  # "N" digits, "X" set 82, "Y" set 39
    least: int
    most: int
    check: str = ""
    optional: bool = False


@dataclass(frozen=True)
class ApplicationIdentifier:
    """`requires`: one of these groups must be there; `excludes`: none of these may be there.
    `path` holds the orders of qualifiers behind this AI as a Digital Link's key, None if it is no
    key; `attribute` says whether it may stand in a link's query."""

    ai: str
    title: str
    parts: tuple[Part, ...]
    predefined: bool
    attribute: bool
    requires: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    path: tuple[tuple[str, ...], ...] | None = None

    @property
    def least(self) -> int:
        return sum(part.least for part in self.parts if not part.optional)

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)


_PART = re.compile(r"(\??)([NXY])(\.\.)?([0-9]+)(?::([a-z0-9]+))?")


def _part(spec: str) -> Part:
    found = _PART.fullmatch(spec)
    assert found, spec
    optional, characters, upto, most, check = found.groups()
    least = 1 if upto else int(most)
    return Part(characters, least, int(most), check or "", bool(optional))


def _ai(
    ai: str,
    spec: str,
    title: str,
    flags: str = "",
    requires: str = "",
    *,
    excludes: str = "",
    path: str | None = None,
) -> ApplicationIdentifier:
    """A row: flag `f` is a predefined (fixed) length, `a` an attribute of a Digital Link."""
    return ApplicationIdentifier(
        ai,
        title,
        tuple(_part(word) for word in spec.split()),
        predefined="f" in flags,
        attribute="a" in flags,
        requires=tuple(tuple(group.split("+")) for group in requires.split()),
        excludes=tuple(excludes.split()),
        path=None if path is None else tuple(tuple(p.split()) for p in path.split("|")),
    )


_GOODS = "01 02 03 8006 8026"
_ANY_MEASURE = "30 31nn 32nn 35nn 36nn"

_ROWS = (
    _ai("00", "N18:number", "SSCC", "fa", path=""),
    _ai("01", "N14:number", "GTIN", "fa", excludes="255 37", path="22 10 21|235"),
    _ai("02", "N14:number", "GTIN of contained trade items", "fa", "37", excludes="01 03"),
    _ai("03", "N14:number", "GTIN of a made-to-order item", "f", excludes="01 02 37 235"),
    _ai("10", "X..20", "batch or lot", "a", _GOODS),
    _ai("11", "N6:dateday0", "production date", "fa", _GOODS),
    _ai("12", "N6:dateday0", "due date", "fa", "8020"),
    _ai("13", "N6:dateday0", "packaging date", "fa", _GOODS),
    _ai("15", "N6:dateday0", "best before date", "fa", _GOODS),
    _ai("16", "N6:dateday0", "sell by date", "fa", _GOODS),
    _ai("17", "N6:dateday0", "expiry date", "fa", "01 02 03 255 8006 8026"),
    _ai("20", "N2", "internal product variant", "fa", _GOODS),
    _ai("21", "X..20", "serial number", "", "01 03 8006", excludes="235"),
    _ai("22", "X..20", "consumer product variant", "", "01"),
    _ai("235", "X..28", "third party serial number", "", "01"),
    _ai("240", "X..30", "additional product identification", "a", _GOODS),
    _ai("241", "X..30", "customer part number", "a", _GOODS),
    _ai("242", "N..6", "made-to-order variation", "a", "01 02 8006 8026"),
    _ai("243", "X..20", "packaging component number", "a", "01 03"),
    _ai("250", "X..30", "secondary serial number", "a", "01+21 03+21 8006+21"),
    _ai("251", "X..30", "reference to source entity", "a", "01 03 8006"),
    _ai("253", "N13:number ?X..17", "document type (GDTI)", "a", path=""),
    _ai("254", "X..20", "GLN extension", "", "414"),
    _ai(
        "255",
        "N13:number ?N..12",
        "coupon (GCN)",
        "a",
        excludes="01 02 415 8006 8020 8026",
        path="",
    ),
    _ai("30", "N..8", "variable count of items", "a", "01 02"),
    _ai("37", "N..8", "count of contained trade items", "a", "00+02 00+8026"),
    _ai("400", "X..30", "customer's purchase order", "a"),
    _ai("401", "X..30", "consignment (GINC)", "a", path=""),
    _ai("402", "N17:number", "shipment (GSIN)", "a", path=""),
    _ai("403", "X..30", "routing code", "a", "00"),
    _ai("410", "N13:number", "ship to", "fa"),
    _ai("411", "N13:number", "bill to", "fa"),
    _ai("412", "N13:number", "purchased from", "fa"),
    _ai("413", "N13:number", "ship for", "fa"),
    _ai("414", "N13:number", "location (GLN)", "fa", path="254|7040"),
    _ai("415", "N13:number", "pay to", "fa", "8020", path="8020"),
    _ai("416", "N13:number", "production or service location", "fa"),
    _ai("417", "N13:number", "party (GLN)", "fa", path="7040"),
    _ai("420", "X..20", "ship to postal code", "a", excludes="421"),
    _ai("421", "N3 X..9", "ship to postal code with country", "a", excludes="4307"),
    _ai("422", "N3", "country of origin", "a", _GOODS, excludes="426"),
    _ai("424", "N3", "country of processing", "a", "01 02 03", excludes="426"),
    _ai("426", "N3", "country of full processing", "a", "01 02 03"),
    _ai("7003", "N6:date N4:hourminute", "expiry date and time", "a", "01 02 03"),
    _ai("710", "X..20", "national healthcare number (Germany)", "a", "01"),
    _ai("711", "X..20", "national healthcare number (France)", "a", "01"),
    _ai("712", "X..20", "national healthcare number (Spain)", "a", "01"),
    _ai("713", "X..20", "national healthcare number (Brazil)", "a", "01"),
    _ai("714", "X..20", "national healthcare number (Portugal)", "a", "01"),
    _ai("8003", "N1:zero N13:number ?X..16", "returnable asset (GRAI)", "a", path=""),
    _ai("8004", "X..30", "individual asset (GIAI)", "a", path="7040"),
    _ai("8005", "N6", "price per unit of measure", "a", "01 02"),
    _ai(
        "8006",
        "N14:number N4:piece",
        "piece of a trade item",
        "a",
        excludes="01 03 37",
        path="22 10 21",
    ),
    _ai("8008", "N6:date N2:hour ?N2:minute ?N2:minute", "production time", "a", "01 02 03"),
    _ai("8010", "Y..30", "component or part (CPID)", "a", path="8011"),
    _ai("8011", "N..12:nozerofirst", "component's serial number", "", "8010"),
    _ai("8013", "X..25:pair", "model number (GMN)", "a", path=""),
    _ai("8017", "N18:number", "service provider (GSRN)", "a", excludes="8018", path="8019"),
    _ai("8018", "N18:number", "service recipient (GSRN)", "a", excludes="8017", path="8019"),
    _ai("8019", "N..10", "service relation instance", "", "8017 8018"),
    _ai("8020", "X..25", "payment slip reference", "", "415"),
    _ai(
        "8026", "N14:number N4:piece", "piece of a contained item", "a", "37", excludes="02 03 8006"
    ),
    _ai("8200", "X..70", "packaging URL", "", "01"),
    _ai("90", "X..30", "mutually agreed information", "a"),
    *(_ai(str(ai), "X..90", "company internal information", "a") for ai in range(91, 100)),
)

# Measures: the fourth digit is the number of decimals. 0-5 places, six digits.
_OF_GOODS = "310 311 312 313 314 315 316 320 321 322 323 324 325 326 327 328 329 350 351 352"
_OF_GOODS_TOO = "356 357 360 361 364 365 366"
_OF_UNIT = "330 331 332 333 334 335 336 340 341 342 343 344 345 346 347 348 349 353 354 355"
_OF_UNIT_TOO = "362 363 367 368 369"


def _measures() -> Iterator[ApplicationIdentifier]:
    kinds = (
        (f"{_OF_GOODS} {_OF_GOODS_TOO}", "01 02", "measure of the goods"),
        (f"{_OF_UNIT} {_OF_UNIT_TOO}", "00 01", "measure of the logistic unit"),
        ("337", "01", "kilograms per square metre"),
    )
    for prefixes, requires, title in kinds:
        for prefix in prefixes.split():
            for decimals in range(6):
                yield _ai(f"{prefix}{decimals}", "N6", title, "fa", requires, excludes=f"{prefix}n")


def _amounts() -> Iterator[ApplicationIdentifier]:
    priced = "01+30 01+31nn 01+32nn 01+35nn 01+36nn"
    kinds = (
        ("390", 10, "N..15", "amount payable", "255 8020", "390n 391n 394n 8111"),
        ("391", 10, "N3 N..15", "amount payable with currency", "8020", "391n"),
        ("392", 10, "N..15", "price", priced, "392n 393n"),
        ("393", 10, "N3 N..15", "price with currency", _ANY_MEASURE, "393n"),
        ("394", 4, "N4", "percentage off", "255", "394n 8111"),
        ("395", 6, "N6", "price per unit of measure", _ANY_MEASURE, "392n 393n 395n 8005"),
    )
    for prefix, places, spec, title, requires, excludes in kinds:
        for decimals in range(places):
            yield _ai(f"{prefix}{decimals}", spec, title, "a", requires, excludes=excludes)


TABLE = {row.ai: row for row in (*_ROWS, *_measures(), *_amounts())}
AI_DIGITS = (2, 3, 4)


def ai_at(text: str, position: int) -> ApplicationIdentifier | None:
    """The AI that begins at `position`; no AI is the beginning of another."""
    for digits in AI_DIGITS:
        row = TABLE.get(text[position : position + digits])
        if row:
            return row
    return None


@cache
def matches(pattern: str, ai: str) -> bool:
    """True if `ai` is one of `pattern`, in which `n` stands for any digit."""
    return len(pattern) == len(ai) and all(
        p in ("n", digit) for p, digit in zip(pattern, ai, strict=True)
    )
