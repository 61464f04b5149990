"""The answer of `sensitivity` on the screen: what bands are made of, what moves them, what turns round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.terms import name_of, unit_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from report.sensitivity_answers import PriorEntry, SensitivityAnswer
    from report.session import Session
    from scenarios.schema import PlanPack, Target

MOST_PARAMETERS = 12
CHANCES = 2
"""A range of P is told by its two ends."""


def show_sensitivity(answer: SensitivityAnswer, pack: PlanPack, session: Session) -> None:
    """Print the four parts."""
    told = session.words("sensitivity.given", scenario=answer.scenario, draws=answer.draws, seed=answer.seed)
    parts = ["\n".join(wrapped(told, session.width)), _layers(answer, pack, session)]
    parts += [_parameters(answer, pack.target(name), session) for name in answer.targets]
    parts += [_priors(answer, pack, session), _policies(answer, session)]
    session.put("\n\n".join(parts))


def _titled(key: str, session: Session, body: str, **fields: object) -> str:
    note = "\n".join(wrapped(session.words(f"sensitivity.{key}-note", **fields), session.width))
    return f"{session.paint(session.words(f'sensitivity.{key}', **fields), 'bold')}\n{note}\n{body}"


def _layers(answer: SensitivityAnswer, pack: PlanPack, session: Session) -> str:
    words = session.words
    names = tuple(answer.layers[0].shares) if answer.layers else ()
    columns = [Column(words("table.indicator"), flexible=True, least=20)]
    columns += [Column(words(f"layer.{name}"), right=True) for name in names]
    rows = [
        [name_of(pack.target(row.id), words), *(_percent(row.shares[name]) for name in names)]
        for row in answer.layers
    ]
    return _titled("layers", session, table(columns, rows, session.width, session.paint))


def _parameters(answer: SensitivityAnswer, target: Target, session: Session) -> str:
    words = session.words
    shares = {row.parameter: row for row in answer.shares if row.id == target.id}
    columns = [
        Column(words("sensitivity.parameter"), flexible=True, least=24),
        Column(words("sensitivity.effect"), right=True),
        Column(words("sensitivity.error"), right=True),
        Column(words("sensitivity.spread"), right=True),
    ]
    if shares:
        columns += [Column(words("sensitivity.first"), right=True)]
        columns += [Column(words("sensitivity.total"), right=True)]
    effects = [row for row in answer.effects if row.id == target.id][:MOST_PARAMETERS]
    rows = [
        [row.parameter, *(numbers.signed(row.direction, 2), f"{row.error:.2f}", f"{row.spread:.2f}")]
        + ([_percent(shares[row.parameter].first), _percent(shares[row.parameter].total)] if shares else [])
        for row in effects
    ]
    body = table(columns, rows, session.width, session.paint)
    name, unit = name_of(target, words), unit_of(target.unit, words)
    return _titled("parameters", session, body, name=name, unit=unit)


def _priors(answer: SensitivityAnswer, pack: PlanPack, session: Session) -> str:
    words = session.words
    columns = [
        Column(words("table.indicator"), flexible=True, least=20),
        Column(words("sensitivity.shipped"), right=True),
        Column(words("sensitivity.lowest"), right=True),
        Column(words("sensitivity.highest"), right=True),
        Column(words("sensitivity.under"), flexible=True, least=12, give_up=1),
    ]
    ids = dict.fromkeys(row.id for row in answer.priors if row.probability is not None)
    rows = [_prior_row([row for row in answer.priors if row.id == id], pack, session) for id in ids]
    count = len({row.set for row in answer.priors}) - 1
    return _titled("priors", session, table(columns, rows, session.width, session.paint), count=count)


def _prior_row(entries: list[PriorEntry], pack: PlanPack, session: Session) -> list[str]:
    words = session.words
    shipped = [row for row in entries if not row.name_en]
    worst, best = min(entries, key=_chance), max(entries, key=_chance)
    setting = words.choose(best.name_zh, best.name_en) or words("sensitivity.own-priors")
    under = words("sensitivity.setting", setting=setting, closure=words(f"closure.{best.closure}"))
    return [
        name_of(pack.target(best.id), words),
        " / ".join(numbers.probability(row.probability) for row in shipped[:CHANCES]),
        numbers.probability(worst.probability),
        numbers.probability(best.probability),
        under if _chance(best) > _chance(worst) else numbers.MISSING,
    ]


def _chance(entry: PriorEntry) -> float:
    return entry.probability or 0.0


def _policies(answer: SensitivityAnswer, session: Session) -> str:
    words = session.words
    lines = wrapped(words("sensitivity.order", names=" > ".join(answer.order)), session.width)
    flips = [
        words("sensitivity.flip", first=flip.first, second=flip.second, setting=flip.setting)
        for flip in answer.flips
    ]
    for told in flips or [words("sensitivity.no-flip")]:
        lines += wrapped(told, session.width)
    return _titled("policies", session, "\n".join(lines))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %".replace("-0 %", "0 %")
