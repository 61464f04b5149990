"""What a stored evaluation says, read from its JSON; what it leaves out comes from the plan, or stays None.

Programs may add fields to the JSON and leave any of them null, so nothing here relies on a field but `id`.
Progress and growth are in %, probabilities between 0 and 1, levels in the printed unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, cast

from evaluation.explain.answers import Gap, Part
from evaluation.results import Locator

if TYPE_CHECKING:
    from evaluation.results import SeriesPoint
    from scenarios.schema import PlanPack

FINAL_GRADES = ("exceeded", "met", "nearly_met", "missed")
GRADES = ("achieved_early", "ahead", "on_track", "behind", "reversed", "not_evaluable")
LAGGING = ("behind", "reversed")
NO_PLACE: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Seen:
    """One observed figure; `kind` tells a level from a growth rate or a sum, `counted` what progress uses."""

    year: int
    value: float
    unit: str
    month: int | None = None
    kind: str | None = None
    where: str = ""
    vintage: str = ""
    counted: bool = True


@dataclass(frozen=True)
class Pace:
    """Growth of a year, or of its first months on the same months before, beside the planned growth."""

    year: int
    growth: float
    month: int | None = None
    planned: float | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Moved:
    """A policy lever, and where it would have to stand."""

    name: str
    value: float
    wanted: float
    limit: float


@dataclass(frozen=True)
class Need:
    """What the levers would have to do for a target; not `possible` where no allowed movement suffices.

    `aim` is the probability asked for, `tried` the effort from 0 to 1 behind `probability` and `median`.
    """

    possible: bool
    aim: float | None = None
    tried: float | None = None
    probability: float | None = None
    median: float | None = None
    levers: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """One indicator of an evaluation.

    `pace_unit` is the unit of the growth fields: percent_a_year unless it says points or units.
    `open_growth` is what all `open_years`, those without a figure, would need together.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    locator: Locator
    observed: tuple[Seen, ...] = ()
    nature: str | None = None
    mode: str | None = None
    price_basis: str | None = None
    relation: str | None = None
    base: float | None = None
    base_year: int | None = None
    target: float | None = None
    target_low: float | None = None
    target_in_force: float | None = None
    year: int | None = None
    printed_digits: int = 0
    department: str | None = None
    box2: bool = False
    main: bool = True
    reached: float | None = None
    reached_year: int | None = None
    progress: float | None = None
    required_linear: float | None = None
    required_compound: float | None = None
    path: str | None = None
    grade: str | None = None
    reason: str | None = None
    planned_growth: float | None = None
    realised_growth: float | None = None
    required_growth: float | None = None
    effort_ratio: float | None = None
    probability_before: float | None = None
    probability_after: float | None = None
    mc_error: float | None = None
    median: float | None = None
    q10: float | None = None
    q90: float | None = None
    outlook: str | None = None
    proposal: str | None = None
    proposed_value: float | None = None
    proposal_zh: str = ""
    proposal_en: str = ""
    need: Need | None = None
    notes: tuple[str, ...] = ()
    final_grade: str | None = None
    completion: float | None = None
    pace_unit: str | None = None
    open_years: tuple[int, ...] = ()
    open_growth: float | None = None
    open_ratio: float | None = None
    paces: tuple[Pace, ...] = ()
    gap: Gap | None = None


@dataclass(frozen=True)
class Together:
    """The chance that a group of targets is met, before and after the observed years."""

    group: str
    before: float | None
    after: float | None
    count: int | None


@dataclass(frozen=True)
class Earlier:
    """What an earlier run had said of one target, and what came."""

    id: str
    kind: str | None
    as_of: int | None
    median: float | None
    q10: float | None
    q90: float | None
    probability: float | None
    outcome: float | None
    met: bool | None


