"""What a test print is: one fixed text for a coder, a label with it for a label printer.

Made and tried before the core is asked, so that the core thread only hands it on. The text can be
no code of this station: that is asked of all its code books each time.
"""

from __future__ import annotations

from collections.abc import Mapping

from config.line import LineFile
from drivers.api import RunnableDevice
from station.compose.all_codes import AllCodes
from station.compose.labels import printer_of
from station.runtime.station import TEST_TEXT

TITLE = "TEST 测试"


class PrintTrials:
    """`station.runtime.station.TrialMaker`, for the printers of a line."""

    def __init__(
        self, line: LineFile, devices: Mapping[str, RunnableDevice], codes: AllCodes
    ) -> None:
        self._line, self._devices, self._codes = line, devices, codes
        self._labels: dict[str, bytes] = {}

    def __call__(self, head: str) -> bytes:
        if head not in self._line.roles.labels:
            return TEST_TEXT.encode()
        if head not in self._labels:
            self._labels[head] = self._label(head)
        return self._labels[head]

    def why_not(self, head: str) -> str:
        """Why nothing can be printed there, as a sentence; "" = it can. Makes the label."""
        from drivers.labels.label import LabelError  # noqa: PLC0415 - slow

        if head not in self._devices:
            return f"{head} is no device of this line"
        if self._codes.find(TEST_TEXT) is not None:
            return f'the text "{TEST_TEXT}" is one of this station\'s codes; it is not printed'
        most = self._devices[head].caps.max_bytes
        if most is not None and head not in self._line.roles.labels and most < len(TEST_TEXT):
            return f'{head} takes {most} characters, too few for "{TEST_TEXT}"'
        try:
            self(head)
        except LabelError as reason:
            return f"the test label can't be made: {reason}"
        return ""

    def _label(self, head: str) -> bytes:
        from drivers.labels.languages import DOTS_OF_DPI, renderer  # noqa: PLC0415 - slow
        from drivers.labels.scanner_label import ScannerText, scanner_label  # noqa: PLC0415

        printer = printer_of(self._line.devices[head])
        text = ScannerText(TITLE, "qr", False, TEST_TEXT.encode(), TEST_TEXT, "]Q1")
        dots = DOTS_OF_DPI[printer.dpi]
        return renderer(printer.language)(scanner_label(text), dots, printer.font)
