"""Codes by number and by text: the schemes of an order's levels joined to their sources of serials.

Minted serials come from the key ring, SSCCs from their pool, imported texts from the database.
It leases by asking the pool and answers what the store knows of a text that a reader saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Engine

from station.compose.pool_numbers import pool_key
from station.core.code_schemes import Scheme, Serials, payloads, recognise, scheme_of
from station.core.codes import SsccNumbers
from station.core.facts import Issued, Known, Member, PresetSet
from station.core.order import Order
from station.core.packaging import CodeKind, CodeRule
from station.core.states import CodeState
from station.store import pool, queries
from station.store.belonging import INNER_SLOT, preset_inner, preset_members, preset_place
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
        product = order.product
        rules = {level: product.rule_of(level) for level in product.code_levels}
        self._schemes: dict[int, Scheme] = {
            level: scheme_of(rule, product.gtin, order.batch, order.expiry)
            for level, rule in rules.items()
        }
        self._serials: dict[int, Serials] = {
            level: self._source(rule, ring, sscc_series) for level, rule in rules.items()
        }

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
        for level, scheme in self._schemes.items():
            claimed = aim or scheme.symbology.aim
            code = recognise(scheme, self._serials[level], data, claimed)
            found = self._look_up(code) if code is not None else None
            if found is not None:
                return found
        return None

    def known_serial(self, data: bytes) -> Known | None:
        """The same for a bare serial, as people type it: a minted code without its address."""
        text = data.decode("utf-8", "replace").upper()
        for level, serials in self._serials.items():
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
            item = queries.get_code(connection, fact.mate) if fact.mate else fact
            assert item is not None, f"code {code} is the inner one of {fact.mate}, which isn't"
            place = preset_place(connection, code)
        # The texts of imported codes are read on a connection of their own.
        return Known(
            code,
            fact.order,
            fact.level,
            fact.state,
            item.parent,
            other.order.product.gtin == self._order.product.gtin,
            fact.mate,
            self._free(fact),
            place[0] if place else 0,
        )

    def _free(self, fact: queries.CodeFact) -> Issued | None:
        """What the symbol of a free code of this order holds."""
        if fact.order != self._order.number or fact.state is not CodeState.FREE:
            return None
        return self.issued(fact.level, [fact.code])[0]

    def set_of(self, code: int) -> PresetSet | None:
        """The pre-associated set that a code is of, with how each of its codes stands now."""
        with self._engine.connect() as connection:
            place = preset_place(connection, code)
            if place is not None and place[1] == INNER_SLOT:
                place = preset_place(connection, place[0])
            label = place[0] if place else code
            inside = [one for one in preset_members(connection, label) if one[1] != INNER_SLOT]
            codes = [one for one, _ in inside]
            inner = preset_inner(connection, codes)
            facts = queries.get_codes(connection, [label, *codes, *inner.values()])
        if not inside:
            return None
        issued = self._issued_of(facts.values())

        def member(code: int, slot: int) -> Member:
            fact, mate = facts[code], inner.get(code, 0)
            second = member(mate, INNER_SLOT) if mate else None
            return Member(issued[code], fact.level, slot, fact.state, fact.parent, second)

        return PresetSet(member(label, 0), tuple(member(*one) for one in inside))

    def _issued_of(self, facts: Iterable[queries.CodeFact]) -> dict[int, Issued]:
        """What the symbols of these codes hold, whatever their levels."""
        by_level: dict[int, list[int]] = {}
        for fact in facts:
            by_level.setdefault(fact.level, []).append(fact.code)
        made = (one for level, codes in by_level.items() for one in self.issued(level, codes))
        return {one.code: one for one in made}


class SsccSeries:
    """Which small series number each SSCC pool has; kept in the database's own facts."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers

    def of(self, company_prefix: str, extension: int) -> int:
        """The series of a pool; raises KeyError for one that was never granted."""
        return self._numbers[pool_key(company_prefix, extension)]
