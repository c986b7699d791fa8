"""Pieces that pages are made of. None of them knows the station."""
