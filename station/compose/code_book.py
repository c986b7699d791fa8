"""Codes by number and by text: the schemes of an order's levels joined to their sources of serials.

Minted serials come from the key ring, SSCCs from their pool, imported texts from the database.
It leases by asking the pool and answers what the store knows of a text that a reader saw.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from station.compose.pool_numbers import pool_key
from station.core.code_schemes import Scheme, Serials, payloads, recognise, scheme_of
from station.core.codes import SsccNumbers
from station.core.facts import Issued, Known
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule
from station.store import pool, queries
from station.store.points import reached


class StoredTexts:
    """Imported texts, kept in the database with their codes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def texts(self, codes: Sequence[int]) -> list[str]:
        with self._engine.connect() as connection:
            found = pool.texts_of(connection, codes)
        return [found[code].decode("utf-8") for code in codes]

    def recognise(self, text: str) -> int | None:
        with self._engine.connect() as connection:
            return pool.code_of_text(connection, text.encode("utf-8"))


class OrderCodes:
    """The code book of one order (`station.runtime.station.CodeBook`)."""

    def __init__(
        self, order: Order, engine: Engine, ring: Serials, sscc_series: SsccSeries
    ) -> None:
        self._order, self._engine = order, engine
        self._schemes: list[Scheme] = [
            scheme_of(level.code, order.product.gtin, order.batch, order.expiry)
            for level in order.product.levels
        ]
        self._serials: list[Serials] = [
            self._source(level.code, ring, sscc_series) for level in order.product.levels
        ]

    @property
    def order(self) -> Order:
        return self._order

    def _source(self, rule: CodeRule, ring: Serials, sscc_series: SsccSeries) -> Serials:
        if rule.kind is CodeKind.SSCC:
            series = sscc_series.of(rule.company_prefix, rule.extension)
            return SsccNumbers(rule.company_prefix, rule.extension, series)
        if rule.kind is CodeKind.IMPORTED:
            return StoredTexts(self._engine)
        return ring

    def lease(self, level: int, count: int) -> tuple[Issued, ...]:
        """The next free codes of a level, with what their symbols hold."""
        with self._engine.connect() as connection:
            codes = pool.peek(connection, self._order.number, level, count)
        reached("lease: chosen")
        return self.issued(level, codes)

    def issued(self, level: int, codes: Sequence[int]) -> tuple[Issued, ...]:
        if not codes:
            return ()
        made = payloads(self._schemes[level], self._serials[level], codes)
        return tuple(
            Issued(code, payload.data, payload.aim)
            for code, payload in zip(codes, made, strict=True)
        )

    def human(self, level: int, codes: Sequence[int]) -> list[str]:
        """The codes as people read them."""
        made = payloads(self._schemes[level], self._serials[level], codes)
        return [payload.human for payload in made]

    def texts(self, codes: Sequence[int]) -> list[str]:
        """What stands in the symbols of these codes, of whichever level, as text."""
        with self._engine.connect() as connection:
            levels = queries.levels_of(connection, codes)
        texts: dict[int, str] = {}
        for level in sorted(set(levels.values())):
            here = [code for code in codes if levels[code] == level]
            texts.update((one.code, one.data.decode("utf-8")) for one in self.issued(level, here))
        return [texts[code] for code in codes]

    def known(self, data: bytes, aim: str) -> Known | None:
        """What the store says of a payload that is no living code of this order."""
        for level, scheme in enumerate(self._schemes):
            claimed = aim or scheme.symbology.aim
            code = recognise(scheme, self._serials[level], data, claimed)
            found = self._look_up(code) if code is not None else None
            if found is not None:
                return found
        return None

    def known_serial(self, data: bytes) -> Known | None:
        """The same for a bare serial, as people type it: a minted code without its address."""
        text = data.decode("utf-8", "replace").upper()
        for level, serials in enumerate(self._serials):
            code = serials.recognise(text)
            found = self._look_up(code) if code is not None else None
            if found is not None and found.level == level:
                return found
        return None

    def _look_up(self, code: int) -> Known | None:
        with self._engine.connect() as connection:
            fact = queries.get_code(connection, code)
            if fact is None:
                return None
            other = queries.get_order(connection, fact.order)
        assert other is not None, f"code {code} of an order that isn't there"
        same = other.order.product.gtin == self._order.product.gtin
        return Known(code, fact.order, fact.level, fact.state, fact.parent, same)


class SsccSeries:
    """Which small series number each SSCC pool has; kept in the database's own facts."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers

    def of(self, company_prefix: str, extension: int) -> int:
        """The series of a pool; raises KeyError for one that was never granted."""
        return self._numbers[pool_key(company_prefix, extension)]
