"""The model's median path to each target, in the terms of its yearly milestones.

Levels, shares and yearly values are those of the year; sums, cuts and growth in all those since the base
year. Kept beside the report of a run, for the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from report.target_paths import up_to

if TYPE_CHECKING:
    from evaluation.annual import Annual
    from scenarios.schema import Target

FILE = "milestone_paths.json"
OF_A_YEAR = ("growth_average", "growth_each_year", "maximum", "average")
"""Targets whose milestone is a value of each year by itself."""
Medians = Mapping[tuple[str, int], float]


def milestone_medians(targets: Iterable[Target], annual: Annual) -> Medians:
    """The median over the draws by target and year; nothing for targets that no variable stands for."""
    return {
        (target.id, year): float(np.median(up_to(_of_the_year(target, year), annual, year)))
        for target in targets
        if target.variable is not None and target.transform is not None
        for year in range(target.base_year + 1, target.year + 1)
    }


def _of_the_year(target: Target, year: int) -> Target:
    alone = target.transform in OF_A_YEAR
    return target.model_copy(update={"base_year": year - 1}) if alone else target


def write_medians(folder: Path, medians: Medians) -> None:
    """Keep the medians in a run folder."""
    nested: dict[str, dict[str, float]] = {}
    for (name, year), value in medians.items():
        nested.setdefault(name, {})[str(year)] = value
    text = json.dumps(nested, allow_nan=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_medians(folder: Path) -> Medians:
    """The medians kept in a run folder; none where there is no such file."""
    path = folder / FILE
    nested = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {(name, int(year)): float(value) for name, own in nested.items() for year, value in own.items()}
