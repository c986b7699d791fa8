"""The same facts give the same bytes, and other facts give other content ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.batches import Batch, closing_batch, codes_in, container_batch, shipment_batch
from sync.ports import ContainerFacts, LevelFacts, ShipmentFacts, TextOf
from sync.sandbox.bodies import Entry, Malformed, Shipment, parse
from tests.sync.fake_station import HEAD, order_facts, pallet, text_of

ORDER = (
    '"order":{"activity":"lottery-7","approval":"A-7","batch":"L1","campaign":"Spring",'
    '"dealer":"杭州饮品","expiry":"2027-11-22","gtin":"06901234567892","number":"WO-1",'
    '"produced":"2026-11-23","product":"山泉水","region":"浙江",'
    '"scenes":["marketing","anti_diversion"]}'
)
JOURNAL = '"journal":{"hash":"' + "0f" * 32 + '","seq":17},'
CONTAINER = (
    '{"container":{"children":['
    '{"children":["码1000006","码1000007","码1000008"],"code":"码2000002","level":1,'
    '"role":"case","state":"full"},'
    '{"children":["码1000009","码1000010","码1000011"],"code":"码2000003","level":1,'
    '"role":"case","state":"full"}'
    '],"code":"码3000001","level":2,"role":"pallet","state":"full"},'
    '"format":"packline-batch-1",' + JOURNAL + '"kind":"container",' + ORDER + ',"station":7}'
)
CLOSING = (
    '{"format":"packline-batch-1",' + JOURNAL + '"kind":"closing","levels":['
    '{"counts":{"bound":6,"void":2},"level":0,"rejected":[],"role":"bottle","sampled":["码5"],'
    '"void":["码10","码9"]}],' + ORDER + ',"station":7}'
)
SHIPMENT = (
    '{"format":"packline-batch-1",' + JOURNAL + '"kind":"shipment",' + ORDER + ',"shipment":{'
    '"at":"2026-11-24T08:15:00.000+00:00","code":"码3000001","dealer":"杭州饮品","level":2,'
    '"reason":"","region":"浙江","returned":false,"role":"pallet"},"station":7}'
)
GONE = ShipmentFacts(2, 3_000_001, "杭州饮品", "浙江", 1_795_508_100_000)


def test_the_bytes_of_a_container_are_these() -> None:
    batch = container_batch(7, order_facts(), pallet(1), text_of, HEAD)
    assert batch.body.decode() == CONTAINER
    assert batch.content_id == hashlib.sha256(CONTAINER.encode()).hexdigest()


def test_the_bytes_of_a_closing_report_are_these() -> None:
    level = LevelFacts(0, {"void": 2, "bound": 6}, {"void": (9, 10), "sampled": (5,)})
    batch = closing_batch(7, order_facts(), [level], text_of, HEAD)
    assert batch.body.decode() == CLOSING
    assert codes_in(batch.body) == 3


def test_a_container_that_is_not_full_says_so() -> None:
    case = ContainerFacts(1, 2_000_000, 3, (1, 2))
    body = json.loads(container_batch(7, order_facts(), case, text_of, HEAD).body)
    assert body["container"]["state"] == "partial"


def test_the_bytes_of_a_shipment_are_these() -> None:
    batch = shipment_batch(7, order_facts(), GONE, text_of, HEAD)
    assert batch.body.decode() == SHIPMENT
    assert codes_in(batch.body) == 1
    assert parse(batch.body).shipment == Shipment("码3000001", "杭州饮品", "浙江", False)


def test_the_same_way_twice_is_two_shipments() -> None:
    again = shipment_batch(7, order_facts(), GONE, text_of, replace(HEAD, seq=HEAD.seq + 2))
    assert again.content_id != shipment_batch(7, order_facts(), GONE, text_of, HEAD).content_id


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"dealer": ""}, "must name its container and a dealer"),
        ({"code": ""}, "must name its container and a dealer"),
        ({"returned": 1}, "shipment.returned"),
        ({"region": None}, "shipment.region"),
    ],
)
def test_the_platform_takes_no_shipment_to_nobody(change: dict[str, object], why: str) -> None:
    body = json.loads(SHIPMENT)
    body["shipment"].update(change)
    with pytest.raises(Malformed, match=why):
        parse(json.dumps(body).encode())


def test_the_texts_are_asked_for_in_one_go() -> None:
    asked = []

    def listening(codes: Sequence[int]) -> Sequence[str]:
        asked.append(len(codes))
        return text_of(codes)

    batch = container_batch(7, order_facts(), pallet(1), listening, HEAD)
    assert asked == [9]
    assert codes_in(batch.body) == 9


@pytest.mark.parametrize(
    ("container", "texts"),
    [
        (ContainerFacts(1, 5, 3, (1, 1)), text_of),
        (ContainerFacts(1, 5, 3, (1, 2)), lambda codes: ["same"] * len(codes)),
        (ContainerFacts(1, 5, 3, (1, 2)), lambda codes: []),
        (ContainerFacts(2, 5, 3, (1, 2), (ContainerFacts(1, 1, 3, (8,)),)), text_of),
    ],
)
def test_a_bug_in_the_facts_never_becomes_a_batch(container: ContainerFacts, texts: TextOf) -> None:
    with pytest.raises(AssertionError):
        container_batch(7, order_facts(), container, texts, HEAD)


def nested(level: int, codes: st.DataObject) -> ContainerFacts:
    """Any container of this level, with codes of its own."""
    counter = iter(range(1_000_000))

    def build(level: int) -> ContainerFacts:
        code = next(counter)
        size = codes.draw(st.integers(1, 3))
        if level == 1:
            return ContainerFacts(1, code, 3, tuple(next(counter) for _ in range(size)))
        inner = tuple(build(level - 1) for _ in range(size))
        return ContainerFacts(level, code, 3, tuple(c.code for c in inner), inner)

    return build(level)


@given(level=st.integers(1, 4), data=st.data())
def test_the_platform_reads_what_the_station_wrote(level: int, data: st.DataObject) -> None:
    container = nested(level, data)
    order = replace(order_facts(), roles=("a", "b", "c", "d", "e"))
    batch = container_batch(7, order, container, text_of, HEAD)
    content = parse(batch.body)
    assert len(content.entries) == codes_in(batch.body)
    assert content.entries[0] == Entry(text_of([container.code])[0], level, "bound", "")
    assert (content.station, content.order, content.kind) == (7, "WO-1", "container")


@given(
    station=st.integers(1, 2),
    number=st.sampled_from(["WO-1", "WO-2"]),
    batch=st.text(max_size=3),
    bottles=st.lists(st.integers(10, 14), min_size=1, max_size=3, unique=True),
    other=st.tuples(
        st.integers(1, 2),
        st.sampled_from(["WO-1", "WO-2"]),
        st.text(max_size=3),
        st.lists(st.integers(10, 14), min_size=1, max_size=3, unique=True),
    ),
)
def test_the_content_id_changes_if_and_only_if_the_content_does(
    station: int,
    number: str,
    batch: str,
    bottles: list[int],
    other: tuple[int, str, str, list[int]],
) -> None:
    def make(station: int, number: str, batch: str, bottles: list[int]) -> Batch:
        order = replace(order_facts(number), batch=batch)
        return container_batch(
            station, order, ContainerFacts(1, 1, 3, tuple(bottles)), text_of, HEAD
        )

    first, second = make(station, number, batch, bottles), make(*other)
    same = (station, number, batch, bottles) == other
    assert (first.content_id == second.content_id) is same
    assert (first.body == second.body) is same


def test_a_correction_says_what_it_replaces_and_a_first_batch_says_nothing() -> None:
    first = container_batch(7, order_facts(), pallet(1), text_of, HEAD)
    again = container_batch(7, order_facts(), pallet(1), text_of, HEAD, replaces=first.content_id)
    assert "replaces" not in json.loads(first.body)
    assert json.loads(again.body)["replaces"] == first.content_id
    assert again.content_id != first.content_id
    assert parse(again.body).replaces == first.content_id
    closing = closing_batch(7, order_facts(), [], text_of, HEAD, replaces=first.content_id)
    assert json.loads(closing.body)["replaces"] == first.content_id


def test_a_container_that_was_emptied_names_no_code() -> None:
    """Its label is void, and stands as such in the closing report."""
    gone = container_batch(7, order_facts(), ContainerFacts(2, 3_000_001, 2, ()), text_of, HEAD)
    body = json.loads(gone.body)["container"]
    assert (body["state"], body["children"]) == ("void", [])
    assert codes_in(gone.body) == 0
    assert parse(gone.body).entries == ()
