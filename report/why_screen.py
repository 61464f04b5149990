"""The answer of `why` on the screen: from a number to the line of the plan or the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.basis_words import basis_lines
from report.terms import place, target_sign, unit_of
from report.text_width import wrapped

if TYPE_CHECKING:
    from evaluation.provenance import Basis
    from evaluation.why import Origin, WhyResult
    from evaluation.why_facts import Printed, TargetFacts, VariableFacts
    from report.session import Session


class _Page:
    """Lines with an indent, wrapped to the screen."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def head(self, key: str, **fields: object) -> None:
        self.session.put()
        self.session.put(self.session.paint(self.session.words(key, **fields), "bold"))

    def line(self, text: str, depth: int = 1) -> None:
        space = " " * (2 * depth)
        first, *rest = wrapped(text, self.session.width - len(space) - 2) or [""]
        self.session.put(space + first)
        for more in rest:
            self.session.put(space + "  " + more)


def show_why(answer: WhyResult, session: Session) -> None:
    """Print target, observations, equation, and the origins upstream with what they rest on."""
    page = _Page(session)
    if answer.target is not None:
        _target(answer.target, page)
    _past(answer, page)
    if answer.variable is not None:
        _model(answer, page)
    _origins(answer, page)


def _target(target: TargetFacts, page: _Page) -> None:
    words = page.session.words
    name = words.choose(target.name_zh, target.name_en)
    page.session.put(page.session.paint(f"{name}  ({target.id})", "bold"))
    unit = unit_of(target.unit, words)
    basis = words.get(f"basis.{target.price_basis}")
    declared = "" if target.price_basis_declared or not basis else words("why.not-declared")
    if target.target is not None:
        value = target_sign(target.relation, target.target, target.target_low)
        detail = words.listed(
            [part for part in (basis + declared, words.get(f"nature.{target.nature}")) if part]
        )
        page.line(words("why.target", value=value, unit=unit, year=target.year, detail=detail))
    page.line(words("why.printed", place=place(target.locator, words)))
    if target.threshold is not None:
        page.line(words("why.threshold"))
        _basis(target.threshold, page, 2)
    if target.stated_growth is not None:
        page.line(words("why.stated", growth=numbers.printed(target.stated_growth)))
    for reading in target.bases:
        page.line(words("why.base", year=target.base_year, reading=_reading(reading, unit, page)))
    if target.department:
        page.line(words("why.department", name=target.department))
    reason = words.choose(target.mode_reason_zh, target.mode_reason_en)
    page.line(words("why.mode", mode=words(f"mode.{target.mode}"), reason=reason))
    if target.note:
        page.line(words("why.note", note=target.note))


def _reading(reading: Printed, unit: str, page: _Page) -> str:
    words = page.session.words
    told = words(
        "why.reading" if reading.default else "why.other-reading",
        value=numbers.printed(reading.value),
        unit=unit,
        place=place(reading.locator, words),
    )
    return f"{told} {reading.note}".rstrip()


def _past(answer: WhyResult, page: _Page) -> None:
    words = page.session.words
    if answer.observations:
        page.head("why.observed")
    for row in answer.observations:
        years = str(row.year_to) if row.year_from == row.year_to else f"{row.year_from}-{row.year_to}"
        told = words(
            "why.observation",
            name=words.choose(row.name_zh, row.name_en),
            years=years,
            value=numbers.printed(row.value),
            sd=f"{row.sd:.3g}",
            unit=unit_of(row.unit, words),
            place=place(row.locator, words),
        )
        page.line(f"{told} {row.note}".rstrip())
    if answer.history:
        page.head("why.history")
    for row in answer.history:
        unit = unit_of(row.unit, words)
        for year, readings in ((row.base_year, row.bases), (row.year, row.reached)):
            for reading in readings:
                page.line(words("why.base", year=year, reading=_reading(reading, unit, page)))


def _model(answer: WhyResult, page: _Page) -> None:
    page.head("why.model")
    if answer.variable is not None:
        _variable(answer.variable, page, 1)
    for variable in answer.inputs:
        _variable(variable, page, 2)


def _variable(variable: VariableFacts, page: _Page, depth: int) -> None:
    page.line(f"{variable.name} [{variable.unit}] = {variable.equation or variable.kind}", depth)
    source = f" ({variable.source})" if variable.source else ""
    about = (variable.about.splitlines() or [""])[0]
    if about or source:
        page.line(f"  {about}{source}", depth)


def _origins(answer: WhyResult, page: _Page) -> None:
    words = page.session.words
    if not answer.origins:
        return
    page.head("why.origins", shown=len(answer.origins), count=answer.origins_in_all)
    for origin in answer.origins:
        page.line(_origin(origin, page))
        if origin.about:
            page.line(origin.about, 2)
        if origin.locator is not None:
            page.line(words("why.printed", place=place(origin.locator, words)), 2)
        _basis(origin.basis, page, 2)


def _origin(origin: Origin, page: _Page) -> str:
    words = page.session.words
    value = "" if origin.central is None else f" = {origin.central:.4g} {unit_of(origin.unit, words)}"
    limits = ""
    if origin.low is not None and origin.high is not None and origin.low != origin.high:
        limits = f" ({origin.low:.4g}..{origin.high:.4g}, {origin.distribution})"
    kind = words.get(f"status.{origin.status}") or words(f"origin.{origin.kind}")
    return words("why.origin", name=origin.name, value=value, limits=limits, kind=kind, steps=origin.steps)


def _basis(basis: Basis, page: _Page, depth: int) -> None:
    for line in basis_lines(basis, page.session.words):
        page.line(line, depth)
