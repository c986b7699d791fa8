"""The only SQL in the station: the journal, the pool, the outbox."""
