"""Totals over the years of the last plan against what a path between the printed ends adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.audit.figures import Figure, shown
from evaluation.audit.material import Material, in_order, name_of
from evaluation.audit.outcomes import Outcome, Severity, phrase
from evaluation.audit.spans import Span, past_of, spans_of, totals
from scenarios.schema import Bilingual

STATES: dict[Severity | None, str] = {None: "holds", "low": "bent", "medium": "outside"}


@dataclass(frozen=True)
class Total:
    """A printed total, the ends it is held against, and the other printed ends that fit it better."""

    name: Bilingual
    figure: Figure
    span: Span
    others: tuple[Span, ...]


def path_total(material: Material) -> Iterator[Outcome]:
    """A total over the years against a smooth path between the ends, and any path that never turns."""
    for role in material.roles:
        row = past_of(material, role)
        if row is None:
            continue
        spans = spans_of(row)
        for figure in totals(material, role, (row.base_year + 1, row.year)):
            for span in spans:
                others = tuple(other for other in spans if other is not span)
                yield _outcome(Total(name_of(row), figure, span, others), material)


def _severity(figure: Figure, span: Span, material: Material) -> Severity | None:
    part = material.settings.smooth_sum
    if figure.low <= span.smooth * (1 + part) and figure.high >= span.smooth * (1 - part):
        return None
    return "low" if _possible(figure, span) else "medium"


def _possible(figure: Figure, span: Span) -> bool:
    return figure.low <= span.most and figure.high >= span.least


def _outcome(total: Total, material: Material) -> Outcome:
    span, figure = total.span, total.figure
    severity = _severity(figure, span, material)
    fitting = [other for other in total.others if _possible(figure, other)]
    state = STATES[severity]
    better = "-fitting" if state == "outside" and fitting else ""
    fields = {
        "name": total.name,
        "base": span.base.text,
        "end": span.end.text,
        "total": figure.text,
        "smooth": shown(span.smooth),
        "least": shown(span.least),
        "most": shown(span.most),
        "fitting": tuple(other.end.text for other in fitting),
    }
    return Outcome(
        rule="path_total",
        subject=f"{figure.ids[0]}-{span.base.text}-{span.end.text}",
        kind="conflict",
        severity=severity,
        where=in_order((*figure.places, *span.places)),
        indicators=(span.id, *figure.ids),
        stated=figure.value,
        implied=round(span.smooth, 4),
        working=f"{span.smooth_text}; {shown(span.least)} to {shown(span.most)}; printed {_shown(figure)}",
        said=phrase(f"path-{state}{better}", **fields),
        explanations=() if severity is None else (phrase(f"why-path-{state}", **fields),),
        assumption=phrase("assume-smooth" if state != "outside" else "assume-steady"),
        correction=None if severity is None else phrase(f"fix-path-{state}", **fields),
    )


def _shown(figure: Figure) -> str:
    """A total as printed; one that is a limit with its sign."""
    sign = ">" if figure.low == figure.value else "<" if figure.high == figure.value else ""
    return f"{sign}{figure.text}"
