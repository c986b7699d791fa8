"""The rungs of the ladder: ways to prepare a picture, each with the decoder that then looks.

Preparing a picture helps more than changing the decoder. What each is for: smoothing takes noise
and joins the dots of an ink-jet; halving does it cheaper; growing the dark closes gaps between
drops; sharpening takes back the blur of optics and of a moving belt (a Wiener filter: the inverse
of a Gaussian blur, damped where it would only raise noise); enlarging helps where a module has few
pixels. Costs are those of a miss, measured once, in looks at a plain cut; they only order rungs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.camera.decoders import Grey

__all__ = ["FIRST", "RUNGS", "SECOND_OPINION", "WHOLE", "Prepared", "Rung"]

ENLARGED_PX_MAX = 2_000_000  # of a prepared picture
FILTER_PX = 9  # a sharpening filter reaches so far to each side
FILTER_GRID = 64  # it is computed on a grid of this side

Prepared = tuple[Grey, float]
Prepare = Callable[[Grey], Prepared]
Decoder = Literal["zxing", "zxing soft", "redrawn", "zbar", "libdmtx"]

SERVED = {
    "redrawn": {"qr", "data-matrix"},
    "zbar": {"qr", "code-128"},
    "libdmtx": {"data-matrix"},
}


@dataclass(frozen=True, eq=False)  # told apart by identity: hashing all fields costs more
class Rung:
    """One way of looking. `prepare` gives the picture to look at and how much it is enlarged.
    `cost` is that of a miss, and `hope` how often it reads what the ones before it missed, before
    anything is known of the line."""

    name: str
    prepare: Prepare
    cost: float
    hope: float
    decoder: Decoder = "zxing"

    def serves(self, kinds: Iterable[str]) -> bool:
        return self.decoder not in SERVED or bool(SERVED[self.decoder] & set(kinds))


def _plain(picture: Grey) -> Prepared:
    return picture, 1.0


def _inverted(picture: Grey) -> Prepared:
    return np.asarray(cv2.bitwise_not(picture), np.uint8), 1.0


def _half(picture: Grey) -> Prepared:
    return _resized(picture, 0.5) if min(picture.shape) >= 16 else (picture, 1.0)


def _smoothed(sigma: float, times: float = 1.0) -> Prepare:
    def prepare(picture: Grey) -> Prepared:
        smooth = np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
        return _enlarged(smooth, times)

    return prepare


def _grown(sigma: float) -> Prepare:
    """Each dark dot a pixel wider all around, in a smoothed picture."""
    spot = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))

    def prepare(picture: Grey) -> Prepared:
        return np.asarray(cv2.erode(_smoothed(sigma)(picture)[0], spot), np.uint8), 1.0

    return prepare


def _sharpened(sigma: float, damping: float, times: float = 1.0) -> Prepare:
    kernel = _inverse_blur(sigma, damping)

    def prepare(picture: Grey) -> Prepared:
        sharp = cv2.filter2D(picture, -1, kernel, borderType=cv2.BORDER_REPLICATE)
        return _enlarged(np.asarray(sharp, np.uint8), times)

    return prepare


def _inverse_blur(sigma: float, damping: float) -> NDArray[np.floating[Any]]:
    """The Wiener filter for a Gaussian blur of `sigma` pixels, as a kernel with the sum 1."""
    down = np.fft.fftfreq(FILTER_GRID)[:, None]
    across = np.fft.rfftfreq(FILTER_GRID)[None, :]
    blur = np.exp(-2 * (np.pi * sigma) ** 2 * (down**2 + across**2))
    whole = np.fft.irfft2(blur / (blur**2 + damping), s=(FILTER_GRID, FILTER_GRID))
    middle = FILTER_GRID // 2
    near = slice(middle - FILTER_PX, middle + FILTER_PX + 1)
    kernel = np.fft.fftshift(whole)[near, near]
    return np.asarray(kernel / kernel.sum(), np.float32)


def _enlarged(picture: Grey, times: float) -> Prepared:
    scale = min(times, (ENLARGED_PX_MAX / max(1, picture.size)) ** 0.5)
    return (picture, 1.0) if scale <= 1 else _resized(picture, scale)


def _resized(picture: Grey, scale: float) -> Prepared:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)), scale


FIRST = Rung("plain", _plain, 1, 0.9)
WHOLE = Rung("the whole picture", _plain, 20, 0.2)  # or cell: the busy place was not the symbol
SECOND_OPINION = Rung("zbar", _plain, 25, 0.3, "zbar")  # a bar code needs another decoder's word
RUNGS = (
    Rung("half the size", _half, 0.5, 0.2),
    Rung("smoothed 1", _smoothed(1.0), 2, 0.6),
    Rung("dots grown", _grown(1.0), 2, 0.3),
    Rung("sharpened 2", _sharpened(2.0, 0.1), 5, 0.6),
    Rung("sharpened 2.5", _sharpened(2.5, 0.03), 5, 0.5),
    Rung("smoothed 1.5, twice the size", _smoothed(1.5, 2.0), 6, 0.4),
    Rung("smoothed 1.5, one threshold", _smoothed(1.5), 2, 0.1, "zxing soft"),
    Rung("smoothed 1.5, twice the size, one threshold", _smoothed(1.5, 2.0), 5, 0.2, "zxing soft"),
    Rung("sharpened 2.5, twice the size", _sharpened(2.5, 0.03, 2.0), 14, 0.4),
    Rung("light on dark", _inverted, 2, 0.05),
    Rung("redrawn on its grid", _plain, 30, 0.4, "redrawn"),
    Rung("sharpened, redrawn on its grid", _sharpened(2.2, 0.06), 32, 0.4, "redrawn"),
    WHOLE,
    Rung("smoothed 0.8, three times the size", _smoothed(0.8, 3.0), 10, 0.1),
    Rung("zbar, smoothed 1.5, twice the size", _smoothed(1.5, 2.0), 50, 0.1, "zbar"),
    Rung("libdmtx, smoothed 0.8", _smoothed(0.8), 200, 0.1, "libdmtx"),
)
