"""Trying a device while the line stands: what people ask, and what became of a test print.

A test print is of no code: its text is nobody's, and its job has a number that no code has. Not
responsible for the bytes that leave (`runtime.station`) nor for what a test read saw: nothing of
the line follows from that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PrintTestAsked:
    """Print one test text, or one test label, at `head`."""

    head: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class PrintTestEndAsked:
    """Wait for the test print at `head` no longer: take it back from the printer."""

    head: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class PrintTestOver:
    """The printer's word on the test print at `head`."""

    head: str
    result: str
    at_ms: int


@dataclass(frozen=True)
class ReadTestAsked:
    """Let a reader read once; what it sees is shown, and judged by nobody."""

    device: str
    at_ms: int
    by: str = ""


@dataclass(frozen=True)
class RejectTestAsked:
    """One kick without a product."""

    at_ms: int
    by: str = ""


DeviceTest = PrintTestAsked | PrintTestEndAsked | PrintTestOver | ReadTestAsked | RejectTestAsked
