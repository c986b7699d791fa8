"""What a twin is going to say, and when: for every twin that answers late, or byte by byte.

A device has one line to its host, so an answer comes `after` what was queued before it. What a
reader finds comes `at` its own time instead: it may be late, and a command's answer overtakes it.
"""

from __future__ import annotations

Piece = tuple[int, bytes]  # from when, in ms


class Outgoing:
    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    def after(self, data: bytes, due_ms: int, *, split: bool = False) -> None:
        """`split`: each byte is a piece of its own."""
        last_ms = self._pieces[-1][0] if self._pieces else due_ms
        self.at(data, max(due_ms, last_ms), split=split)

    def at(self, data: bytes, due_ms: int, *, split: bool = False) -> None:
        pieces = [bytes((byte,)) for byte in data] if split else [data]
        self._pieces.extend((due_ms, piece) for piece in pieces if piece)

    def take(self, now_ms: int, *, one: bool = False) -> bytes:
        """What is due; only its first piece with `one`."""
        due = [piece for piece in self._pieces if piece[0] <= now_ms]
        for piece in due[:1] if one else due:
            self._pieces.remove(piece)
        return b"".join(data for _, data in (due[:1] if one else due))

    def clear(self) -> None:
        """The link is gone, and what was not yet said with it."""
        self._pieces.clear()
