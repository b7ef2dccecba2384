"""The import contract that the usual kinds cannot say: a room is entered by its doors.

``pyproject.toml`` names it; ``lint-imports`` runs it. The kind *protected* would need one
contract for every room, and a new room could be forgotten.
"""

from __future__ import annotations

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Nothing outside a room imports what is in it, but for the modules or packages named as doors.

    Options: ``rooms``, the package whose children are the rooms; ``doors``, their names in each room.
    Strings (foreign keys, settings, ``include()``) are not imports: wiring stays possible.
    """

    type_name = "doors"

    rooms = fields.StringField()
    doors = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - the base class has it
        """Find the imports that climb in by a window."""
        windows = []
        for room in sorted(graph.find_children(str(self.rooms))):
            inside = {room, *graph.find_descendants(room)}
            doors = {f"{room}.{door}" for door in self._doors}
            hidden = {module for module in inside if not any(_is_in(module, door) for door in doors)}
            for module in sorted(hidden):
                for importer in sorted(graph.find_modules_that_directly_import(module) - inside):
                    details = graph.get_import_details(importer=importer, imported=module)
                    windows.append((importer, module, [detail["line_number"] for detail in details]))
        return ContractCheck(kept=not windows, metadata={"windows": windows})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which line imports what, and what to do instead."""
        for importer, module, lines in check.metadata["windows"]:
            output.print_error(f"- {importer} -> {module} (l.{', '.join(map(str, lines))})", bold=False)
        output.new_line()
        output.print(f"Use what the room offers in its {' and '.join(sorted(self._doors))}.")
        output.new_line()

    @property
    def _doors(self) -> set[str]:
        return cast("set[str]", self.doors)  # a field becomes its value when the options are read


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")
