"""The escrow file: two passphrases together open it, nothing less, and an epoch never goes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from station.compose import escrow
from station.compose.database import Database
from station.compose.escrow import export_keys, import_keys
from station.compose.secrets import FileSecrets, master_secret, next_epoch
from station.store.errors import KnownError
from tests.store.made import opened

PHRASES = ("a long passphrase", "another long one")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escrow, "COST", {"time_cost": 1, "memory_cost": 64, "parallelism": 1})


@pytest.fixture
def secrets(tmp_path: Path) -> FileSecrets:
    """Those of a station with a database."""
    kept = FileSecrets(tmp_path / "secrets.json")
    master_secret(kept), next_epoch(kept)
    with Database(tmp_path / "station.db", kept).store(station=1) as store:
        store.commit(opened(), 1)
    return kept


def test_two_people_bring_a_lost_key_back(secrets: FileSecrets, tmp_path: Path) -> None:
    file = tmp_path / "escrow.json"
    export_keys(secrets, file, PHRASES)
    assert file.stat().st_mode & 0o777 == 0o600
    for name in ("station-key", "minting-master"):
        assert str(secrets.get(name)) not in file.read_text("utf-8")
    (tmp_path / "secrets.json").unlink()
    fresh = FileSecrets(tmp_path / "secrets.json")
    import_keys(fresh, file, PHRASES)
    assert Database(tmp_path / "station.db", fresh).check().sound
    assert master_secret(fresh) == master_secret(secrets)


@pytest.mark.parametrize(
    "phrases",
    [
        (PHRASES[0], "not the other one"),
        (PHRASES[1], PHRASES[0]),
        (PHRASES[0] + PHRASES[1][0], PHRASES[1][1:]),
        ("", PHRASES[0] + PHRASES[1]),
    ],
)
def test_nothing_less_than_both_opens_it(
    secrets: FileSecrets, tmp_path: Path, phrases: tuple[str, str]
) -> None:
    file = tmp_path / "escrow.json"
    export_keys(secrets, file, PHRASES)
    fresh = FileSecrets(tmp_path / "fresh.json")
    with pytest.raises(KnownError, match="don't open it"):
        import_keys(fresh, file, phrases)
    assert fresh.get("station-key") is None


def test_an_epoch_never_goes_back(secrets: FileSecrets, tmp_path: Path) -> None:
    file = tmp_path / "escrow.json"
    export_keys(secrets, file, PHRASES)
    later = next_epoch(secrets)
    import_keys(secrets, file, PHRASES)
    assert secrets.get("epoch") == str(later)


def test_another_stations_keys_are_not_overwritten(secrets: FileSecrets, tmp_path: Path) -> None:
    file = tmp_path / "escrow.json"
    export_keys(secrets, file, PHRASES)
    other = FileSecrets(tmp_path / "other.json")
    with Database(tmp_path / "other.db", other).store(station=2):
        pass
    before = other.get("station-key")
    with pytest.raises(KnownError, match="another station's"):
        import_keys(other, file, PHRASES)
    assert other.get("station-key") == before


@pytest.mark.parametrize("phrases", [("short", PHRASES[1]), (PHRASES[0], PHRASES[0])])
def test_weak_passphrases_seal_nothing(
    secrets: FileSecrets, tmp_path: Path, phrases: tuple[str, str]
) -> None:
    with pytest.raises(KnownError, match="12 characters"):
        export_keys(secrets, tmp_path / "escrow.json", phrases)
    assert not (tmp_path / "escrow.json").exists()


def test_a_file_that_is_none_is_one_sentence(secrets: FileSecrets, tmp_path: Path) -> None:
    file = tmp_path / "escrow.json"
    export_keys(secrets, file, PHRASES)
    with pytest.raises(KnownError, match="there already"):
        export_keys(secrets, file, PHRASES)
    greedy = {
        **json.loads(file.read_text("utf-8")),
        "cost": {**escrow.COST, "memory_cost": 1 << 30},
    }
    for text in ("", "[]", "{}", "no JSON", json.dumps(greedy)):
        file.write_text(text, "utf-8")
        with pytest.raises(KnownError, match="no escrow file"):
            import_keys(secrets, file, PHRASES)
