"""Ratios that the ends of a plan imply by themselves: value added, trade a train, repaid debt.

The last plan prints no such ratio, so each is held against a range or against its own start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, in_order
from evaluation.audit.outcomes import Outcome, Phrase, PhraseField, Severity, phrase
from evaluation.audit.spans import planned_of


def value_added_rate(material: Material) -> Iterator[Outcome]:
    """Value added of industry over its gross output at the end against what industries have."""
    rate = _figure(material, "{industry}.target / {gross_output}.target * 100")
    if rate is None:
        return
    low, high = material.settings.thin_industry * 100, material.settings.thick_industry * 100
    severity: Severity | None = None if rate.low <= high and rate.high >= low else "medium"
    limit = low if rate.value < low else high
    sign = "<" if rate.value < low else ">" if rate.value > high else "<="
    working = f"{rate.text} = {shown(rate.value)}; {shown(rate.value)} {sign} {shown(limit)}"
    fields = {"rate": shown(rate.value), "low": shown(low), "high": shown(high)}
    yield _outcome("value_added_rate", severity, rate, limit, working, fields)


def output_per_train(material: Material) -> Iterator[Outcome]:
    """The growth of trade over that of trains: what a train stands for at the end against the start."""
    trains = planned_of(material, "trains")
    if trains is None:
        return
    times_text = (
        "{trains}.target" if trains.relation == "ratio_to_base" else "({trains}.target / {trains}.base)"
    )
    times = _figure(material, times_text)
    ratio = _figure(material, f"{{trade}}.target / {{trade}}.base / {times_text}")
    if times is None or ratio is None:
        return
    settings = material.settings
    fallen, risen = ratio.high < 1 - settings.great_change, ratio.low > settings.far_ratio
    far = risen or ratio.high < 1 / settings.far_ratio
    severity: Severity | None = ("medium" if far else "low") if fallen or risen else None
    fields = {
        "ratio": shown(ratio.value),
        "change": shown(abs(ratio.value - 1) * 100),
        "trains": shown(times.value),
    }
    yield _outcome(
        "output_per_train",
        severity,
        ratio,
        1,
        f"{ratio.text} = {shown(ratio.value)}",
        fields,
        "risen" if risen else "fallen",
    )


def debt_service(material: Material) -> Iterator[Outcome]:
    """Financing beyond the rise of debt, which must repay old debt, over the debt at the start."""
    start = "({assets}.base - {equity}.base)"
    end = "({debt_ratio}.target / 100 * {assets}.target)"
    if _figure(material, end) is None:
        end = "({assets}.target - {equity}.target)"
    rise, old, new = (_figure(material, text) for text in (f"{end} - {start}", start, end))
    share = _figure(material, f"({{financing}}.target - ({end} - {start})) / {start}")
    repaid = _figure(material, f"{{financing}}.target - ({end} - {start})")
    if share is None or repaid is None or rise is None or old is None or new is None or old.value <= 0:
        return
    severity: Severity | None = None
    if share.low > material.settings.debt_repaid:
        severity = "medium" if share.low > 1 else "low"
    elif share.high < 0:
        severity = "medium"
    investment = _figure(material, "{state_investment}.target")
    fields = {
        "financing": shown(repaid.value + rise.value),
        "rise": shown(rise.value),
        "start": shown(old.value),
        "end": shown(new.value),
        "repaid": shown(repaid.value),
        "share": shown(share.value * 100),
        "invested": investment.text if investment else "-",
    }
    working = f"{repaid.text} = {shown(repaid.value)}; {share.text} = {shown(share.value)}"
    yield _outcome(
        "debt_service",
        severity,
        share,
        material.settings.debt_repaid,
        working,
        fields,
        "short" if share.high < 0 else "far",
        more=investment,
    )


def _figure(material: Material, pattern: str) -> Figure | None:
    """The value of an expression whose names are roles; None where a role or a number is not there."""
    names = {str(role): row.target for role, row in material.roles.items()}
    try:
        figure = material.figure(pattern.format_map(names))
    except KeyError:
        return None
    return figure if math.isfinite(figure.value) else None


def _outcome(
    rule: str,
    severity: Severity | None,
    figure: Figure,
    limit: float,
    working: str,
    fields: Mapping[str, PhraseField],
    state: str = "far",
    more: Figure | None = None,
) -> Outcome:
    code = rule.replace("_", "-")
    places = (*figure.places, *(more.places if more else ()))
    return Outcome(
        rule=rule,
        subject="-".join(figure.ids),
        kind="implied_ratio",
        severity=severity,
        where=in_order(places),
        indicators=(*figure.ids, *(more.ids if more else ())),
        stated=round(figure.value, 4),
        implied=round(limit, 4),
        working=working,
        said=Phrase(f"{code}-{'holds' if severity is None else state}", fields),
        explanations=() if severity is None else (Phrase(f"why-{code}", fields),),
        assumption=phrase(f"assume-{code}"),
        correction=None if severity is None else Phrase(f"fix-{code}", fields),
    )
