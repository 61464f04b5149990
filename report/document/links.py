"""Anchors and links: every variable, piece of evidence, source, loop, scenario and figure has one address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.schema import PlanPack
    from sim.model import Model

CONTENTS = "contents"
PLAN_TEXT, JUDGEMENT = "plan-text", "judgement"
"""Keys of the two sources that rows of evidence do not name."""
BREAK = Safe("_<wbr>")


def anchor(kind: str, name: str) -> str:
    """The address of something: `variable`, `evidence`, `source`, `loop`, `scenario`, `observation`, ..."""
    return f"{kind}-{name}"


def code(name: str) -> Safe:
    """A name as code, which may be broken after an underscore."""
    return element("code", joined(name.split("_"), BREAK))


def link(kind: str, name: str, label: object | None = None) -> Safe:
    """A link to something, with its name as the label."""
    shown = code(name) if label is None else label
    return element("a", shown, href=f"#{anchor(kind, name)}")


def variable_link(name: str, model: Model, label: object | None = None) -> Safe:
    """A link to a variable, or to the first element of a base name; plain text for a name of neither."""
    target = model.elements[name][0] if name in model.elements else name
    return link("variable", target, code(name) if label is None else label)


def variable_links(names: Sequence[str], model: Model) -> Safe:
    """Links to variables; where all elements of a name are there, one link stands for them."""
    left = dict.fromkeys(names)
    shown: list[Safe] = []
    for name in names:
        if name not in left:
            continue
        base = model.variables[name].base if name in model.variables else name
        elements = model.elements.get(base, ())
        if len(elements) > 1 and all(item in left for item in elements):
            shown.append(joined([variable_link(base, model), element("sub", "i")]))
            left = {other: None for other in left if other not in elements}
        else:
            shown.append(variable_link(name, model))
            del left[name]
    return joined(shown, ", ")


def evidence_link(pack: PlanPack, id: str) -> Safe:
    """A link to a row of evidence, a line of the plan or a source; plain text where there is none."""
    from evaluation.provenance import basis

    kind = basis(pack, id).kind
    if kind == "definition":
        return joined([id])
    return link("source" if kind == "source" else "evidence", id)


def source_links(keys: Iterable[str]) -> Safe:
    """Links to the list of sources."""
    return joined((link("source", key) for key in keys), ", ")


def evidence_with_sources(pack: PlanPack, id: str, words: Words) -> Safe:
    """The evidence, and behind it the sources it comes from."""
    from evaluation.provenance import basis

    found = basis(pack, id)
    if found.kind in ("source", "definition"):
        return evidence_link(pack, id)
    own = {"plan_line": [PLAN_TEXT], "judgement": [JUDGEMENT]}
    keys = [key for key in own.get(found.kind, [note.key for note in found.sources]) if key in pack.sources]
    if not keys:
        return evidence_link(pack, id)
    return joined([evidence_link(pack, id), words("document.arrow"), source_links(keys)])


def names_of(name: str, material: Material, words: Words) -> str:
    """The name of a variable for people, in both languages, where the plan gives one; else nothing."""
    found = material.names.get(name)
    if found is None:
        return ""
    zh, en = found
    return words("document.both-names", zh=zh, en=en)
