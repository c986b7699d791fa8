"""The import table's own kind of contract: a package may import what its row names, nothing else.

import-linter's `forbidden` contract names what is not allowed, so a library that nobody thought of
passes. Here the row names what is allowed and everything else is illegal: the table is exhaustive.
Only direct imports count; as every package has its row, indirect ones follow.
Not responsible for the rows themselves: they are in pyproject.toml.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, ClassVar

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    from grimp import ImportGraph


def is_within(module: str, packages: list[str]) -> bool:
    """True if `module` is one of `packages` or lies inside one."""
    return any(module == package or module.startswith(package + ".") for package in packages)


class MayImport(Contract):
    """`package` may import itself, the standard library and `allowed`; `never` beats all three.

    `apart_from` names parts of the package that have a row of their own.
    """

    type_name: ClassVar[str] = "may_import"

    package: Any = fields.StringField()
    allowed: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    never: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    apart_from: Any = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """List every direct import that the row does not name; warn if the row guards nothing."""
        guarded = [
            module
            for module in sorted(graph.modules)
            if is_within(module, [self.package]) and not is_within(module, self.apart_from)
        ]
        illegal = [
            (module, imported)
            for module in guarded
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if not self._may(imported)
        ]
        warnings = [] if guarded else [f"{self.package} does not exist: this row guards nothing"]
        return ContractCheck(kept=not illegal, warnings=warnings, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each illegal import."""
        for module, imported in check.metadata["illegal"]:
            output.print_error(f"{module} imports {imported}", bold=False)
        output.new_line()

    def _may(self, imported: str) -> bool:
        if is_within(imported, self.never):
            return False
        if imported.partition(".")[0] in sys.stdlib_module_names:
            return True
        return is_within(imported, [self.package, *self.allowed])
