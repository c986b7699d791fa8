"""Reading one picture: what is read, what is refused, and what must never be read wrongly."""

from __future__ import annotations

import time

import numpy as np
import pytest

from drivers.camera.decoders import Sight, parse_kinds, zbar, zxing
from drivers.camera.evidence import DISAGREE, NOTHING, UNCONFIRMED, Evidence
from drivers.camera.ladder import Ladder
from drivers.camera.rungs import FIRST
from drivers.labels.symbols import Kind, aim_of, symbol_matrix
from drivers.sim.photo import SMEARED, PhotoQuality
from tests.drivers.camera.bench import GLARE, cap, cap_of, code

BOTH = frozenset({"qr", "data-matrix"})
GS1 = b"010401234512345621A1B2\x1d10L01"
MS = 5_000  # far more than is needed, so that a busy PC changes no result


def sight(data: bytes, x: float = 100.0, kind: str = "qr", aim: str = "") -> Sight:
    return Sight(kind, data, aim, x, 100.0, 40.0, "test")


@pytest.mark.parametrize("kind", ["qr", "data-matrix"])
def test_two_hundred_ordinary_caps_are_all_read_rightly(kind: Kind) -> None:
    ladder = Ladder(BOTH)
    for number in range(100):
        reading = ladder.read_one(cap_of(number, kind), MS)
        assert [(s.data, s.aim) for s in reading.symbols] == [(code(number), aim_of(kind))]


def test_smeared_caps_are_never_read() -> None:
    ladder = Ladder(BOTH)
    for seed in range(25):
        assert ladder.read_one(cap(SMEARED, seed), MS).symbols == ()


def test_glare_is_read_by_nobody_and_says_so() -> None:
    reading = Ladder(BOTH).read_one(cap_of(3, quality=GLARE), MS)
    assert (reading.symbols, reading.reason) == ((), NOTHING)


