"""What the demonstration leaves on paper: the batch record, and labels as sent and as printed."""

from __future__ import annotations

from pathlib import Path

from config.line import LineFile
from station.compose.code_names import CodeNames
from station.compose.paper_lines import Subject
from station.compose.papers import origin_of
from station.compose.record import batch_record
from station.compose.workplace import Workplace
from station.core.effects import PrintLabel
from station.store import queries

NOTE = "Demonstration: simulated devices and people. 演示:设备与人员均为模拟。"


def write_papers(place: Workplace, folder: Path, line: LineFile) -> None:
    """`batch-record.pdf`, `labels/*.zpl` (or .tspl, as its printer speaks) and a picture
    of each kind of label."""
    from drivers.labels.fonts import pdf_font  # noqa: PLC0415 - slow to import
    from station.reports.batch_record import render  # noqa: PLC0415

    names = CodeNames(place.codes, clear=True)  # simulated codes are worth nothing
    station = f"{line.station} {line.name}"
    with place.desk.connect() as connection:
        subject = Subject(connection, names, place.now_ms())
        origin = origin_of(connection, subject.now_ms, station, (NOTE,))
        record = batch_record(subject, origin)
    (folder / "batch-record.pdf").write_bytes(render(record, pdf_font()))
    _labels(place, folder / "labels", line)


def _labels(place: Workplace, folder: Path, line: LineFile) -> None:
    """Every label as it went to the printer, and one PNG of each kind."""
    from drivers.sim.label_languages import LABEL_LANGUAGES  # noqa: PLC0415
    from station.demo.heads import heads_of  # noqa: PLC0415

    folder.mkdir(exist_ok=True)
    order = place.codes.order
    heads = heads_of(line, order.product)
    for level in (one for one in order.product.levels[1:] if not one.code.preprinted):
        head = heads[level.number - 1]
        with place.desk.connect() as connection:
            boxes = list(queries.containers(connection, order.number, level.number))
        labelled = [box for box in boxes if box.code]
        for box in labelled:
            issued = place.codes.issued(level.number, [box.code])[0]
            effect = PrintLabel("", level.number, box.container, issued, box.count)
            label = place.make_label(effect)
            (folder / f"{level.role}-{box.container:05d}.{head.language}").write_bytes(label)
            if box is labelled[0]:
                picture = LABEL_LANGUAGES[head.language].picture(label, head)
                picture.save(folder / f"{level.role}.png")
