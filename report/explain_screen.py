"""The answer of `explain` on the screen and as a page: one row a target, one column a group."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.explain.answers import PARTS
from report import numbers
from report.terms import name_of, unit_of
from report.text_table import Column, table
from report.text_width import wrapped

if TYPE_CHECKING:
    from report.explain_answers import ExplainAnswer, GapEntry
    from report.session import Session


def show_explanation(answer: ExplainAnswer, session: Session) -> None:
    """Print the table of means, the bands of the first target, and what it does not say."""
    words = session.words
    columns = [Column(words("table.indicator"), flexible=True, least=16)]
    columns += [Column(words("explain.target"), right=True), Column(words("explain.outlook"), right=True)]
    columns += [Column(words(f"explain-short.{group}"), right=True) for group in PARTS]
    rows = [_row(gap, session) for gap in answer.gaps]
    parts = [_wrapped(_title(answer, session), session)]
    parts += [table(columns, rows, session.width, session.paint)]
    parts += [_bands(gap, session) for gap in answer.gaps[:1]]
    session.put("\n\n".join([*parts, _wrapped(_caption(answer, session), session)]))


def write_page(answer: ExplainAnswer, path: str, session: Session) -> None:
    """Write the same as a page that opens without a network; user text is escaped."""
    words = session.words
    heads = ["table.indicator", "explain.target", "explain.outlook"]
    heads += [f"explain-group.{group}" for group in PARTS]
    head = "".join(f"<th>{escape(words(key))}</th>" for key in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _row(gap, session, True)) + "</tr>"
        for gap in answer.gaps
    )
    page = (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8">'
        f"<title>{escape(words('explain.title'))}</title>"
        "<style>body{font-family:sans-serif;margin:2em}td,th{padding:.3em .8em;text-align:right}"
        "td:first-child,th:first-child{text-align:left}tr:nth-child(even){background:#eee}</style>"
        f"<h1>{escape(words('explain.title'))}</h1><p>{escape(_title(answer, session))}</p>"
        f"<table><tr>{head}</tr>{body}</table><p>{escape(_caption(answer, session))}</p></html>\n"
    )
    Path(path).write_text(page, encoding="utf-8", newline="\n")


def _caption(answer: ExplainAnswer, session: Session) -> str:
    observed = any(gap.observed for gap in answer.gaps)
    told = [session.words("explain.observed")] if observed else []
    return " ".join([*told, session.words("explain.caption")])


def _title(answer: ExplainAnswer, session: Session) -> str:
    closure = session.words(f"closure.{answer.closure}")
    fields = {"scenario": answer.scenario, "plan": answer.plan, "draws": answer.draws, "seed": answer.seed}
    told = session.words("explain.given", closure=closure, **fields)
    if answer.as_of is None:
        return told
    method = session.words(f"method.{answer.method}")
    return told + " " + session.words("explain.knows", year=answer.as_of, method=method)


def _row(gap: GapEntry, session: Session, bands: bool = False) -> list[str]:
    places = numbers.decimals(2, gap.target, gap.unit)
    named = f"{name_of(gap, session.words)} ({unit_of(gap.unit, session.words)})"
    outlook = numbers.level(gap.outlook, places) + ("*" if gap.observed else "")
    cells = [named, numbers.printed(gap.target), outlook]
    for part in gap.parts:
        band = f" ({numbers.band(part.q10, part.q90, places)})" if bands else ""
        cells.append(numbers.signed(part.mean, places) + band)
    return cells


def _bands(gap: GapEntry, session: Session) -> str:
    words, places = session.words, numbers.decimals(2, gap.target, gap.unit)
    columns = [
        Column(words("explain.part"), flexible=True, least=24),
        Column(words("explain.mean"), right=True),
        Column(words("explain.band"), right=True),
    ]
    rows = [
        [
            words(f"explain-group.{part.group}"),
            numbers.signed(part.mean, places),
            numbers.band(part.q10, part.q90, places),
        ]
        for part in gap.parts
    ]
    title = words(
        "explain.one",
        name=name_of(gap, words),
        gap=numbers.signed(gap.gap, places),
        unit=unit_of(gap.unit, words),
        planned=numbers.level(gap.as_planned, places),
    )
    return _wrapped(title, session) + "\n" + table(columns, rows, session.width, session.paint)


def _wrapped(text: str, session: Session) -> str:
    return "\n".join(wrapped(text, session.width))
