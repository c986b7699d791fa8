"""Hardware at the wire: knows nothing of bottles, orders or SQL."""
