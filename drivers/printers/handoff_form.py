"""What stands in a file that hands one code over, and whether a result names that code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from drivers.errors import Misuse, PayloadError
from drivers.link.readable import NotReadable, typed

PAYLOAD_BYTES_MAX = 1_024
BOM = b"\xef\xbb\xbf"
_BETWEEN = re.compile(rb'[\s,;"]+')

Encoding = Literal["utf-8", "utf-8-sig", "gbk"]


@dataclass(frozen=True)
class FileForm:
    """`before` and `after` are the bytes around the code."""

    device: str
    before: bytes
    after: bytes
    encoding: Encoding

    @classmethod
    def of(cls, device: str, template: str, encoding: Encoding) -> FileForm:
        """From a text with `{code}` in it, control bytes as in `<CR>`. Raises `Misuse`."""
        if encoding not in ("utf-8", "utf-8-sig", "gbk"):
            raise Misuse(f"{device}: encoding is utf-8, utf-8-sig or gbk, not {encoding!r}")
        if template.count("{code}") != 1:
            raise Misuse(f"{device}: content needs {{code}} once, where the code stands")
        before, after = template.split("{code}")
        try:
            form = cls(device, typed(before), typed(after), encoding)
        except NotReadable as error:
            raise Misuse(f"{device}: content = {template!r}: {error}") from None
        return form

    def file(self, payload: bytes) -> bytes:
        """The whole file. Raises `PayloadError`."""
        mark = BOM if self.encoding == "utf-8-sig" else b""
        return mark + self.before + self.code(payload) + self.after

    def code(self, payload: bytes) -> bytes:
        """The code as it stands in the file. Raises `PayloadError` for what can't stand there."""
        text = self._text(payload)
        try:
            return text.encode(self.encoding.removesuffix("-sig"))
        except UnicodeEncodeError as error:
            position = len(text[: error.start].encode())
            why = f"{text[error.start]!r} can't be written in {self.encoding}"
            raise PayloadError(self.device, position, why) from None

    def names(self, result: bytes, payload: bytes) -> bool:
        """Whether a result file's content is of this code: it says so, or says nothing."""
        said, code = result.removeprefix(BOM).strip(), self.code(payload)
        if not said or said == code:
            return True
        lines = (line.strip() for line in said.splitlines())
        return code in lines or code in _BETWEEN.split(said)

    def _text(self, payload: bytes) -> str:
        if not 0 < len(payload) <= PAYLOAD_BYTES_MAX:
            at = min(len(payload), PAYLOAD_BYTES_MAX)
            raise PayloadError(self.device, at, f"a code has 1 to {PAYLOAD_BYTES_MAX} bytes")
        for position, byte in enumerate(payload):
            if (byte < 0x20 and byte != 0x1D) or byte == 0x7F:
                raise PayloadError(self.device, position, f"control byte {byte:02X}")
        try:
            return payload.decode()
        except UnicodeDecodeError as error:
            raise PayloadError(self.device, error.start, "it is no UTF-8") from None
