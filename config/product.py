"""The product file: a product's packing levels and the codes that they carry.

It mirrors `station.core.packaging`, in the spelling of files; the composition root turns one into
the other. Shapes and ranges are here, what must fit together is in `config.rules`.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from config.model import Entry, Name, raise_findings
from config.rules import product_findings

LEVELS_MAX = 8
CAPACITY_MAX = 10_000
GRID_MAX = 100
PREFIX_CHARACTERS_MAX = 100


class CodeKind(StrEnum):
    MINTED = "minted"
    GS1 = "gs1"
    SSCC = "sscc"
    IMPORTED = "imported"


class Symbology(StrEnum):
    """Spelled as in files; `name` is the name in `station.core.codes.Symbology`."""

    QR = "qr"
    DATA_MATRIX = "data-matrix"
    GS1_DATA_MATRIX = "gs1-data-matrix"
    GS1_QR = "gs1-qr"
    GS1_128 = "gs1-128"
    CODE_128 = "code-128"


class GS1Form(StrEnum):
    ELEMENT_STRING = "element_string"
    DIGITAL_LINK = "digital_link"


class PackMode(StrEnum):
    QUEUE = "queue"
    LOOK_DOWN = "look_down"
    SCANNED = "scanned"
    HAND = "hand"
    PRESET = "preset"


class CodeEntry(Entry):
    """How a level's codes are made and shown. Which keys go with which `kind`: docs/config.md."""

    kind: Annotated[CodeKind, Field(strict=False, description="how the codes are made")]
    symbology: Annotated[Symbology, Field(strict=False, description="the symbol that is printed")]
    prefix: Annotated[
        str, Field(max_length=PREFIX_CHARACTERS_MAX, description="minted: text before the code")
    ] = ""
    gtin: Annotated[str, Field(description="gs1: GTIN of 14 digits")] = ""
    form: Annotated[GS1Form, Field(strict=False, description="gs1: how the text is written")] = (
        GS1Form.ELEMENT_STRING
    )
    domain: Annotated[str, Field(description="digital_link: scheme and host")] = ""
    company_prefix: Annotated[str, Field(description="sscc: GS1 company prefix")] = ""
    extension: Annotated[int, Field(ge=0, le=9, description="sscc: extension digit")] = 0
    file: Annotated[str, Field(description="imported: file of code texts, one a line")] = ""
    preprinted: Annotated[
        bool, Field(description="true: it comes printed on labels or cartons, no printer here")
    ] = False


class InnerEntry(CodeEntry):
    """The second code of the same thing, under the cap or inside the case. It always comes with
    the cap or carton."""

    role: Annotated[Name, Field(description="what it is called, e.g. cap_inner or case_inner")]


class LevelEntry(Entry):
    """One packing level. `capacity` and `pack` are left out at level 0 and needed above it."""

    role: Annotated[Name, Field(description="what the level is called, e.g. bottle or case")]
    code: Annotated[CodeEntry, Field(description="the code rule of the level, a table")]
    inner: Annotated[
        InnerEntry | None, Field(description="the rule of a second code on the same thing, a table")
    ] = None
    capacity: Annotated[
        int, Field(ge=1, le=CAPACITY_MAX, description="units of the level below that it holds")
    ] = 1
    pack: Annotated[
        PackMode | None, Field(strict=False, description="how its content becomes known")
    ] = None
    rows: Annotated[int, Field(ge=0, le=GRID_MAX, description="look_down: rows of the grid")] = 0
    columns: Annotated[
        int, Field(ge=0, le=GRID_MAX, description="look_down: columns of the grid")
    ] = 0
    label: Annotated[
        str, Field(min_length=1, description="label template, by its name or a .toml file")
    ] = ""


class ProductFile(Entry):
    """A product: `levels[0]` is the item, each further level holds units of the one before."""

    name: Annotated[Name, Field(description="what people call the product, no space at its ends")]
    gtin: Annotated[str, Field(description="GTIN of the item, 14 digits")]
    levels: Annotated[
        tuple[LevelEntry, ...],
        Field(
            strict=False,
            min_length=1,
            max_length=LEVELS_MAX,
            description="tables [[levels]], item first",
        ),
    ]

    @model_validator(mode="after")
    def _check_rules(self) -> Self:
        raise_findings(product_findings(self.as_written()))
        return self

    @property
    def top(self) -> int:
        """The number of the outermost level."""
        return len(self.levels) - 1

    def with_label_paths(self, folder: Path) -> ProductFile:
        """The same with label templates that are files from `folder`, unless they have whole
        paths."""
        levels = tuple(
            one.model_copy(update={"label": str((folder / one.label).resolve())})
            if one.label.endswith(".toml")
            else one
            for one in self.levels
        )
        return self.model_copy(update={"levels": levels})

    def gtin_of(self, level: int) -> str:
        """The GTIN in the level's codes: its own, or the product's."""
        return self.levels[level].code.gtin or self.gtin

    def as_written(self) -> dict[str, Any]:
        """The keys that the file gave."""
        return self.model_dump(exclude_unset=True)