@dataclass(frozen=True)
class Evaluation:
    """A stored evaluation with the plan it is about; `final` says that the end year is observed."""

    pack: PlanPack
    run: str
    version: str
    seed: int | None
    draws: int | None
    inputs: Mapping[str, str]
    warnings: tuple[str, ...]
    warnings_zh: tuple[str, ...]
    as_of: str
    year: int | None
    final: bool
    method: str | None
    method_reason: tuple[str, str]
    thresholds: Mapping[str, float]
    indicators: tuple[Indicator, ...]
    joint: tuple[Together, ...]
    earlier: tuple[Earlier, ...] = ()
    points: tuple[SeriesPoint, ...] = ()

    @property
    def updated(self) -> bool:
        """Whether probabilities were computed."""
        return any(one.probability_after is not None for one in self.indicators)

    @property
    def main(self) -> tuple[Indicator, ...]:
        """The indicators of the table: those that a run answers for or that have observed figures."""
        return tuple(one for one in self.indicators if one.main or one.observed)

    def graded(self, *grades: str) -> tuple[Indicator, ...]:
        """The indicators with one of these grades."""
        return tuple(one for one in self.main if one.grade in grades)


def evaluation_of(
    data: Mapping[str, Any],
    pack: PlanPack,
    run: str = "",
    points: tuple[SeriesPoint, ...] = (),
    notes: Mapping[str, tuple[str, ...]] | None = None,
) -> Evaluation:
    """The evaluation in an envelope as `planreach evaluate --json` prints it.

    `notes` are sentences about an indicator, by its id.
    """
    result = _table(data.get("result"))
    gaps = {str(row.get("id")): row for row in map(_table, _rows(result.get("gaps")))}
    indicators = tuple(
        _indicator(
            {"notes": (notes or {}).get(str(row.get("id"))), "gap": gaps.get(str(row.get("id"))), **row}, pack
        )
        for row in map(_table, _rows(result.get("indicators")))
    )
    as_of, month = result.get("as_of"), _whole(result.get("as_of_month"))
    year = _year(as_of) or max((seen.year for one in indicators for seen in one.observed), default=None)
    return Evaluation(
        pack=pack,
        run=run,
        version=str(data.get("version") or ""),
        seed=_whole(data.get("seed")),
        draws=_whole(data.get("draws")),
        inputs={str(k): str(v) for k, v in _table(data.get("inputs")).items()},
        warnings=tuple(str(text) for text in _rows(data.get("warnings"))),
        warnings_zh=tuple(str(text) for text in _rows(result.get("warnings_zh") or data.get("warnings"))),
        as_of=str(as_of if as_of is not None else year or "") + (f"-{month:02d}" if month else ""),
        year=year,
        final=bool(result.get("final")) or any(one.final_grade for one in indicators),
        method=_text(result.get("method")),
        method_reason=(str(result.get("method_reason_zh") or ""), str(result.get("method_reason_en") or "")),
        thresholds=_thresholds(_table(result.get("thresholds")), pack),
        indicators=indicators,
        joint=_joint(_table(result.get("joint"))),
        earlier=tuple(_earlier(_table(row)) for row in _rows(result.get("forecasts"))),
        points=points,
    )


def _indicator(row: Mapping[str, Any], pack: PlanPack) -> Indicator:
    """The row of the JSON, over what the plan says of the target."""
    known = _planned(str(row.get("id")), pack)
    told = {key: value for key, value in row.items() if value is not None}
    held = {**known, **told}
    held["locator"] = Locator(**_chosen(Locator, _table(held.get("locator"))))
    held["observed"] = tuple(_seen(_table(one)) for one in _rows(row.get("observed")))
    held["paces"] = _paces(row)
    held |= _proposed(row.get("proposal"))
    held["need"] = _need(_table(row.get("need")))
    held["gap"] = _gap(_table(row.get("gap")))
    held["open_years"] = tuple(_rows(row.get("open_years")))
    named: dict[str, Any] = {"name_zh": held["id"], "name_en": held["id"], "unit": ""} | _chosen(
        Indicator, held
    )
    return Indicator(**named)


