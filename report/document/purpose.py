"""Section 1: what the model is for, and its boundary: explained, given, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.document.links import link, variable_links
from report.document.parts import Row, english, heads, items, note, section, table
from report.html.markup import Safe, element, joined

if TYPE_CHECKING:
    from types import ModuleType

    from report.document.material import Material
    from report.wording import Words

LEFT_OUT = "Left out:"
NAME = "purpose"


def purpose(material: Material, words: Words, number: int) -> Safe:
    """What question the model answers, for whom, and where it ends."""
    about = material.pack.about
    told = words(
        "document.purpose",
        plan=words.choose(about.name.zh, about.name.en),
        region=words.choose(about.region.zh, about.region.en),
        first=about.plan_years[0],
        last=about.plan_years[-1],
        start=about.start_year,
    )
    return section(
        NAME,
        number,
        words,
        element("p", told),
        element("p", words("document.purpose-limits")),
        element("h3", words("document.endogenous")),
        note(words("document.endogenous-note")),
        _endogenous(material, words),
        element("h3", words("document.exogenous")),
        _exogenous(material, words),
        element("h3", words("document.excluded")),
        note(words("document.excluded-note")),
        _excluded(material, words),
        _tracked(material, words),
    )


def _endogenous(material: Material, words: Words) -> Safe:
    """Every stock and every reported quantity of each sector."""
    rows = [
        Row(
            (
                element("a", words(f"document-sector.{sector}"), href=f"#sector-{sector}"),
                variable_links(_stocks(material, sector), material.model),
                variable_links(_reported(material, sector), material.model),
            )
        )
        for sector in material.sectors
    ]
    return table(heads(words, "sector", "stocks", "reported"), rows)


def _stocks(material: Material, sector: str) -> list[str]:
    return [
        name
        for name, stock in material.stocks.items()
        if material.model.variables[name].sector == sector and not stock.built_in
    ]


def _reported(material: Material, sector: str) -> list[str]:
    model = material.model
    return [name for name in model.outputs if model.variables[name].sector == sector]


def _exogenous(material: Material, words: Words) -> Safe:
    pack, model = material.pack, material.model
    levers = {lever.name for lever in pack.levers}
    processes = {process.name for process in pack.processes}
    others = [name for name in model.inputs if name not in levers | processes]
    parts = [
        ("document.given-processes", [name for name in model.inputs if name in processes]),
        ("document.given-levers", [name for name in model.inputs if name in levers]),
        ("document.given-switches", others),
    ]
    told = [joined([words(key), variable_links(names, model)]) for key, names in parts]
    counted = words("document.given-parameters", count=len(material.known.rows))
    return items([*told, element("a", counted, href="#section-parameters")])


def _excluded(material: Material, words: Words) -> Safe:
    general = [element("li", line) for line in words("document.excluded-items").splitlines()]
    by_sector = [
        element("li", words(f"document-sector.{sector}"), words("punctuation.colon"), english(left))
        for sector, module in material.modules.items()
        if (left := left_out(module))
    ]
    return element("ul", *general, *by_sector)


def _tracked(material: Material, words: Words) -> Safe:
    """Targets no variable stands for, each with the reason."""
    rows = [
        Row(
            (
                link("target", target.id, words.choose(target.name_zh, target.name_en)),
                words.choose(target.mode_reason.zh, target.mode_reason.en),
            )
        )
        for target in material.pack.main_targets
        if target.mode == "tracked"
    ]
    if not rows:
        return Safe("")
    return joined(
        [element("h3", words("document.tracked")), table(heads(words, "indicator", "reason"), rows)]
    )


def described(module: ModuleType) -> str:
    """What the sector is about: its docstring without what is left out."""
    text = (module.__doc__ or "").strip()
    before, _, _ = text.partition(LEFT_OUT)
    return " ".join(before.split())


def left_out(module: ModuleType) -> str:
    """What the sector leaves out, from its docstring."""
    _, found, after = (module.__doc__ or "").partition(LEFT_OUT)
    return " ".join(after.split()) if found else ""
