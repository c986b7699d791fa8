"""What minting promises: unguessable, never twice, recognised without a database, keys unseen."""

from __future__ import annotations

import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.core import crockford
from station.core.code_id import CODE_ID_MAX, SERIAL_BITS, minted_series, pack, unpack
from station.core.minting import (
    CODES_PER_KEY_MAX,
    BadKey,
    KeyClash,
    KeyRing,
    Minter,
    MintingRefused,
    Permutation,
    derive_key,
)
from station.core.minting.permutation import BATCH
from tests.core import reference_cipher

SHORT = bytes(range(16))
LONG = bytes(range(32))
OTHER = b"\xa5" * 32
LINE_1 = minted_series(1, 0)
FIRST = pack(LINE_1, 1)

CODES = st.builds(
    pack,
    st.builds(minted_series, st.integers(1, 2047), st.integers(0, 4095)),
    st.integers(1, CODES_PER_KEY_MAX),
)
U64 = st.integers(0, (1 << 64) - 1)

VECTORS = [
    (SHORT, pack(LINE_1, 1), "BS7BZSZ698365"),
    (SHORT, pack(LINE_1, 2), "51VTQES82X96Q"),
    (SHORT, pack(minted_series(1, 1), 1), "1RSS5F3JVCR6A"),
    (SHORT, pack(minted_series(2047, 4095), CODES_PER_KEY_MAX), "3KWZQ3A1NCYQ2"),
    (LONG, pack(LINE_1, 1), "FCMD14GSP0GZW"),
    (LONG, pack(LINE_1, 2), "92E92HDYCWP8K"),
    (LONG, pack(minted_series(1, 1), 1), "D70SY25D5RTDN"),
    (LONG, pack(minted_series(2047, 4095), CODES_PER_KEY_MAX), "D2QT9KBFVHV2Y"),
]


def numbers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    return np.array(values, dtype=np.uint64)


# ---------------------------------------------------------------- the cipher is the described one


@pytest.mark.parametrize(
    ("key", "cipher"),
    [
        (SHORT, "69c4e0d86a7b0430d8cdb78070b4c55a"),
        (LONG, "8ea2b7ca516745bfeafc49904b496089"),
    ],
)
def test_the_reference_aes_gives_the_vectors_of_fips_197(key: bytes, cipher: str) -> None:
    plain = bytes.fromhex("00112233445566778899aabbccddeeff")
    assert reference_cipher.aes(key, plain).hex() == cipher


@pytest.mark.parametrize(("key", "code", "text"), VECTORS)
def test_a_code_is_always_written_the_same(key: bytes, code: int, text: str) -> None:
    assert Minter(key).texts([code]) == [text]
    assert reference_cipher.mint(key, code) == text
    assert Minter(key).recognise(text) == code


@settings(deadline=None)
@given(CODES, st.sampled_from([SHORT, LONG, OTHER]))
def test_the_fast_cipher_is_the_slow_one(code: int, key: bytes) -> None:
    assert Minter(key).texts([code]) == [reference_cipher.mint(key, code)]


# ---------------------------------------------------------------- no code twice


@settings(deadline=None)
@given(st.lists(U64, max_size=50))
def test_every_number_comes_back_from_its_image(values: list[int]) -> None:
    permutation = Permutation(LONG)
    assert permutation.backward(permutation.forward(numbers(*values))).tolist() == values
    assert permutation.forward(permutation.backward(numbers(*values))).tolist() == values


def test_no_two_codes_of_any_station_or_epoch_are_equal() -> None:
    minter = Minter(LONG)
    series = [minted_series(station, epoch) for station in (1, 2, 2047) for epoch in (0, 1, 4095)]
    texts = [text for s in series for text in minter.mint_range(pack(s, 1), 20_000)]
    assert len(set(texts)) == len(texts) == 180_000


def test_a_range_is_minted_in_order_over_the_edge_of_a_batch() -> None:
    minter = Minter(SHORT)
    texts = list(minter.mint_range(FIRST, BATCH + 3))
    assert len(texts) == BATCH + 3
    assert texts[BATCH - 1 :] == minter.texts([FIRST + n for n in range(BATCH - 1, BATCH + 3)])


def test_an_empty_range_mints_nothing() -> None:
    assert list(Minter(SHORT).mint_range(FIRST, 0)) == []
    assert Minter(SHORT).texts([]) == []


def test_bytes_and_texts_are_the_same_codes() -> None:
    ids = np.arange(FIRST, FIRST + 1000, dtype=np.uint64)
    characters = Minter(LONG).mint_bytes(ids)
    assert characters.shape == (1000, 13)
    assert [row.tobytes().decode() for row in characters] == Minter(LONG).mint(ids)


