"""A template with example contents: for looking at it, and for finding what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from config.label import LabelFile
from config.label_fields import EXAMPLES, FIELDS
from config.loading import label_problem
from config.problems import Problem, did_you_mean
from drivers.labels.dots import DOTS_A_MM
from drivers.labels.label import Label, LabelError
from drivers.labels.languages import DOTS_OF_DPI, LANGUAGES, renderer
from drivers.labels.symbols import SymbolError, element_string
from drivers.labels.to_pdf import to_pdf
from drivers.labels.to_png import to_png
from station.compose.label_filling import ElementFault, fill

PICTURES: Mapping[str, Callable[[Label, int], bytes]] = {
    "png": to_png,
    "pdf": lambda label, dots_a_mm: to_pdf([label]),
}
FORMATS = tuple(dict.fromkeys((*PICTURES, *LANGUAGES)))


def example_fields(given: Mapping[str, str]) -> dict[str, str]:
    """The examples, with what is `given` in their place. A code in parentheses, `(00)3401…`, is a
    GS1 element string. Raises LabelError for a field that there isn't, or such a code with a
    fault."""
    for name in given:
        if name not in FIELDS:
            known = did_you_mean(name, FIELDS) or f"; there are {', '.join(FIELDS)}"
            raise LabelError(f'there is no field "{name}"{known}')
    fields = {**EXAMPLES, **given}
    if "code" in given and "code_text" not in given:
        fields["code_text"] = given["code"]
    if fields["code"].startswith("("):
        try:
            fields["code"] = element_string(fields["code"]).decode()
        except SymbolError as reason:
            raise LabelError(str(reason)) from reason
    return fields


def preview(
    template: LabelFile, fields: Mapping[str, str], form: str, dpi: int, font: str
) -> bytes:
    """The label in one of FORMATS. Raises LabelError for what doesn't fit."""
    label = fill(template, fields)
    if form in PICTURES:
        return PICTURES[form](label, DOTS_OF_DPI[dpi])
    return renderer(form)(label, DOTS_OF_DPI[dpi], font)


def problems_of(path: Path, template: LabelFile) -> list[Problem]:
    """What is wrong with a template when it is filled with the examples; [] = nothing."""
    try:
        label = fill(template, EXAMPLES)
        _sharp_somewhere(label)
    except ElementFault as fault:
        return [label_problem(path, fault.number, str(fault.reason))]
    except LabelError as reason:
        return [Problem(str(path), "elements", 0, str(reason))]
    return []


def _sharp_somewhere(label: Label) -> None:
    """Raises LabelError unless modules are whole dots at one resolution at least."""
    found: list[LabelError] = []
    for dots_a_mm in DOTS_A_MM:
        try:
            to_png(label, dots_a_mm)
        except LabelError as reason:
            found.append(reason)
        else:
            return
    raise found[0]
