"""The history beside the model: fitted parameters, and every printed quantity with its residual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.answers import FitAnswer, FittedEntry, HistoryEntry, Place

if TYPE_CHECKING:
    from calibration.fit import FittedParameter
    from calibration.history import Compared
    from report.session import Session
    from report.text_table import Column, Row
    from report.wording import Words
    from scenarios.schema import PlanPack

BOUNDS = {"above": "> ", "below": "< "}


def fit_answer(pack: PlanPack, as_of: int, again: bool) -> FitAnswer:
    """The fit as the pack carries it, or done again."""
    from calibration.fit import compare_central, fit, stored_parameters

    if again:
        found = fit(pack, as_of)
        parameters, history = found.parameters, found.history
    else:
        parameters, history = stored_parameters(pack, as_of), compare_central(pack, as_of)
    return FitAnswer(as_of, again, tuple(map(_fitted, parameters)), tuple(map(_compared, history)))


def _fitted(row: FittedParameter) -> FittedEntry:
    return FittedEntry(row.name, row.unit, row.start, row.value, row.low, row.high, bool(row.at_bound))


def _compared(item: Compared) -> HistoryEntry:
    row = item.observation
    return HistoryEntry(
        id=row.id,
        variable=row.variable or "",
        name_zh=row.name_zh,
        name_en=row.name_en,
        kind=row.kind,
        year_from=row.year_from,
        year_to=row.year_to,
        unit=row.unit,
        observed=row.value,
        simulated=item.simulated,
        difference=item.difference,
        percent=item.percent,
        deviation=item.deviation,
        default=row.default,
        locator=Place(row.chapter, row.section, None, row.box, row.row, row.line),
    )


def show_fit(answer: FitAnswer, session: Session) -> None:
    """Two tables: parameters, and the history."""
    from report.text_table import Column, table

    words = session.words
    session.put(words("fit.parameters"))
    columns = [
        Column(words("fit.name"), flexible=True, least=30),
        Column(words("fit.start"), right=True, give_up=1),
        Column(words("fit.value"), right=True),
        Column(words("fit.range"), right=True),
        Column(words("fit.bound")),
    ]
    rows = [
        [
            row.name,
            f"{row.start:.4g}",
            f"{row.value:.4g}",
            f"{row.low:.4g}..{row.high:.4g}",
            words("fit.at-bound") if row.at_bound else "",
        ]
        for row in answer.parameters
    ]
    session.put(table(columns, rows, session.width, session.paint))
    session.put()
    session.put(words("fit.history"))
    session.put(
        table(_history_columns(words), [_row(row, words) for row in answer.observations], session.width)
    )
    session.put()
    session.put(words("fit.note"))


def _history_columns(words: Words) -> list[Column]:
    from report.text_table import Column

    return [
        Column(words("fit.quantity"), flexible=True, least=26),
        Column(words("fit.years")),
        Column(words("fit.observed"), right=True),
        Column(words("fit.simulated"), right=True),
        Column(words("fit.percent"), right=True),
        Column(words("fit.deviation"), right=True),
        Column(words("fit.counts"), give_up=1),
        Column(words("fit.line"), right=True, give_up=2),
    ]


def _row(row: HistoryEntry, words: Words) -> Row:
    from report.terms import unit_of

    years = str(row.year_to) if row.year_from == row.year_to else f"{row.year_from}-{row.year_to}"
    name = words.choose(row.name_zh, row.name_en)
    places = numbers.decimals(1, row.observed)
    return [
        words("table.indicator-unit", name=name, unit=unit_of(row.unit, words)),
        years,
        BOUNDS.get(row.kind, "") + numbers.printed(row.observed),
        numbers.level(row.simulated, places),
        numbers.signed(row.percent, 1),
        numbers.signed(row.deviation, 1),
        words("fit.default" if row.default else "fit.other"),
        str(row.locator.line),
    ]
