"""The label template: what stands where on a label, in millimetres from its upper left corner.

One template serves every printer language. Texts and data hold fields in braces
(`config.label_fields`). Which keys go with which kind of element is in `config.label_rules`;
filling in and drawing are not done here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from config.label_rules import label_findings
from config.model import Entry, Name, raise_findings

SIDE_MM_MIN, SIDE_MM_MAX = 5, 500
MODULE_MM_MAX = 5
MM_MIN = 0.04  # a dot at 600 dpi
ELEMENTS_MAX = 100
CONTENT_CHARACTERS_MAX = 500

ElementName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
Content = Annotated[str, Field(max_length=CONTENT_CHARACTERS_MAX)]


class ElementKind(StrEnum):
    TEXT = "text"
    QR = "qr"
    DATA_MATRIX = "data-matrix"
    GS1_QR = "gs1-qr"
    GS1_DATA_MATRIX = "gs1-data-matrix"
    GS1_128 = "gs1-128"
    LINE = "line"
    PICTURE = "picture"


class ElementEntry(Entry):
    """One thing on the label. Which keys go with which `kind`: docs/labels.md."""

    kind: Annotated[ElementKind, Field(strict=False, description="what it is")]
    x_mm: Annotated[
        float, Field(ge=0, le=SIDE_MM_MAX, description="mm from the left edge; see align")
    ]
    y_mm: Annotated[
        float, Field(ge=0, le=SIDE_MM_MAX, description="mm from the upper edge to its own")
    ]
    align: Annotated[
        Literal["left", "center", "right"],
        Field(description="which part of it stands at x_mm: its left edge, middle or right edge"),
    ] = "left"
    text: Annotated[Content, Field(description='text: what it says, e.g. "BATCH {batch}"')] = ""
    data: Annotated[Content, Field(description='symbols: what they say, e.g. "{code}"')] = ""
    height_mm: Annotated[
        float,
        Field(ge=MM_MIN, le=SIDE_MM_MAX, description="text, gs1-128, line, picture: height in mm"),
    ] = 0.0
    width_mm: Annotated[
        float, Field(ge=MM_MIN, le=SIDE_MM_MAX, description="line, picture: width in mm")
    ] = 0.0
    module_mm: Annotated[
        float, Field(ge=MM_MIN, le=MODULE_MM_MAX, description="symbols: size of a module in mm")
    ] = 0.0
    tight_module_mm: Annotated[
        float,
        Field(
            ge=MM_MIN,
            le=MODULE_MM_MAX,
            description="symbols: the module where module_mm is too wide",
        ),
    ] = 0.0
    file: Annotated[
        str, Field(min_length=1, description="picture: a PNG file, from the template's folder")
    ] = ""
    dither: Annotated[bool, Field(description="picture: true for photographs")] = False
    name: Annotated[ElementName, Field(description="for only_with and only_without")] = ""
    optional: Annotated[
        bool, Field(description="left out where a field is empty, or a symbol has no room")
    ] = False
    only_with: Annotated[
        tuple[ElementName, ...],
        Field(strict=False, description="printed only if one of these elements above is"),
    ] = ()
    only_without: Annotated[
        tuple[ElementName, ...],
        Field(strict=False, description="printed only if none of these elements above is"),
    ] = ()


class LabelFile(Entry):
    """A label of one size."""

    name: Annotated[Name, Field(description="what people call the label")]
    width_mm: Annotated[
        float, Field(ge=SIDE_MM_MIN, le=SIDE_MM_MAX, description="the label's width in mm")
    ]
    height_mm: Annotated[
        float, Field(ge=SIDE_MM_MIN, le=SIDE_MM_MAX, description="the label's height in mm")
    ]
    elements: Annotated[
        tuple[ElementEntry, ...],
        Field(
            strict=False,
            min_length=1,
            max_length=ELEMENTS_MAX,
            description="tables [[elements]], drawn in this order",
        ),
    ]

    @model_validator(mode="after")
    def _check_rules(self) -> Self:
        raise_findings(label_findings(self.as_written()))
        return self

    def with_picture_paths(self, folder: Path) -> LabelFile:
        """The same with pictures from `folder`, unless they have whole paths."""
        elements = tuple(
            one.model_copy(update={"file": str(folder / one.file)}) if one.file else one
            for one in self.elements
        )
        return self.model_copy(update={"elements": elements})

    def as_written(self) -> Mapping[str, Any]:
        """The keys that the file gave."""
        return self.model_dump(exclude_unset=True)
