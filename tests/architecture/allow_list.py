"""A contract type of import-linter: a package imports nothing from outside but what is listed."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class AllowListContract(Contract):  # type: ignore[misc]  # import-linter's base class is untyped
    """``source_module`` and all below it, except ``excepted_modules``, import from outside only ``allowed_modules``."""

    type_name = "allow_list"

    source_module = fields.ModuleField()
    excepted_modules = fields.SetField(subfield=fields.ModuleField(), required=False)
    allowed_modules = fields.SetField(subfield=fields.ModuleField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - import-linter's signature
        """Collect each import of a module that is not listed."""
        allowed = {module.name for module in self.allowed_modules}
        excepted = tuple(module.name for module in self.excepted_modules or ())
        strays = [
            f"{importer} imports {imported}"
            for importer in sorted(self._inside(graph))
            if not any(importer == one or importer.startswith(f"{one}.") for one in excepted)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if graph.is_module_squashed(imported) and imported not in allowed
        ]
        return ContractCheck(kept=not strays, metadata={"strays": strays})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each stray import."""
        for stray in check.metadata["strays"]:
            output.print_error(stray)

    def _inside(self, graph: ImportGraph) -> set[Any]:
        return graph.find_descendants(self.source_module.name) | {self.source_module.name}
