"""What all models of files have in common: frozen, nothing unknown, no silent conversions.

Rules that join several keys work on the raw tables (`config.rules`), so that they are checked, and
told, even where another key of the same file has the wrong shape. A model made in code runs the
same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from config.problems import Finding, dotted

NAME_CHARACTERS_MAX = 100

Name = Annotated[
    str, StringConstraints(min_length=1, max_length=NAME_CHARACTERS_MAX, pattern=r"^\S(.*\S)?$")
]


class Entry(BaseModel):
    """A table of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class BrokenRules(ValueError):
    """Keys of a table don't fit together."""


def raise_findings(findings: Sequence[Finding]) -> None:
    """Make pydantic report `findings`, if there are any."""
    if findings:
        raise BrokenRules("; ".join(f"{dotted(found.path)}: {found.message}" for found in findings))
