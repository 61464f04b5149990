"""Section 9: how runs are made: programs, steps, draws, bands, what follows a run, and the command lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers
from report.document.links import PLAN_TEXT, anchor, code, link, variable_link
from report.document.parts import Row, facts, heads, lines, note, section, table
from report.html.markup import Safe, element, joined
from report.places import place_of
from report.terms import place, target_sign, unit_of

if TYPE_CHECKING:
    from report.document.material import Material
    from report.wording import Words
    from scenarios.schema import Target

NAME = "experiments"
FIGURES = (
    ("planreach run", "run"),
    ("planreach compare", "compare"),
    ("planreach model fit", "fit"),
    ("planreach model loops --sizes", "loops"),
    ("planreach model check", "check"),
    ("planreach model document -o model.html", "document"),
    ("planreach runs rerun", "rerun"),
    ("python docs/answer.py", "answer"),
    ("python docs/picture.py", "picture"),
)


def experiments(material: Material, words: Words, number: int) -> Safe:
    """Everything another group needs to repeat the runs."""
    return section(
        NAME,
        number,
        words,
        facts(_settings(material, words)),
        element("h3", words("document.bands")),
        element("ul", *(element("li", line) for line in _bands(material, words))),
        element("h3", words("document.draws")),
        element("ul", *(element("li", line) for line in words("document.draws-items").splitlines())),
        element("h3", words("document.after")),
        element("ul", *(element("li", line) for line in words("document.after-items").splitlines())),
        _targets(material, words),
        element("h3", words("document.figures")),
        note(words("document.figures-note")),
        _figures(material, words),
    )


def _settings(material: Material, words: Words) -> list[tuple[str, object]]:
    from evaluation.simulation import DEFAULT_CLOSURE, Options
    from sim.methods import METHODS

    options, about = Options(), material.pack.about
    software = words.listed([f"{name} {version}" for name, version in material.versions.items()])
    method = words("document.method", name=options.method, order=METHODS[options.method].order)
    values = {
        "software": software,
        "platform": material.platform,
        "method": method,
        "step": words("document.step", count=options.steps_per_year),
        "horizon": words("document.horizon", first=about.start_year, last=about.end_year),
        "draws": options.draws,
        "seed": options.seed,
        "layers": words.listed([words(f"document-layer.{layer}") for layer in options.layers]),
        "closure": words(f"closure.{DEFAULT_CLOSURE}"),
        "as-of": material.as_of,
        "distributions": joined(
            [
                element("a", words("document-section.parameters"), href="#section-parameters"),
                words("list.comma"),
                element("a", words("document-section.outside"), href="#section-outside"),
            ]
        ),
        "plan-text": joined([_plan_text(material), ", SHA-256 ", element("code", about.text.sha256)]),
        "structure": element("code", _structure(material)),
    }
    return [(words(f"document-setting.{name}"), value) for name, value in values.items()]


def _plan_text(material: Material) -> Safe:
    """A link to the plan text among the sources, where it is one of them."""
    if PLAN_TEXT in material.pack.sources:
        return link("source", PLAN_TEXT)
    return joined([material.pack.about.text.title])


def _structure(material: Material) -> str:
    from sim.model import structure_hash

    return structure_hash(material.model)


def _bands(material: Material, words: Words) -> list[str]:
    verdicts = material.pack.about.verdicts
    limits = {name: numbers.whole_percent(getattr(verdicts, name)) for name in type(verdicts).model_fields}
    return words("document.bands-items", **limits).splitlines()


def _targets(material: Material, words: Words) -> Safe:
    """Every main target: the variable behind it, the transform, the printed base."""
    rows = [_target(target, material, words) for target in material.pack.main_targets]
    titles = heads(words, "indicator", "aim", "printed-base", "variable", "transform", "basis", "place")
    return joined([element("h4", words("document.targets")), table(titles, rows, (1, 2))])


def _target(target: Target, material: Material, words: Words) -> Row:
    model = material.model
    variable = variable_link(target.variable, model) if target.variable else words("mode.tracked")
    divided = joined([" / ", variable_link(target.divisor, model)]) if target.divisor else ""
    aim = target_sign(target.relation, target.target, target.target_low) if target.target is not None else ""
    base = "" if target.base is None else f"{numbers.printed(target.base)} ({target.base_year})"
    transform = words(f"document-transform.{target.transform}") if target.transform else ""
    cells = (
        lines(words.choose(target.name_zh, target.name_en), code(target.id)),
        lines(aim, unit_of(target.unit, words)),
        base,
        joined([variable, divided]),
        transform,
        words(f"basis.{target.price_basis}"),
        place(place_of(target.locator), words),
    )
    return Row(cells, anchor("target", target.id))


def _figures(material: Material, words: Words) -> Safe:
    names = [scenario.name for scenario in material.scenarios]
    rows: list[Row] = []
    for command, kind in FIGURES:
        if kind == "run":
            rows += [
                Row((element("code", f"{command} {name}"), words("document-figure.run"))) for name in names
            ]
        else:
            told = f"{command} {' '.join(names)}" if kind == "compare" else command
            rows.append(Row((element("code", told), words(f"document-figure.{kind}"))))
    return table(heads(words, "command", "rebuilds"), rows)
