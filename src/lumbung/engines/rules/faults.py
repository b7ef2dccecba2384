"""What is told when the rules of a dataset cannot be made ready."""

from __future__ import annotations

from typing import ClassVar

from lumbung.engines.expressions import ExpressionFault, Spot
from lumbung.vocabulary.problems import Invalid
from lumbung.vocabulary.words import Text


class RuleFault(Invalid):
    """A rule that cannot be compiled: the dataset is refused when its pack is loaded."""

    code = "rules.uncompilable"
    message = Text(
        "Aturan {rule} pada dataset {dataset} tidak dapat dipakai ({where}): {reason}.",
        "Rule {rule} of dataset {dataset} cannot be used ({where}): {reason}.",
    )
    hint = Text(
        "Perbaiki aturannya pada definisi dataset, lalu muat lagi.",
        "Mend the rule in the dataset's definition and load it again.",
    )
    spot: Spot

    def __init__(self, *, dataset: str, rule: str, reason: Text, spot: Spot | None = None) -> None:
        self.rule = rule
        self.spot = spot or Spot(1, 1, 0)
        super().__init__(dataset=dataset, rule=rule, reason=reason, where=self.spot.title)

    @classmethod
    def of(cls, fault: ExpressionFault, *, dataset: str, rule: str) -> RuleFault:
        """The fault of a rule's expression."""
        return cls(dataset=dataset, rule=rule, reason=fault.reason, spot=fault.spot)


class ScopeUnknown(Invalid):
    """A dataset is about areas that nobody has loaded."""

    code: ClassVar[str] = "rules.scope-unknown"
    message = Text(
        "Wilayah {within} pada dataset {dataset} tidak ada dalam daftar wilayah.",
        "Area {within} of dataset {dataset} is not in the list of areas.",
    )
    hint = Text(
        "Muat paket wilayahnya lebih dahulu, atau perbaiki kodenya.",
        "Load the pack with its areas first, or mend the code.",
    )
