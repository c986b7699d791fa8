"""One wire-level twin per protocol; for the composition root and tests only."""
