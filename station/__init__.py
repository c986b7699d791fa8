"""Packline: the software of one station on a packing line."""

__version__ = "0.1.0"
