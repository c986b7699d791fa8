"""What goes over the pipes between `dmtx` and its worker process.

Apart from both, because pylibdmtx must not be imported in the station's process: it needs Python's
removed distutils, and loads a library that can abort.
"""

from __future__ import annotations

import struct

__all__ = ["ANSWER", "REQUEST"]

REQUEST = struct.Struct("<III")  # height, width, longest time in ms; the grey pixels follow
ANSWER = struct.Struct(
    "<Iff"
)  # count of bytes (0: none found), x and y of the centre; bytes follow
