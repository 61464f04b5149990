"""Values that a unit cannot have: more heads than heads, more than the whole, a leap, a level as a rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.audit.figures import Figure, printed, shown
from evaluation.audit.material import Material, bases_of, in_order, name_of, part_of, readings
from evaluation.audit.name_words import is_part_of_whole, per_heads
from evaluation.audit.outcomes import Outcome, Phrase, Severity, Value
from evaluation.audit.summaries import all_fit
from scenarios.coverage import means
from scenarios.schema import HistoryRow, Target

Stating = Target | HistoryRow
HEADS = ("person", "wan_person", "thousand_person")
WHOLES = {"percent": 100.0, "per_mille": 1000.0}
BROKEN_OVER = 3
"""Lines over which a row of a box may be broken."""


def per_head_range(material: Material) -> Iterator[Outcome]:
    """Heads counted per so many heads: no value can exceed the heads it is counted for."""
    for row in _stating(material):
        many = per_heads(row.name_zh)
        values = _values(row)
        if many is None or not values or row.unit.partition("/")[0] not in HEADS:
            continue
        most = max(values, key=lambda figure: figure.value)
        working = f"{most.text} {'>' if most.value > many else '<='} {many}"
        if most.value <= many:
            yield _made("per_head_range", row, None, values, most.value, many, working)
        else:
            severity = "high" if row.nature == "binding" else "medium"
            yield _made("per_head_range", row, severity, values, most.value, many, working)


def percent_range(material: Material) -> Iterator[Outcome]:
    """Shares of a whole: no value lies below nothing or above the whole."""
    inside: list[str] = []
    extremes: list[Figure] = []
    for row in _stating(material):
        values, whole = _values(row), WHOLES.get(row.unit)
        if whole is None or not values or not is_part_of_whole(row.name_zh):
            continue
        outside = [figure for figure in values if not 0 <= figure.value <= whole]
        if outside:
            worst = outside[0]
            working = f"{worst.text} > {shown(whole)}" if worst.value > whole else f"{worst.text} < 0"
            yield _made("percent_range", row, "high", values, worst.value, whole, working)
        else:
            inside.append(row.id)
            extremes += values
    if inside:
        low, high = (pick(figure.value for figure in extremes) for pick in (min, max))
        yield all_fit("percent_range", "unit", inside, f"0 <= {shown(low)} .. {shown(high)} <= whole")


def unit_slip(material: Material) -> Iterator[Outcome]:
    """Two ends of one row: a leap beyond any growth suggests that their units differ."""
    steady: list[str] = []
    most = 1.0
    for row in _stating(material):
        base, end = part_of(row, "base"), part_of(row, "reached" if isinstance(row, HistoryRow) else "target")
        if base is None or end is None or min(base.value, end.value) <= 0:
            continue
        ratio = end.value / base.value
        leap = max(ratio, 1 / ratio)
        if leap > material.settings.jump:
            working = f"{end.text} / {base.text} = {shown(ratio)}"
            yield _made("unit_slip", row, "high", (base, end), end.value, base.value, working)
        else:
            steady.append(row.id)
            most = max(most, leap)
    if steady:
        working = f"{shown(most)} <= {shown(material.settings.jump)}"
        yield all_fit("unit_slip", "unit", steady, working)


def level_in_rate_column(material: Material) -> Iterator[Outcome]:
    """Rows of a box without a base whose growth repeats the level: a level in the column of rates."""
    for row in material.pack.targets:
        if row.locator.box is None or row.bases or row.unit.endswith("/year"):
            continue
        value, lines = _repeated(row, material)
        if value is not None:
            places = tuple(row.locator.model_copy(update={"line": line}) for line in lines)
            figure = printed(value, (row.id,), tuple(dict.fromkeys((row.locator, *places))))
            working = f"{figure.text} | {figure.text}"
            yield _made("level_in_rate_column", row, "medium", (figure,), value, None, working)


def _repeated(row: Target, material: Material) -> tuple[float | None, tuple[int, ...]]:
    """The number that a row prints as level and as growth, and the lines that print it."""
    ours = [row.target, *(again.value for again in row.restated)]
    if row.stated_growth is not None:
        lines = (row.locator.line, *(again.locator.line for again in row.restated))
        return (row.stated_growth if row.stated_growth in ours else None), lines
    known = {one.value for one in row.defining}
    for covered in material.pack.covered:
        if 0 <= covered.line - row.locator.line < BROKEN_OVER:
            words = [word for word, claims in covered.claimed if claims == (row.id,)]
            for value in (value for value in ours if value is not None and value not in known):
                if sum(means(word, value) for word in words) > 1:
                    return value, (covered.line,)
    return None, ()


def _stating(material: Material) -> tuple[Stating, ...]:
    return (*material.pack.targets, *material.pack.history)


def _values(row: Stating) -> tuple[Figure, ...]:
    """The values a row prints; none for words."""
    if isinstance(row, Target) and row.stated in ("direction", "outside"):
        return bases_of(row)
    own = part_of(row, "target") if isinstance(row, Target) else None
    return readings(row) if own is None else (*readings(row), own)


def _made(
    rule: str,
    row: Stating,
    severity: Severity | None,
    figures: Sequence[Figure],
    stated: float,
    implied: Value,
    working: str,
) -> Outcome:
    part = rule.replace("_", "-")
    fields = {"name": name_of(row), "stated": shown(stated), "limit": _limit(implied), "working": working}
    places = (row.locator, *(place for figure in figures for place in figure.places))
    return Outcome(
        rule=rule,
        subject=row.id,
        kind="unit",
        severity=severity,
        where=in_order(places),
        indicators=(row.id,),
        stated=stated,
        implied=implied,
        working=working,
        said=Phrase(part if severity else f"{part}-holds", fields),
        explanations=(Phrase(f"why-{part}", fields),) if severity else (),
        correction=Phrase(f"fix-{part}", fields) if severity else None,
    )


def _limit(implied: Value) -> str:
    return shown(implied) if isinstance(implied, float | int) else str(implied or "")
