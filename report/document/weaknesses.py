"""Section 11: what the model does not know, as far as it can be said, and what follows from the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.document.links import link, variable_links
from report.document.parameters import KINDS, PRIOR
from report.document.parts import section, sentence
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words

NAME = "weaknesses"
FAR = 2.0
"""Standard deviations beyond which a residual is named."""


def weaknesses(material: Material, words: Words, number: int) -> Safe:
    """Known weaknesses: of the structure in words, of the numbers computed."""
    known = [element("li", line) for line in words("document.weaknesses").splitlines()]
    return section(NAME, number, words, element("ul", *known, *_computed(material, words)))


def _computed(material: Material, words: Words) -> list[Safe]:
    pack, rows = material.pack, material.known.rows
    drawn = [row.name for row in rows.values() if row.distribution in KINDS and row.status in PRIOR]
    far = [item.observation.id for item in material.history if abs(item.deviation) > FAR]
    bound = [row.name for row in material.fitted if row.at_bound]
    tracked = [target.id for target in pack.main_targets if target.mode == "tracked"]
    before, after = material.all_starts
    told = [
        sentence(words, "document.weak-priors", count=len(drawn), names=_names(drawn, material)),
        sentence(
            words,
            "document.weak-starts",
            before=f"{before:.1f}",
            after=f"{after:.1f}",
            change=numbers.signed(100 * (after / before - 1), 0),
            first=pack.about.levers_act_from,
            last=pack.about.base_year,
        ),
    ]
    if far:
        told.append(
            sentence(
                words, "document.weak-residuals", far=numbers.printed(FAR), names=_links("observation", far)
            )
        )
    if bound:
        told.append(sentence(words, "document.weak-bounds", names=_names(bound, material)))
    if tracked:
        names = _links("target", tracked)
        told.append(sentence(words, "document.weak-tracked", count=len(tracked), names=names))
    return [element("li", line) for line in told]


def _names(names: list[str], material: Material) -> Safe:
    own = [name for name in names if name in material.model.variables]
    others = [link("variable", name) for name in names if name not in own]
    return joined([variable_links(own, material.model), *others], ", ")


def _links(kind: str, ids: list[str]) -> Safe:
    return joined((link(kind, id) for id in ids), ", ")
