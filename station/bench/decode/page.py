"""The measurement as text: a table for people, and the measured part of `docs/decoding.md`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from station.bench.decode.contenders import (
    BUDGET_MS,
    DMTX_CUT_MS,
    DMTX_WHOLE_MS,
    PACKLINE,
)
from station.bench.decode.measure import Row
from station.bench.decode.pictures import CLASSES
from station.bench.decode.wanted import Wanted, wanted
from station.bench.machine import Machine

__all__ = ["BEGIN", "END", "markdown", "plain", "write_into"]

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
KIND_NAMES = {"qr": "QR", "data-matrix": "Data Matrix"}
HEADS = ("class", "reader", "hits", "Packline there", "false", "median ms", "p99 ms", "× Packline")


def plain(rows: Sequence[Row]) -> str:
    """For a terminal: columns under their heads, one block a kind."""
    return "\n\n".join(_block(rows, kind) for kind in _kinds(rows))


def markdown(rows: Sequence[Row], machine: Machine, command: str, seed: int) -> str:
    """The part of the page that is measured, with what it was measured on."""
    versions = ", ".join(f"{name} {number}" for name, number in machine.libraries)
    parts = [
        f"`{command}`, seed {seed}: pictures that no rung was chosen by. {machine.cpu}, "
        f"{machine.cores} cores, load {machine.load:g} (so other work ran beside it); "
        f"{machine.system}, Python {machine.python}; {versions}.",
        f"Time limits: Packline {BUDGET_MS:,} ms a case; pylibdmtx {DMTX_WHOLE_MS:,} ms a picture "
        f"and {DMTX_CUT_MS} ms a cut. *Hits* are codes that were read, of those in the pictures "
        "that this reader saw (slow ones see fewer); *Packline there* is what Packline read of the "
        "same. *× Packline* is how many times as long it took, by the median over the pictures, "
        "each against the same picture: whole pictures against the whole reader (search, rows and "
        "columns, grades), cuts against the ladder on the same cuts.",
        *(_table(rows, kind) for kind in _kinds(rows)),
        "### Wanted and reached",
        _reached(wanted(rows)),
    ]
    return "\n\n".join(parts)


def write_into(page: Path, measured: str) -> None:
    """Replace what stands between the two marks. Raises ValueError where they are missing."""
    text = page.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} lacks the marks {BEGIN} and {END}; put them where figures go")
    page.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")


def _kinds(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.kind for row in rows))


def _cells(row: Row, last: str) -> tuple[str, ...]:
    name = CLASSES[row.of].name
    return (
        "" if name == last else name,
        row.contender,
        f"{row.hits}/{row.total}",
        "" if row.contender == PACKLINE else str(row.ours),
        str(row.false),
        f"{row.median_ms:,.1f}",
        f"{row.p99_ms:,.0f}",
        "" if row.times_ours is None else f"{row.times_ours:.1f}",
    )


def _lines(rows: Sequence[Row], kind: str) -> list[tuple[str, ...]]:
    lines, last = [], ""
    for row in rows:
        if row.kind == kind:
            lines.append(_cells(row, last))
            last = row.of
    return lines


def _block(rows: Sequence[Row], kind: str) -> str:
    lines = [HEADS, *_lines(rows, kind)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADS))]
    texts = [
        "  ".join(
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([KIND_NAMES[kind], *texts])


def _table(rows: Sequence[Row], kind: str) -> str:
    head = "| " + " | ".join(HEADS) + " |"
    rule = "|---|---|" + "---:|" * (len(HEADS) - 2)
    body = ["| " + " | ".join(line) + " |" for line in _lines(rows, kind)]
    return "\n".join([f"### {KIND_NAMES[kind]}, 24 caps in 5 megapixels", "", head, rule, *body])


def _reached(found: Sequence[Wanted]) -> str:
    lines = ["| wanted | measured | reached |", "|---|---|---|"]
    lines += [f"| {one.what} | {one.measured} | {'yes' if one.reached else '**no**'} |"
              for one in found]  # fmt: skip
    return "\n".join(lines)