def _proposed(told: Any) -> dict[str, Any]:
    """A proposal by its word alone, or with its reason and the value it names."""
    row = _table(told)
    if not row:
        return {"proposal": _text(told)}
    return {
        "proposal": _text(row.get("proposal")),
        "proposed_value": _number(row.get("value")),
        "proposal_zh": _text(row.get("text_zh")),
        "proposal_en": _text(row.get("text_en")),
    }


def _need(row: Mapping[str, Any]) -> Need | None:
    if "possible" not in row:
        return None
    levers = tuple(
        Moved(**one) for one in (_chosen(Moved, _table(lever)) for lever in _rows(row.get("levers")))
    )
    held: dict[str, Any] = {**_chosen(Need, row), "levers": levers}
    return Need(**held)


def _gap(row: Mapping[str, Any]) -> Gap | None:
    parts = tuple(Part(**_table(part)) for part in _rows(row.get("parts")))
    held: dict[str, Any] = {**row, "parts": parts}
    return Gap(**held) if parts else None


def _planned(id: str, pack: PlanPack) -> dict[str, Any]:
    target = next((one for one in pack.targets if one.id == id), None)
    if target is None:
        return {"id": id}
    names = (
        "id", "name_zh", "name_en", "unit", "nature", "mode", "price_basis", "relation", "base", "base_year",
        "target", "target_low", "year", "printed_digits", "department", "main",
    )  # fmt: skip
    return {name: getattr(target, name) for name in names} | {
        "box2": target.table == "box2",
        "locator": target.locator.model_dump(),
    }


def _thresholds(told: Mapping[str, Any], pack: PlanPack) -> dict[str, float]:
    """The settings of grades and words as they were used, else those of the plan."""
    known = pack.about.grading.model_dump() | pack.about.verdicts.model_dump()
    return {
        name: value if (held := _number(told.get(name))) is None else held for name, value in known.items()
    }


def _paces(row: Mapping[str, Any]) -> tuple[Pace, ...]:
    """Whole years first, then the part of a year."""
    told = [*_rows(row.get("year_growth")), *([row["partial"]] if row.get("partial") else [])]
    chosen = (_chosen(Pace, _table(one)) for one in told)
    return tuple(Pace(**one) for one in chosen if "growth" in one and "year" in one)


def _seen(row: Mapping[str, Any]) -> Seen:
    blank: dict[str, Any] = {"year": 0, "value": 0.0, "unit": ""}
    return Seen(**(blank | _chosen(Seen, row)))


def _joint(joint: Mapping[str, Any]) -> tuple[Together, ...]:
    """Before and after for each group; one entry without groups counts as all."""
    before, after = _table(joint.get("before")), _table(joint.get("after"))
    if "probability" in before or "probability" in after:
        before, after = {"all": before}, {"all": after}
    groups = [name for name in ("binding", "economic", "all") if name in before or name in after]
    return tuple(_together(name, _table(before.get(name)), _table(after.get(name))) for name in groups)


def _together(group: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Together:
    ids = _rows(after.get("ids")) or _rows(before.get("ids"))
    chance = (_number(before.get("probability")), _number(after.get("probability")))
    return Together(group, *chance, len(ids) or None)


def _earlier(row: Mapping[str, Any]) -> Earlier:
    held: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Earlier)}
    return Earlier(**held)


def _chosen(kind: type[Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `kind` that a row has and that are not null."""
    return {field.name: row[field.name] for field in fields(kind) if row.get(field.name) is not None}


def _table(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else NO_PLACE


def _rows(value: Any) -> Sequence[Any]:
    return cast("Sequence[Any]", value) if isinstance(value, (list, tuple)) else ()


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _year(value: Any) -> int | None:
    text = str(value or "")[:4]
    return int(text) if text.isdigit() else None
