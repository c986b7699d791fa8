"""libdmtx in a process of its own, because it aborts its whole process on some pictures.

Run as `python -m drivers.camera.dmtx_worker`. On standard input come requests, on standard output
go answers (`dmtx_wire`); one answer without data says at the start that it is warm. It ends when
its input does, so it can't outlive the station. Guarding against bad pictures and lost time is the
client's part (`dmtx`).

pylibdmtx itself drops the separators of GS1 symbols and cuts data at a NUL, so only its binding of
the C functions is used. With libdmtx's FNC1 property set, each FNC1 comes out as GS: a leading one
marks a GS1 symbol.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, BinaryIO

from pylibdmtx import wrapper

from drivers.camera.dmtx_wire import ANSWER, REQUEST

__all__ = ["main"]

FNC1_PROPERTY = 104  # DmtxPropFnc1; must be set before any decoding
FNC1_AS = 0x1D
PACK_GREY = 300  # DmtxPack8bppK


def main() -> None:
    """Serve until standard input ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _answer(answers, b"", 0.0, 0.0)
    while len(header := requests.read(REQUEST.size)) == REQUEST.size:
        height, width, limit_ms = REQUEST.unpack(header)
        pixels = requests.read(height * width)
        if len(pixels) < height * width:
            return
        _answer(answers, *_decode(pixels, height, width, limit_ms))


def _answer(answers: BinaryIO, data: bytes, x: float, y: float) -> None:
    answers.write(ANSWER.pack(len(data), x, y) + data)
    answers.flush()


def _decode(pixels: bytes, height: int, width: int, limit_ms: int) -> tuple[bytes, float, float]:
    """The first symbol that libdmtx can decode in the time, and its centre; b"" for none."""
    until = wrapper.dmtxTimeAdd(wrapper.dmtxTimeNow(), limit_ms)
    buffer = ctypes.cast(ctypes.c_char_p(pixels), wrapper.c_ubyte_p)
    image = wrapper.dmtxImageCreate(buffer, width, height, PACK_GREY)
    decoder = wrapper.dmtxDecodeCreate(image, 1)
    wrapper.dmtxDecodeSetProp(decoder, FNC1_PROPERTY, FNC1_AS)
    try:
        while region := wrapper.dmtxRegionFindNext(decoder, until):
            try:
                data = _message(decoder, region)
                if data:
                    x, y = _centre(region)
                    return data, x, height - y  # libdmtx counts rows from below
            finally:
                wrapper.dmtxRegionDestroy(ctypes.byref(region))
        return b"", 0.0, 0.0
    finally:
        wrapper.dmtxDecodeDestroy(ctypes.byref(decoder))
        wrapper.dmtxImageDestroy(ctypes.byref(image))


def _message(decoder: Any, region: Any) -> bytes:
    message = wrapper.dmtxDecodeMatrixRegion(decoder, region, wrapper.DmtxUndefined)
    if not message:
        return b""
    try:
        return ctypes.string_at(message.contents.output, message.contents.outputIdx)
    finally:
        wrapper.dmtxMessageDestroy(ctypes.byref(message))


def _centre(region: Any) -> tuple[float, float]:
    middle = wrapper.DmtxVector2(0.5, 0.5)
    wrapper.dmtxMatrix3VMultiplyBy(middle, region.contents.fit2raw)
    return middle.X, middle.Y


if __name__ == "__main__":
    main()
