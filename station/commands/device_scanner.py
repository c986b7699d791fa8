"""`packline device test-labels` and `selftest`: is a scanner set as the line needs it?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from station.commands.exits import DONE, FAULT, LATER, USAGE, in_words, leave, print_json


@in_words
def test_labels(
    folder: Annotated[Path, typer.Argument(help="Where the labels go; it is made.")],
) -> None:
    """The labels of the scanner's self-test: all in one PDF, and each as a picture."""
    from drivers.labels.to_pdf import to_pdf
    from drivers.labels.to_png import to_png
    from station.compose.scanner_selftest import labels

    made = labels()
    folder.mkdir(parents=True, exist_ok=True)
    written = {folder / "scanner-test.pdf": to_pdf(list(made.values()))}
    written |= {folder / f"{name.value}.png": to_png(label) for name, label in made.items()}
    for path, content in written.items():
        path.write_bytes(content)
        print(path)


@in_words
def selftest(
    line: Annotated[str, typer.Argument(help="The line file, or the name of a ready one.")],
    device: Annotated[str, typer.Argument(help="The scanner's name in it.")],
    label: Annotated[str, typer.Option(help="Which test label is scanned.")] = "gs1-data-matrix",
    seconds: Annotated[float, typer.Option(min=1, max=600, help="How long to wait.")] = 30.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as JSON.")] = False,
) -> None:
    """Scan a test label; the verdict names what is set wrongly, and how to set it right.

    The station must not be running on this device. Exit code 1: something is set wrongly.
    """
    from config.loading import find_line, load_line
    from drivers.registry import build
    from station.compose.scanner_selftest import NothingCame
    from station.compose.scanner_selftest import selftest as run
    from station.core.codes import Symbology

    entry = load_line(find_line(line)).devices.get(device)
    if entry is None:
        leave(f"packline: {line} has no device {device!r}", USAGE)
    if label not in list(Symbology):
        leave(f"packline: --label {label}: it is one of {', '.join(Symbology)}", USAGE)
    made = build(device, entry.protocol, entry.url, entry.options)
    if made.caps.kind not in ("reader", "scanner"):
        leave(f"packline: {device} is a {made.caps.kind}, and no scanner", USAGE)
    if not as_json:
        print(f"Scan the test label {label} with {device}. 请用 {device} 扫描测试标签 {label}。")
    try:
        check = run(made, Symbology(label), seconds)
    except NothingCame as nothing:
        leave(f"packline: {nothing}", LATER)
    if as_json:
        findings = [vars(one) for one in check.findings]
        print_json({"label": label, "good": check.good, "findings": findings})
    elif check.good:
        print("The scanner is set well. 扫描器设置正确。")
    else:
        for number, one in enumerate(check.findings, 1):
            detail = f" ({one.detail!r})" if one.detail else ""
            print(f"{number}. {one.english}{detail}\n   {one.chinese}")
    raise typer.Exit(DONE if check.good else FAULT)
