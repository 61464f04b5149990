"""Price bases that matter and are not declared: real growth beside levels, growth that is the target.

Revenue, trade, sales and investment are stated at current prices by custom: their rates hold as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.audit.figures import printed, shown
from evaluation.audit.material import Material, bases_of, in_order, name_of, part_of
from evaluation.audit.outcomes import Outcome, Phrase, Severity, phrase
from evaluation.audit.rates import grown
from evaluation.audit.rules.stated_rates import real_rows, stated_rate
from scenarios.expressions import references
from scenarios.schema import HistoryRow, Locator, Target

Stating = Target | HistoryRow
RELATIVE = ("growth_total", "ratio_to_base")


def price_basis(material: Material) -> Iterator[Outcome]:
    """Whether money that grows says at which prices."""
    rates = {outcome.subject: outcome for outcome in stated_rate(material)}
    for row in (*material.pack.targets, *material.pack.history):
        found = _outcome(row, rates, material) if row.price_basis != "none" else None
        if found is not None:
            yield found


def _outcome(row: Stating, rates: Mapping[str, Outcome], material: Material) -> Outcome | None:
    rate = rates.get(row.id)
    if _is_growth(row):
        return _of_growth(row, material) if isinstance(row, Target) else None
    if row.stated_growth is None:
        return None
    if row.price_basis_declared:
        return _made(row, None, "declared", f"{row.id}: {row.price_basis}", None, {}, ())
    if row.id in real_rows(material):
        return None if rate is not None and rate.kind == "basis" else _of_level(row, material)
    if rate is not None and rate.holds:
        return _made(row, None, "nominal", rate.working, None, {}, rate.where)
    return None


def _is_growth(row: Stating) -> bool:
    return row.unit == "percent/year" or row.transform in RELATIVE or row.relation == "ratio_to_base"


def _of_level(row: Stating, material: Material) -> Outcome | None:
    """Growth by custom at constant prices, a level that may be at either."""
    end = part_of(row, "reached" if isinstance(row, HistoryRow) else "target")
    years, inflation = row.year - row.base_year, material.settings.inflation_example
    if end is None or years < 1 or row.stated_growth is None:
        return None
    level = grown(end.value, inflation, years)
    working = f"{end.text} x (1 + {shown(inflation)} / 100)^{years} = {shown(level)}"
    for base in bases_of(row)[:1]:
        reached = grown(base.value, row.stated_growth, years)
        growth = shown(row.stated_growth)
        working = f"{base.text} x (1 + {growth} / 100)^{years} = {shown(reached)}; {working}"
    beside = [one for one in material.pack.targets if _stands_beside(one, row)]
    places = tuple(one.locator for one in beside)
    fields = {"end": end.text, "rate": shown(row.stated_growth), "level": shown(level), "year": row.year}
    severity = "low" if isinstance(row, HistoryRow) else "medium"
    ids = tuple(one.id for one in beside)
    return _made(row, severity, "level", working, round(level, 4), fields, places, inflation, ids)


def _stands_beside(growth: Target, row: Stating) -> bool:
    """Whether a target of growth is the rate that a level prints in its own row."""
    same_place = growth.locator.line == row.locator.line and growth.target == row.stated_growth
    return growth.id != row.id and growth.unit == "percent/year" and same_place


def _of_growth(row: Target, material: Material) -> Outcome | None:
    """Growth or doubling that is itself the target, of something that has a price."""
    if row.target is None or row.stated in ("direction", "outside"):
        return None
    if row.price_basis_declared:
        return _made(row, None, "declared", f"{row.id}: {row.price_basis}", None, {}, ())
    if any(not _is_growth(one) and _stands_beside(row, one) for one in material.pack.targets):
        return None
    inflation, years = material.settings.inflation_example, row.year - row.base_year
    own = printed(row.target)
    example = f"(1 + {shown(inflation)} / 100)"
    if row.unit == "percent/year":
        real = ((1 + row.target / 100) / (1 + inflation / 100) - 1) * 100
        working = f"((1 + {own.text} / 100) / {example} - 1) x 100 = {shown(real)} %"
    elif row.relation == "ratio_to_base":
        real = row.target / (1 + inflation / 100) ** years
        working = f"{own.text} / {example}^{years} = {shown(real)}"
    else:
        real = ((1 + row.target / 100) / (1 + inflation / 100) ** years - 1) * 100
        working = f"((1 + {own.text} / 100) / {example}^{years} - 1) x 100 = {shown(real)} %"
    step = _in_step(row, material)
    fields = {"target": own.text, "real": shown(real)}
    code, severity = ("in-step", "medium") if step else ("growth", "low")
    return _made(row, severity, code, working, round(real, 4), fields, (), inflation)


def _in_step(row: Target, material: Material) -> bool:
    """Whether the plan holds this growth against that of output."""
    wordings = [one for one in material.pack.audit.wordings if one.wording == "in_step"]
    named = {
        used.id for one in wordings for text in (one.subject, one.against or "0") for used in references(text)
    }
    worded = {one.variable for one in material.pack.targets if one.direction == "in_step" and one.variable}
    return row.id in named or row.variable in worded


def _made(
    row: Stating,
    severity: Severity | None,
    code: str,
    working: str,
    implied: float | None,
    fields: Mapping[str, str | int],
    places: tuple[Locator, ...],
    inflation: float | None = None,
    more: tuple[str, ...] = (),
) -> Outcome:
    told = {"name": name_of(row), **fields}
    return Outcome(
        rule="price_basis",
        subject=row.id,
        kind="basis",
        severity=severity,
        where=in_order((row.locator, *places)),
        indicators=(row.id, *more),
        stated=row.target,
        implied=implied,
        working=working,
        said=Phrase(f"basis-{code}", told),
        explanations=(phrase(f"why-basis-{code}"),) if severity else (),
        assumption=phrase("assume-inflation", inflation=shown(inflation)) if inflation and severity else None,
        correction=Phrase(f"fix-basis-{code}", told) if severity else None,
    )
