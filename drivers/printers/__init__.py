"""Coders and label printers: one wire protocol, one codec, one driver."""
