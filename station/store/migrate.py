"""Bringing a database to this version's schema, by Alembic, in one transaction.

An older database is backed up beside itself first. A newer one than this program knows is refused
and left untouched. A fresh one gets the newest schema at once, without Alembic, which is slow to
import; a test proves that both ways end at the same tables.
"""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from station.store import schema
from station.store.backup import backup
from station.store.engine import reading, writing
from station.store.errors import KnownError
from station.store.points import reached

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = (  # as Alembic itself makes it
    "CREATE TABLE alembic_version (\n"
    "\tversion_num VARCHAR(32) NOT NULL, \n"
    "\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
    ")"
)


def to_newest(engine: Engine, key: bytes | None = None) -> None:
    """Make or migrate the schema; `key` is its own. Raises KnownError for a newer one."""
    path = Path(str(engine.url.database))
    with reading(engine) as connection:
        now = current(connection)
    if now is None:
        with writing(engine) as connection:
            create(connection)
            reached("schema: made")
        return
    if now not in known():
        raise KnownError(
            f"{path}: it was written by a newer Packline (schema {now}); install that version"
        )
    if now != known()[-1]:
        reached("migrate: before the backup")
        backup(engine, _unused(path.with_name(f"{path.stem}.before-{known()[-1]}.db")), key)
        reached("migrate: after the backup")
        with writing(engine) as connection:
            reached("migrate: before the first statement")
            upgrade(connection)
            reached("migrate: before the commit")
        reached("migrate: after the commit")


def _unused(first: Path) -> Path:
    """A name for the backup; the one of a migration that was tried before stays as it is."""
    others = (first.with_stem(f"{first.stem}-{again}") for again in count(2))
    return next(name for name in chain([first], others) if not name.exists())


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
    schema.create(connection)
    connection.exec_driver_sql(VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (known()[-1],))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations on the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - slow to import, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
