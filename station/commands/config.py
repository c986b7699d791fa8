"""`packline config`: are line files, product files and label templates right?"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

import typer

from config.checks import check_line_for_product
from config.line import LineFile
from config.loading import (
    LABELS,
    LINES,
    PRODUCTS,
    bundled,
    find_label,
    find_line,
    find_product,
    load_label,
    load_line,
    load_product,
)
from config.problems import ConfigError, Problem
from config.product import ProductFile
from station.commands.exits import in_words, print_json

app = typer.Typer(no_args_is_help=True, help="Line files, product files and label templates.")


@app.command("check")
@in_words
def check(
    files: Annotated[list[str], typer.Argument(help="Files, or names that come with Packline.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check files; with a line and a product, also whether they fit. All errors at once, exit 2."""
    from station.compose.line_check import device_problems

    problems: list[Problem] = []
    lines: list[LineFile] = []
    products: list[ProductFile] = []
    for name in files:
        try:
            problems += _load(name, lines, products)
        except ConfigError as error:
            problems += error.problems
    for line in lines:
        problems += device_problems(line)
        for product in products:
            problems += check_line_for_product(line, product)
    if as_json:
        print_json({"problems": [vars(one) for one in problems], "sound": not problems})
    if problems:
        if as_json:
            raise typer.Exit(2)
        raise ConfigError(problems)
    if not as_json:
        print(f"{len(files)} file(s) checked: nothing wrong")


@app.command("list")
def listed() -> None:
    """The lines, products and label templates that come with Packline."""
    print("lines:    " + ", ".join(bundled(LINES)))
    print("products: " + ", ".join(bundled(PRODUCTS)))
    print("labels:   " + ", ".join(bundled(LABELS)))


def _load(name: str, lines: list[LineFile], products: list[ProductFile]) -> list[Problem]:
    """Adds the file to its kind. A template is drawn: what that shows is the answer."""
    path = _path(name)
    kind = _kind_of(path)
    if kind == "label":
        return _label(path)
    if kind == "product":
        products.append(load_product(path))
    else:
        lines.append(load_line(path))
    return []


def _label(path: Path) -> list[Problem]:
    from station.compose.label_preview import problems_of

    return problems_of(path, load_label(path))


def _path(name: str) -> Path:
    if name in bundled(LABELS):
        return find_label(name)
    return find_product(name) if name in bundled(PRODUCTS) else find_line(name)


def _kind_of(path: Path) -> str:
    """A file is a product if it has levels, a label if it has elements, a line otherwise; the
    folder tells where the file can't be read."""
    try:
        keys = tomllib.loads(path.read_text("utf-8")).keys()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        folder = path.parent.name
        return next((kind for kind in ("product", "label") if kind in folder), "line")
    if "elements" in keys:
        return "label"
    return "product" if "levels" in keys else "line"
