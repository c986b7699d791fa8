"""From a TOML file to a checked model, or to one error that names everything wrong with it.
An order may come as JSON too: that is what other systems write.

Raises only `ConfigError`. Nothing is guessed or filled in from the environment: what a file says is
what the line does.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from config.label import LabelFile
from config.label_rules import label_findings
from config.line import LineFile
from config.line_rules import line_findings
from config.order import OrderFile
from config.problems import ConfigError, Finding, Problem, did_you_mean, dotted
from config.product import ProductFile
from config.rules import product_findings
from config.sentences import faults_of, sentence_for
from config.toml_lines import TomlLines

FILE_BYTES_MAX = 1_000_000
HERE = Path(__file__).parent
LINES = HERE / "lines"
PRODUCTS = HERE / "products"
LABELS = HERE / "labels"

Model = TypeVar("Model", bound=BaseModel)
Rules = Callable[[Mapping[str, Any]], list[Finding]]


def load_product(path: Path | str) -> ProductFile:
    """The product in the file at `path`; label templates that it names as files are named by their
    whole path. Raises `ConfigError`, also for a template that isn't there."""
    path = Path(path)
    product = _load(path, ProductFile, product_findings).with_label_paths(path.parent)
    missing = [
        Finding(("levels", number, "label"), _no_label(level.label))
        for number, level in enumerate(product.levels)
        if level.label and not Path(level.label).is_file() and level.label not in bundled(LABELS)
    ]
    if missing:
        raise ConfigError(_problems(path, _read(path), missing))
    return product


def load_line(path: Path | str) -> LineFile:
    """The line in the file at `path`. Raises `ConfigError`."""
    return _load(Path(path), LineFile, line_findings)


def load_order(path: Path | str) -> OrderFile:
    """The work order in the file at `path`, TOML or JSON. Raises `ConfigError`."""
    return _load(Path(path), OrderFile, lambda raw: [])


def order_of(raw: Mapping[str, Any]) -> OrderFile:
    """A work order that somebody typed in, by the keys of an order file. Raises `ConfigError`."""
    try:
        return OrderFile.model_validate(dict(raw))
    except ValidationError as error:
        raise ConfigError(
            Problem("order", dotted(fault.loc), 0, sentence_for(OrderFile, fault))
            for fault in faults_of(error)
        ) from error


def load_label(path: Path | str) -> LabelFile:
    """The label template in the file at `path`; pictures are named by their whole path. Raises
    `ConfigError`, also for a picture that isn't there."""
    path = Path(path)
    label = _load(path, LabelFile, label_findings).with_picture_paths(path.parent)
    missing = [
        Finding(("elements", number, "file"), f"there is no file {element.file}")
        for number, element in enumerate(label.elements)
        if element.file and not Path(element.file).is_file()
    ]
    if missing:
        raise ConfigError(_problems(path, _read(path), missing))
    return label


def label_problem(path: Path | str, element: int, message: str) -> Problem:
    """What is wrong with an element of a template, found by drawing it, at its line."""
    (problem,) = _problems(Path(path), _read(Path(path)), [Finding(("elements", element), message)])
    return problem


def find_product(name_or_path: str) -> Path:
    """The path of a product that comes with Packline, or of any file. Raises `ConfigError`."""
    return _find(name_or_path, PRODUCTS, "product")


def find_line(name_or_path: str) -> Path:
    """The path of a line that comes with Packline, or of any file. Raises `ConfigError`."""
    return _find(name_or_path, LINES, "line")


def find_label(name_or_path: str) -> Path:
    """The path of a label template that comes with Packline, or of any file. Raises
    `ConfigError`."""
    return _find(name_or_path, LABELS, "label template")


def bundled(folder: Path) -> list[str]:
    """The names of the files that come with Packline in LINES, PRODUCTS or LABELS."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def _no_label(name: str) -> str:
    if name.endswith(".toml"):
        return f"there is no file {name}"
    names = bundled(LABELS)
    known = did_you_mean(name, names) or f"; there are {', '.join(names)}"
    return f'no label template "{name}"{known}; or name a .toml file'


def _find(name_or_path: str, folder: Path, what: str) -> Path:
    path = Path(name_or_path)
    if path.suffix == ".toml" or path.exists() or len(path.parts) != 1:
        return path
    names = bundled(folder)
    if name_or_path in names:
        return folder / f"{name_or_path}.toml"
    hint = did_you_mean(name_or_path, names)
    known = f"there are {', '.join(names)}; or give the path of a .toml file"
    raise ConfigError(
        [Problem(name_or_path, "", 0, f"no {what} of this name{hint or '; ' + known}")]
    )


def _load(path: Path, model: type[Model], rules: Rules) -> Model:
    text = _read(path)
    raw = _parse(path, text)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        shapes = [
            Finding(_path_of(fault.loc, raw), sentence_for(model, fault))
            for fault in faults_of(error)
        ]
        raise ConfigError(_problems(path, text, [*shapes, *rules(raw)])) from error


def _problems(path: Path, text: str, findings: Iterable[Finding]) -> Sequence[Problem]:
    """One problem for each place, in the order of the file."""
    lines = _JsonLines(text) if path.suffix == ".json" else TomlLines(text)
    first: dict[str, Problem] = {}
    for finding in findings:
        key = dotted(finding.path)
        first.setdefault(key, Problem(str(path), key, lines.line_of(finding.path), finding.message))
    return sorted(first.values(), key=lambda problem: problem.line)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
    except IsADirectoryError:
        raise _whole_file(path, "this is a folder; name a .toml file in it") from None
    except FileNotFoundError:
        raise _whole_file(path, "there is no such file") from None
    except (OSError, ValueError) as reason:
        raise _whole_file(path, f"can't be read: {reason}") from None
    if len(data) > FILE_BYTES_MAX:
        raise _whole_file(path, f"larger than {FILE_BYTES_MAX} bytes; this is no configuration")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        raise _whole_file(path, "not UTF-8 here; save the file as UTF-8", line) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    if path.suffix == ".json":
        return _parse_json(path, text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        said = str(reason)
        place = re.search(r"at line (\d+)", said)
        line = int(place[1]) if place else len(text.splitlines())
        raise _whole_file(path, f"not TOML: {said}", line) from None
    except RecursionError:
        raise _whole_file(path, "not TOML: nested too deeply") from None


def _parse_json(path: Path, text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as reason:
        raise _whole_file(path, f"not JSON: {reason.msg}", reason.lineno) from None
    except RecursionError:
        raise _whole_file(path, "not JSON: nested too deeply") from None
    if not isinstance(raw, dict):
        raise _whole_file(path, "not an object in braces", 1)
    return raw


class _JsonLines:
    """Where a key stands in a JSON text that is as flat as an order is."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def line_of(self, path: Sequence[int | str]) -> int:
        key = f'"{path[0]}"' if path else ""
        return next((n for n, line in enumerate(self._lines, 1) if key in line), 1)


def _whole_file(path: Path, message: str, line: int = 0) -> ConfigError:
    return ConfigError([Problem(str(path), "", line, message)])


def _path_of(loc: Sequence[int | str], raw: object) -> tuple[int | str, ...]:
    """The part of pydantic's `loc` that is a place in the file: it adds names of its own to
    unions and to keys of dictionaries."""
    path: list[int | str] = []
    for part in loc:
        if isinstance(raw, Mapping) and isinstance(part, str):
            if part == "[key]":
                break
            known = part in raw
            path.append(part)
            raw = raw[part] if known else None
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            path.append(part)
            raw = raw[part]
    return tuple(path)
