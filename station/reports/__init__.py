"""Papers of an order: the batch record."""
