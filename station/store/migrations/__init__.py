"""Migrations: each one is frozen SQL of its own and never imports `schema`."""
