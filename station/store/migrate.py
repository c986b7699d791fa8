"""Bringing a database to this version's schema, in one transaction.

An empty one is made straight from `schema` (Alembic is slow to import, and a test proves that both
ways end alike). An older one goes through the migrations, after a backup beside it. One that is
newer than this program is refused and left untouched.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from station.store.backup import backup
from station.store.engine import APPLICATION_ID
from station.store.errors import KnownError
from station.store.schema import TRIGGERS, metadata

FOLDER = Path(__file__).parent / "migrations"


def to_newest(engine: Engine, path: Path) -> None:
    """Make or migrate the schema. Raises KnownError for one that is newer than this program."""
    with engine.begin() as connection:
        now = current(connection)
        if now is None:
            create(connection)
            return
    if now not in known():
        raise KnownError(
            f"{path}: it was written by a newer Packline (schema {now}); install that version"
        )
    if now != known()[-1]:
        backup(engine, path.with_name(f"{path.stem}.before-{known()[-1]}.db"))
        with engine.begin() as connection:
            upgrade(connection)


def current(connection: Connection) -> str | None:
    """The schema's revision, None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    statement = "SELECT version_num FROM alembic_version"
    revision: str | None = connection.exec_driver_sql(statement).scalar()
    return revision


def known() -> list[str]:
    """The revisions of this program, oldest first: the numbers of the migrations' files."""
    return sorted(file.name.split("_")[0] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def create(connection: Connection) -> None:
    """The newest schema in an empty database."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    metadata.create_all(connection)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (known()[-1],))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations on the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
