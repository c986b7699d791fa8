"""Files of codes from elsewhere, read and held against a product; for commands and screens alike.

Not responsible for what a file may hold (`core.imported`, `core.presets`).
"""

from __future__ import annotations

from pathlib import Path

from station.core.imported import CodeFile, CodeFileErrors, read_code_file
from station.core.packaging import Product
from station.core.presets import ImportPlan, plan_import

FILE_BYTES_MAX = 200_000_000


class WrongCodeFile(Exception):
    """A file of codes that can't be used; `str()` says all that is wrong with it."""


def read_codes(file: Path, characters: int = 0) -> CodeFile:
    """The codes of a file. Raises WrongCodeFile; OSError where it can't be read."""
    if file.stat().st_size > FILE_BYTES_MAX:
        raise WrongCodeFile(f"{file}: larger than {FILE_BYTES_MAX // 1_000_000} MB; split it")
    found = read_code_file(file.read_bytes(), file.name, characters=characters)
    if isinstance(found, CodeFileErrors):
        raise WrongCodeFile(str(found))
    return found


def plan_codes(file: Path, product: Product) -> ImportPlan:
    """What a file brings for this product. Raises WrongCodeFile, OSError."""
    plan = plan_import(read_codes(file), file.name, product)
    if isinstance(plan, CodeFileErrors):
        raise WrongCodeFile(str(plan))
    return plan
