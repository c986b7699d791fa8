"""Alembic's way in: connection and transaction come from `station.store.migrate`."""

from alembic import context

from station.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds all of it
)
context.run_migrations()
