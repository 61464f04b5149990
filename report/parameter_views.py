"""Parameters for readers: what each is, how uncertain, and what it rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from report.answers import ParameterEntry, ParametersAnswer
from scenarios.errors import refuse, unknown_name

if TYPE_CHECKING:
    from calibration.beliefs import Beliefs
    from report.session import Session
    from scenarios.schema import PlanPack
    from scenarios.tables import Parameter

FEW = 5
"""Up to so many are told in full."""


def parameters_answer(pack: PlanPack, as_of: int, names: Sequence[str]) -> ParametersAnswer:
    """The parameters that count as of a year. Raises `InputError` for names nobody knows."""
    from calibration.beliefs import beliefs

    known = beliefs(pack, as_of)
    refuse(
        unknown_name("unknown-parameter", name, name, known.rows) for name in names if name not in known.rows
    )
    rows = [row for name, row in known.rows.items() if not names or name in names]
    return ParametersAnswer(as_of, tuple(_entry(row, known) for row in rows))


def _entry(row: Parameter, known: Beliefs) -> ParameterEntry:
    low, high = row.bounds
    return ParameterEntry(
        name=row.name,
        unit=row.unit,
        status=row.status,
        distribution=row.distribution,
        central=known.fitted.get(row.name, row.central),
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        known_from=row.known_from,
        evidence=row.evidence,
        about=row.about,
    )


def show_parameters(answer: ParametersAnswer, session: Session) -> None:
    """One line a parameter; what it means below when few are asked for."""
    from report.terms import unit_of
    from report.text_table import Column, table

    words = session.words
    columns = [
        Column(words("parameters.name"), flexible=True, least=30),
        Column(words("parameters.unit"), give_up=2),
        Column(words("parameters.central"), right=True),
        Column(words("parameters.limits"), right=True),
        Column(words("parameters.distribution"), give_up=1),
        Column(words("parameters.status")),
        Column(words("parameters.evidence"), give_up=3),
    ]
    rows = [
        [
            row.name,
            unit_of(row.unit, words),
            f"{row.central:.4g}",
            f"{_number(row.low)}..{_number(row.high)}",
            row.distribution,
            words(f"status.{row.status}"),
            row.evidence,
        ]
        for row in answer.parameters
    ]
    session.put(words("parameters.title", count=len(rows), year=answer.as_of))
    session.put(table(columns, rows, session.width, session.paint))
    if len(rows) <= FEW:
        for row in answer.parameters:
            session.put(f"\n{row.name}: {row.about}")
    session.say("\n" + words("parameters.next"))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"