# ---------------------------------------------------------------- nobody guesses


def test_neighbours_on_the_belt_have_nothing_in_common() -> None:
    images = Permutation(LONG).forward(np.arange(FIRST, FIRST + 4096, dtype=np.uint64)).tolist()
    flipped = [(a ^ b).bit_count() for a, b in pairwise(images)]
    assert 31.5 < sum(flipped) / len(flipped) < 32.5
    for bit in range(64):
        ones = sum(image >> bit & 1 for image in images)
        assert 1850 < ones < 2246, f"bit {bit} is not balanced"


def test_the_same_serial_looks_unrelated_in_the_next_epoch_and_under_another_key() -> None:
    ids = np.arange(1, 2001, dtype=np.uint64)
    here = Permutation(LONG).forward(ids | np.uint64(LINE_1 << SERIAL_BITS))
    next_epoch = Permutation(LONG).forward(ids | np.uint64(minted_series(1, 1) << SERIAL_BITS))
    other_key = Permutation(OTHER).forward(ids | np.uint64(LINE_1 << SERIAL_BITS))
    for other in (next_epoch, other_key):
        flipped = [n.bit_count() for n in (here ^ other).tolist()]
        assert 31.3 < sum(flipped) / len(flipped) < 32.7


def test_invented_codes_are_nearly_always_recognised_as_such() -> None:
    """One in 8,192 passes the sieve; the issued serials then decide (20,000 tries, fixed)."""
    invented = [crockford.encode(n * 0x9E3779B97F4A7C15 % 2**64) for n in range(20_000)]
    passed = [code for code in Minter(LONG).recognise_all(invented) if code is not None]
    assert len(passed) <= 12
    assert all(unpack(code).minted for code in passed)


# ---------------------------------------------------------------- recognised, in one form only


@settings(deadline=None)
@given(CODES)
def test_a_minted_code_is_recognised(code: int) -> None:
    minter = Minter(LONG)
    (text,) = minter.texts([code])
    assert minter.recognise(text) == code
    assert minter.recognise_all(["", text, text.lower() + "x"]) == [None, code, None]


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        lambda text: text + "\r",
        lambda text: text + "\n",
        lambda text: text[:-1],
        lambda text: " " + text,
        lambda text: "G" + text[1:],
        lambda text: text[:5] + "U" + text[6:],
        lambda text: text[:5] + "O" + text[6:],
        lambda text: text[:5] + "I" + text[6:],
        lambda text: text[:5] + "L" + text[6:],
        lambda text: text[:5] + "\uff11" + text[6:],
        lambda text: text + text,
        lambda _: "",
    ],
)
def test_only_the_canonical_form_is_a_code(spoil: object) -> None:
    (text,) = Minter(LONG).texts([FIRST])
    assert callable(spoil)
    assert Minter(LONG).recognise(spoil(text)) is None


@pytest.mark.parametrize(
    "code",
    [
        0,
        1,
        pack(7, 5),
        LINE_1 << SERIAL_BITS,
        pack(LINE_1, CODES_PER_KEY_MAX + 1),
        CODE_ID_MAX + 1,
        2**64 - 1,
    ],
)
def test_what_is_no_minted_code_is_neither_minted_nor_recognised(code: int) -> None:
    with pytest.raises(MintingRefused):
        Minter(LONG).texts([FIRST, code])
    text = crockford.encode(int(Permutation(LONG).forward(numbers(code))[0]))
    assert Minter(LONG).recognise(text) is None


def test_a_key_that_has_given_enough_codes_says_what_to_do() -> None:
    with pytest.raises(MintingRefused, match="change to the next minting key"):
        Minter(LONG).texts([pack(LINE_1, CODES_PER_KEY_MAX + 1)])


@settings(deadline=None)
@given(U64)
def test_crockford_text_and_number_are_one_to_one(number: int) -> None:
    text = crockford.encode(number)
    assert len(text) == 13
    assert text[0] in "0123456789ABCDEF"
    assert crockford.decode(text) == number


@pytest.mark.parametrize("number", [-1, 2**64])
def test_a_number_beyond_64_bits_has_no_text(number: int) -> None:
    with pytest.raises(ValueError, match="64 bits"):
        crockford.encode(number)


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize("key", [b"", b"x" * 15, b"x" * 24, b"x" * 33])
def test_a_key_of_another_length_is_refused_without_showing_it(key: bytes) -> None:
    with pytest.raises(BadKey, match="16 or 32 bytes") as refused:
        Minter(key)
    assert "xx" not in str(refused.value)


