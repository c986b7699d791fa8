"""Secrets: readable by their owner alone, an epoch never comes twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from station.compose.epochs import epoch_of
from station.compose.minting_key import ring_for
from station.compose.secrets import FileSecrets, master_secret, next_epoch
from station.core.code_id import EPOCH_MAX, minted_series, pack
from station.store.errors import KnownError
from station.store.store import Store


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path / "deep" / "secrets.json")
    secrets.set("name", "value")
    assert (tmp_path / "deep" / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert FileSecrets(tmp_path / "deep" / "secrets.json").get("name") == "value"
    assert secrets.get("other") is None


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    FileSecrets(path).set("name", "value")
    path.chmod(0o644)
    with pytest.raises(KnownError, match="chmod 600"):
        FileSecrets(path).get("name")


def test_the_master_secret_is_drawn_once(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path / "s.json")
    first = master_secret(secrets)
    assert len(first) == 32
    assert master_secret(FileSecrets(tmp_path / "s.json")) == first
    assert master_secret(FileSecrets(tmp_path / "other.json")) != first


def test_an_epoch_never_comes_twice(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    assert [next_epoch(FileSecrets(path)) for _ in range(4)] == [1, 2, 3, 4]
    FileSecrets(path).set("epoch", str(EPOCH_MAX))
    with pytest.raises(KnownError, match="new station number"):
        next_epoch(FileSecrets(path))


def test_a_database_that_has_codes_never_gets_a_second_minting_key(tmp_path: Path) -> None:
    """The same number would be another text: a label printed again would be another code."""
    secrets = FileSecrets(tmp_path / "secrets.json")
    code = pack(minted_series(1, 1), 1)
    with Store.open(tmp_path / "station.db", station=1) as store:
        text = ring_for(store, secrets).texts([code])
        assert epoch_of(store, secrets) == 1
        assert ring_for(store, secrets).texts([code]) == text
        (tmp_path / "secrets.json").unlink()
        with pytest.raises(KnownError, match="packline key import FILE"):
            ring_for(store, secrets)
        assert secrets.get("minting-master") is None
