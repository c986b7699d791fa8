"""Shipping: only what is finished, stands alone and may go there; once; and it can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from station.core import records as r
from station.core import rework_events as w
from station.core.effects import Refused
from station.core.facts import BoxFact, Scanned
from station.core.line import step
from station.core.states import ContainerState
from tests.core.rig import Rig

BOX = BoxFact(7, "O1", 2, 2, ContainerState.CONFIRMED, top=7)
EXCLUSIVE = replace(BOX, dealer="Hangzhou Drinks", region="Zhejiang")


def ship(box: BoxFact | None, dealer: str = "", region: str = "") -> tuple[str, list[r.Record]]:
    rig = Rig()
    scan = Scanned(b"(00)1", box=box)
    refused = rig_ask(rig, w.ShipAsked, box=scan, dealer=dealer, region=region)
    return refused, rig.records


def rig_ask(rig: Rig, kind: Any, **fields: Any) -> str:
    """The ledger of the rig knows no such container, so the step is taken without it."""
    _, records, effects = step(rig.state, kind(at_ms=1, by="dock", **fields))
    rig.records.extend(records)
    return " ".join(effect.why for effect in effects if isinstance(effect, Refused))


def test_a_pallet_goes_to_a_dealer_and_region() -> None:
    refused, records = ship(BOX, "Hangzhou Drinks", "Zhejiang")
    assert refused == ""
    assert records == [r.Shipped("O1", 7, "Hangzhou Drinks", "Zhejiang", "dock")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": ContainerState.LABELLED}, "is labelled; close it and have its label read"),
        ({"quarantined": True}, "is in quarantine; have it released first"),
        ({"desk": True}, "stands at the rework desk"),
        ({"parent": 9}, "is in container 9; ship that one, or take this one out first"),
        ({"shipped_to": "Ningbo Trade"}, "was shipped to Ningbo Trade already; undo that first"),
    ],
)
def test_what_is_not_ready_is_not_shipped(change: dict[str, Any], why: str) -> None:
    refused, records = ship(replace(BOX, **change), "Hangzhou Drinks")
    assert why in refused
    assert not records


def test_an_unknown_code_is_named_as_it_was_read() -> None:
    refused, _ = ship(None, "Hangzhou Drinks")
    assert refused == "(00)1: no container of this station carries it"


def test_somebody_must_say_where_it_goes() -> None:
    assert "name a dealer" in ship(BOX)[0]


@pytest.mark.parametrize(
    ("dealer", "region", "why"),
    [
        ("Ningbo Trade", "Zhejiang", "is only for Hangzhou Drinks, not for Ningbo Trade"),
        ("Hangzhou Drinks", "Fujian", "is only for the region Zhejiang, not for Fujian"),
    ],
)
def test_goods_of_one_dealer_go_nowhere_else(dealer: str, region: str, why: str) -> None:
    refused, records = ship(EXCLUSIVE, dealer, region)
    assert why in refused
    assert not records


@pytest.mark.parametrize("said", [("", ""), ("Hangzhou Drinks", "")])
def test_goods_of_one_dealer_know_where_they_belong(said: tuple[str, str]) -> None:
    refused, records = ship(EXCLUSIVE, *said)
    assert refused == ""
    assert records == [r.Shipped("O1", 7, "Hangzhou Drinks", "Zhejiang", "dock")]


def test_a_shipment_is_undone_for_a_reason_and_only_once() -> None:
    rig, there = Rig(), replace(BOX, shipped_to="Hangzhou Drinks")
    scan = Scanned(b"(00)1", box=there)
    assert "give one" in rig_ask(rig, w.UnshipAsked, box=scan, reason="")
    assert rig_ask(rig, w.UnshipAsked, box=scan, reason="wrong truck") == ""
    assert rig.records == [r.Unshipped("O1", 7, "wrong truck", "dock")]
    home = Scanned(b"(00)1", box=BOX)
    assert "was not shipped" in rig_ask(rig, w.UnshipAsked, box=home, reason="wrong truck")


def test_what_a_scanner_at_the_gate_is_refused_is_shown_until_the_next_may_go() -> None:
    rig = Rig()
    for box, standing in ((replace(BOX, quarantined=True), 1), (BOX, 0)):
        rig.state, records, _ = step(rig.state, w.ShipAsked(Scanned(b"1", box=box), "A", "", 1))
        assert [alarm.kind.value for alarm in rig.state.alarms] == ["not_shipped"] * standing
    assert r.Shipped("O1", 7, "A", "", "") in records
