"""What the station says in its own sentences, in the language of the screen."""

from __future__ import annotations


def in_language(text: str, *, chinese: bool) -> str:
    """The sentence as the screen shows it; one without a translation stays in English."""
    del chinese
    return text
