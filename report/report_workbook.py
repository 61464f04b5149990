"""A run or an evaluation as a workbook: plain values with full precision, every sheet with its units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from report.outline import cells
from report.terms import name_of, place_words, unit_of, verdict_of
from scenarios.workbook import Grid, Value

if TYPE_CHECKING:
    from report.outline.facts import Evaluation, Indicator
    from report.outline.run_outline import RunContent
    from report.wording import Words

WIDE = {"name": 34.0, "place": 20.0, "where": 20.0, "department": 18.0, "reason": 34.0}
USUAL = 13.0
INDICATORS = (
    "id", "name", "unit", "nature", "price_basis", "base_year", "base", "target", "year", "reached_year",
    "reached", "progress", "required_linear", "required_compound", "path", "grade", "final_grade",
    "planned_growth", "realised_growth", "required_growth", "effort_ratio", "probability_before",
    "probability_after", "median", "q10", "q90", "outlook", "proposal", "department", "place",
)  # fmt: skip
OBSERVED = ("id", "name", "year", "month", "value", "unit", "kind", "where", "vintage", "counted")
TARGETS = (
    "id", "name", "unit", "nature", "price_basis", "relation", "base_year", "base", "target", "year",
    "median", "q05", "q10", "q90", "q95", "probability", "mc_error", "required_growth", "simulated_growth",
    "verdict", "department", "place",
)  # fmt: skip
SERIES = (
    "id",
    "name",
    "unit",
    "year",
    "q05",
    "q10",
    "q25",
    "q50",
    "q75",
    "q90",
    "q95",
    "observed",
    "central",
)
JOINT = ("group", "count", "probability_before", "probability_after")
RUN_JOINT = ("group", "count", "probability", "mc_error")


def evaluation_sheets(found: Evaluation, words: Words) -> dict[str, Grid]:
    """Indicators, observed figures, joint probabilities, and what the book is about."""
    observed = (
        {**vars(seen), "id": one.id, "name": cells.name(one, words), "unit": unit_of(seen.unit, words)}
        | {
            "kind": words.get(f"midterm-kind.{seen.kind}"),
            "counted": words("midterm.yes" if seen.counted else "midterm.no"),
        }
        for one in found.indicators
        for seen in one.observed
    )
    joint = (
        {
            "group": words(f"joint.{one.group}"),
            "count": one.count,
            "probability_before": one.before,
            "probability_after": one.after,
        }
        for one in found.joint
    )
    about = [("as_of", found.as_of), ("draws", found.draws), ("seed", found.seed), ("run", found.run)]
    sheets = {
        "indicators": _grid(INDICATORS, (_indicator(one, words) for one in found.indicators), words),
        "observed": _grid(OBSERVED, observed, words),
        "joint": _grid(JOINT, joint, words),
        "about": _about(about, found.inputs, found.version, words),
    }
    return {words(f"report-sheet.{name}"): grid for name, grid in sheets.items()}


def _indicator(one: Indicator, words: Words) -> Mapping[str, Value]:
    """Numbers as they are in the JSON; vocabularies in words."""
    return {
        **vars(one),
        "name": cells.name(one, words),
        "unit": unit_of(one.unit, words),
        "nature": words.get(f"nature.{one.nature}"),
        "price_basis": words.get(f"basis.{one.price_basis}"),
        "path": words.get(f"midterm.path-{one.path}") if one.path else None,
        "grade": words.get(f"grade.{one.grade}"),
        "final_grade": words.get(f"final-grade.{one.final_grade}"),
        "outlook": words.get(f"verdict.{one.outlook}"),
        "proposal": words.get(f"midterm-proposal.{one.proposal}"),
        "place": place_words(one.locator, words),
    }


def run_sheets(found: RunContent, words: Words) -> dict[str, Grid]:
    """Targets, yearly bands of the targets, joint probabilities, and what the book is about."""
    answer, run = found.answer, found.answer.result
    names = {target.id: name_of(target, words) for target in run.targets}
    targets = (
        {
            **vars(target),
            "name": name_of(target, words),
            "unit": unit_of(target.unit, words),
            "nature": words.get(f"nature.{target.nature}"),
            "price_basis": words.get(f"basis.{target.price_basis}"),
            "relation": words.get(f"relation.{target.relation}").format(value="", low="").strip(),
            "verdict": verdict_of(target.verdict, words),
            "place": place_words(target.locator, words),
        }
        for target in run.targets
    )
    series = (
        {
            **vars(point),
            "id": point.variable,
            "name": names.get(point.variable),
            "unit": unit_of(point.unit, words),
        }
        for point in found.points
    )
    groups = {"binding": run.joint.binding, "economic": run.joint.economic, "all": run.joint.all}
    joint = (
        {**vars(entry), "group": words(f"joint.{name}"), "count": len(entry.ids)}
        for name, entry in groups.items()
    )
    about = [("as_of", run.as_of), ("scenario", run.scenario), ("draws", answer.draws), ("seed", answer.seed)]
    sheets = {
        "targets": _grid(TARGETS, targets, words),
        "series": _grid(SERIES, series, words),
        "joint": _grid(RUN_JOINT, joint, words),
        "about": _about(about, answer.inputs, answer.version, words),
    }
    return {words(f"report-sheet.{name}"): grid for name, grid in sheets.items()}


def _grid(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], words: Words) -> Grid:
    """A sheet; what a row does not have, or has empty, stays blank."""
    return Grid(
        header=tuple(words(f"report-column.{name}") for name in columns),
        rows=tuple(
            tuple(None if row.get(name) in ("", None) else row[name] for name in columns) for row in rows
        ),
        widths=tuple(WIDE.get(name, USUAL) for name in columns),
    )


def _about(pairs: Sequence[tuple[str, Value]], inputs: Mapping[str, str], version: str, words: Words) -> Grid:
    """Settings and files; the note on units comes first."""
    rows: list[tuple[Value, Value]] = [(words("report-about.units"), words("report-about.units-text"))]
    rows += [(words(f"report-about.{name}"), value) for name, value in pairs]
    rows += [(words("report-about.version"), version)]
    rows += [(path, digest) for path, digest in sorted(inputs.items())]
    header = (words("report-column.item"), words("report-column.value"))
    return Grid(header, tuple(rows), (36.0, 70.0))
