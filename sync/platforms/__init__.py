"""One adapter for each cloud platform."""
