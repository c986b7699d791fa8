"""What a fixed reader finds on a printed label, told from the label's own format."""

from __future__ import annotations

import re

BAR_CODE = re.compile(rb"\^BCN[^^]*\^FH\\\^FD\\3E\\3B\\3E8(\d+)\^FS")


FORMAT = b"^XA"  # begins what a label printer was sent; all else came printed as it is


def label_text(label: bytes | None) -> bytes:
    """The content of its bar code; b"" if it is blank, or there is none."""
    if label is not None and FORMAT not in label:
        return label
    found = BAR_CODE.search(label or b"")
    return b"" if found is None else found.group(1)