def test_keys_show_nowhere() -> None:
    ring = KeyRing({1: LONG}, 1)
    for keeper in (Minter(LONG), Permutation(LONG), ring):
        said = repr(keeper) + str(keeper)
        assert "hidden" in said
        assert LONG.hex() not in said
        assert repr(LONG) not in said
        with pytest.raises(TypeError):
            pickle.dumps(keeper)


def test_derived_keys_are_fixed_and_apart() -> None:
    master = b"M" * 32
    first = "5d580993690a6892999102fd58d02febdbe142965c8b4e5a0776d88e399a174b"
    assert derive_key(master, 1).hex() == first
    assert len({derive_key(master, n) for n in range(50)}) == 50
    assert derive_key(b"N" * 32, 1) != derive_key(master, 1)


@pytest.mark.parametrize(
    ("master", "number"), [(b"M" * 31, 1), (b"M" * 32, -1), (b"M" * 32, 2**16)]
)
def test_a_weak_master_secret_or_a_wrong_number_is_refused(master: bytes, number: int) -> None:
    with pytest.raises(BadKey):
        derive_key(master, number)


# ---------------------------------------------------------------- change of key

OLD_SERIES = minted_series(1, 0)
NEW_SERIES = minted_series(1, 1)
ISSUED = 5000


def ring_after_change() -> KeyRing:
    return KeyRing({1: LONG, 2: OTHER}, current=2, retired={1: {OLD_SERIES: ISSUED}})


def test_codes_of_an_old_key_stay_recognised() -> None:
    old = KeyRing({1: LONG}, 1).texts([pack(OLD_SERIES, 7)])[0]
    new = ring_after_change().texts([pack(NEW_SERIES, 7)])[0]
    ring = ring_after_change()
    found_old, found_new = ring.identify(old), ring.identify(new)
    assert found_old is not None
    assert (found_old.code, found_old.key_number, found_old.current) == (
        pack(OLD_SERIES, 7),
        1,
        False,
    )
    assert found_new is not None
    assert (found_new.code, found_new.key_number, found_new.current) == (
        pack(NEW_SERIES, 7),
        2,
        True,
    )
    assert ring.recognise(old) == pack(OLD_SERIES, 7)


def test_an_old_key_vouches_only_for_what_it_issued() -> None:
    beyond, other_series = Minter(LONG).texts([pack(OLD_SERIES, ISSUED + 1), pack(NEW_SERIES, 1)])
    ring = ring_after_change()
    for text in (beyond, other_series):
        found = ring.identify(text)
        assert found is None or found.current


def test_a_new_key_mints_no_series_of_an_old_one() -> None:
    with pytest.raises(MintingRefused, match="draw a new epoch"):
        ring_after_change().texts([pack(OLD_SERIES, ISSUED + 1)])


def clashing_rings() -> tuple[KeyRing, int, str]:
    """A ring whose new key would give an old key's text again, with that number and text."""
    old, new = Minter(LONG), Minter(OTHER)
    for text in old.mint_range(pack(OLD_SERIES, 1), 100_000):
        code = new.recognise(text)
        if code is not None:
            issued = {OLD_SERIES: 100_000}
            return KeyRing({1: LONG, 2: OTHER}, 2, {1: issued}), code, text
    raise AssertionError("100,000 codes held no clash; take other keys")


def test_a_new_key_never_gives_an_old_keys_code_again() -> None:
    ring, code, text = clashing_rings()
    assert ring.clashes(code, 1) == [code]
    with pytest.raises(KeyClash) as clash:
        ring.texts([code])
    assert clash.value.codes == (code,)
    found = ring.identify(text)
    assert found is not None
    assert found.key_number == 1, "the text belongs to the code that was printed"


def test_a_block_without_clashes_is_minted_as_it_is() -> None:
    ring = ring_after_change()
    first = pack(NEW_SERIES, 1)
    assert ring.clashes(first, 10_000) == []
    assert list(ring.mint_range(first, 100)) == list(Minter(OTHER).mint_range(first, 100))


@pytest.mark.parametrize(
    ("keys", "current", "retired"),
    [
        ({1: LONG}, 2, {}),
        ({1: LONG, 2: OTHER}, 2, {}),
        ({1: LONG}, 1, {2: {OLD_SERIES: 5}}),
        ({1: LONG, 2: LONG}, 2, {1: {OLD_SERIES: 5}}),
    ],
)
def test_a_ring_that_could_collide_is_refused(
    keys: dict[int, bytes], current: int, retired: dict[int, dict[int, int]]
) -> None:
    with pytest.raises(BadKey):
        KeyRing(keys, current, retired)