@pytest.mark.parametrize("kind", ["qr", "data-matrix", "code-128"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_gs1_bytes_keep_their_separators_at_every_turn(kind: Kind, turn: int) -> None:
    picture = np.rot90(cap(symbol_matrix(kind, GS1, gs1=True)), turn // 90)
    (symbol,) = Ladder(frozenset({kind})).read_one(np.ascontiguousarray(picture), MS).symbols
    assert (symbol.data, symbol.aim) == (GS1, aim_of(kind, gs1=True))


def test_what_reads_bad_pictures_is_tried_first_and_forgotten_when_they_are_good_again() -> None:
    bad = PhotoQuality(blur=3.2, contrast=0.4, noise=8)
    ladder = Ladder(BOTH)
    assert ladder.rungs()[0] is FIRST
    attempts = []
    for number in range(12):
        reading = ladder.read_one(cap_of(number, "data-matrix", bad), MS)
        assert [symbol.data for symbol in reading.symbols] == [code(number)]
        attempts.append(reading.symbols[0].attempts)
    assert max(attempts[:4]) > 1
    assert attempts[-1] == 1
    assert ladder.rungs()[0] is not FIRST
    for number in range(200):
        if ladder.rungs()[0].cost <= FIRST.cost:
            break
        ladder.read_one(cap_of(number % 10, "data-matrix"), MS)
    assert ladder.rungs()[0].cost <= FIRST.cost


def test_a_symbol_that_does_not_stand_out_is_found_in_the_whole_picture() -> None:
    picture = np.full((1200, 1600), 150, np.uint8)
    picture[300:780, 100:740] = cap_of(5)
    chance = np.random.default_rng(1)
    picture[900:1180, 900:1580] = chance.integers(0, 255, (280, 680), np.uint8)  # a busy poster
    assert [s.data for s in Ladder(BOTH).read_one(picture, MS).symbols] == [code(5)]


def test_no_time_means_no_read() -> None:
    assert Ladder(BOTH).read_one(cap_of(1), 0).reason == NOTHING


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (7, 3), (40, 40), (480, 640)])
@pytest.mark.parametrize("grey", [0, 255])
def test_pictures_without_anything_are_no_reads(shape: tuple[int, int], grey: int) -> None:
    assert Ladder(BOTH).read_one(np.full(shape, grey, np.uint8), MS).symbols == ()


def test_the_place_is_the_symbols_middle() -> None:
    picture = np.pad(cap_of(9), ((200, 0), (300, 0)), mode="edge")
    (symbol,) = Ladder(BOTH).read_one(picture, MS).symbols
    assert abs(symbol.x - 620) < 40
    assert abs(symbol.y - 440) < 40


# ---------------------------------------------------------------- what is believed


def test_the_same_symbol_seen_twice_is_one() -> None:
    evidence = Evidence()
    evidence.add("plain", 1, [sight(b"A"), sight(b"A", 102, aim="]Q1")])
    assert [(s.data, s.aim) for s in evidence.symbols()] == [(b"A", "]Q1")]


def test_the_same_code_in_two_places_is_two() -> None:
    evidence = Evidence()
    evidence.add("plain", 1, [sight(b"A"), sight(b"A", 400)])
    assert len(evidence.symbols()) == 2


def test_two_answers_for_one_place_are_no_read() -> None:
    evidence = Evidence()
    evidence.add("plain", 1, [sight(b"A"), sight(b"B", 102)])
    assert evidence.is_settled()
    assert (evidence.symbols(), evidence.reason()) == ((), DISAGREE)


def test_a_bar_code_needs_a_second_look_that_agrees() -> None:
    evidence = Evidence()
    evidence.add("plain", 1, [sight(b"A", kind="code-128")])
    evidence.add("plain", 1, [sight(b"A", kind="code-128")])
    assert not evidence.is_settled()
    assert (evidence.symbols(), evidence.reason()) == ((), UNCONFIRMED)
    evidence.add("zbar", 2, [sight(b"A", kind="code-128")])
    assert [symbol.data for symbol in evidence.symbols()] == [b"A"]


def test_a_bar_code_with_a_second_look_that_differs_is_no_read() -> None:
    evidence = Evidence()
    evidence.add("plain", 1, [sight(b"A", kind="code-128")])
    evidence.add("zbar", 2, [sight(b"B", kind="code-128")])
    assert (evidence.symbols(), evidence.reason()) == ((), DISAGREE)


def test_the_ladder_confirms_bar_codes() -> None:
    picture = cap(symbol_matrix("code-128", b"ABC-123"))
    (symbol,) = Ladder(frozenset({"code-128"})).read_one(picture, MS).symbols
    assert (symbol.data, symbol.aim, symbol.attempts) == (b"ABC-123", "]C0", 2)


# ---------------------------------------------------------------- decoders


def test_only_the_kinds_asked_for_are_seen() -> None:
    assert zxing(cap_of(1), ["data-matrix"]) == []
    assert zbar(cap_of(1), ["data-matrix"]) == []
    assert [sight.data for sight in zbar(cap_of(1), ["qr", "data-matrix"])] == [code(1)]


def test_zbar_is_not_believed_about_bytes_that_it_garbles() -> None:
    picture = cap(symbol_matrix("qr", "你好".encode("gb18030")), quality=PhotoQuality(blur=0.3))
    assert zbar(picture, ["qr"]) == []
    assert [s.data for s in zxing(picture, ["qr"])] == ["你好".encode("gb18030")]


def test_kinds_are_names_with_commas() -> None:
    assert parse_kinds("qr, data-matrix") == BOTH
    for bad, says in (("qr,ean", "no kind 'ean'"), ("", "no kind at all")):
        with pytest.raises(ValueError, match=says):
            parse_kinds(bad)


def test_a_look_after_the_time_sees_nothing() -> None:
    ladder = Ladder(BOTH)
    for rung in ladder.rungs():
        assert ladder.look(rung, cap_of(1), time.monotonic() - 1) == []
