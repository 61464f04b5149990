"""Small packs for tests of the audit: one target, row or observation at a time, all else plain.

Lines of the text tell the places apart; what a test does not name is as in `COMMON`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.audit.material import Material, material_of
from evaluation.audit.outcomes import Outcome, Phrase, PhraseField
from scenarios.audit_facts import AuditFacts, PlayedRole, PrintedLabel, SameQuantity
from scenarios.packs import load_pack
from scenarios.schema import (
    Bilingual,
    Grading,
    HistoryRow,
    Locator,
    Observation,
    PlanPack,
    Reading,
    StatedCounts,
    Target,
)
from scenarios.targets import Restatement

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "zh")
SCOPE = Bilingual(zh="全区", en="the whole district")
REASON = Bilingual(zh="不模拟", en="not simulated")
COMMON: dict[str, Any] = {
    "name_zh": "指标",
    "name_en": "quantity",
    "unit": "yi_CNY",
    "price_basis": "current",
    "price_basis_declared": True,
    "nature": "expected",
    "mode": "tracked",
    "mode_reason": REASON,
    "relation": "at_least",
    "category": "经济发展",
    "printed_digits": 0,
    "threshold_source": "plan",
    "grading": Grading(rule="none"),
    "scope": SCOPE,
    "scope_declared": True,
}


@cache
def built_in() -> PlanPack:
    """The built-in plan, whose model and settings the small packs keep."""
    return load_pack()


def at(line: int, box: int | None = None, row: int | None = None, chapter: int = 2) -> Locator:
    """A place of the text."""
    return Locator(chapter=chapter, box=box, row=row, line=line)


def reading(value: float, line: int = 10, *, default: bool = True, **more: Any) -> Reading:
    """A printed value; the second and later ones of a row are not the default."""
    return Reading(
        value=value,
        locator=at(line, more.pop("box", None), chapter=more.pop("chapter", 2)),
        default=default,
        **more,
    )


def read(*values: float, line: int = 10, chapter: int = 2) -> tuple[Reading, ...]:
    """Several printed values of the same quantity, from `line` on; the first is the default."""
    return tuple(
        reading(value, line + 10 * place, default=place == 0, chapter=chapter)
        for place, value in enumerate(values)
    )


def again(value: float | None, line: int = 30, **more: Any) -> Restatement:
    """Another place that prints a target."""
    return Restatement(value=value, locator=at(line), **more)


def target(id: str = "quantity", value: float | None = None, *base: float, **more: Any) -> Target:
    """A target of 2025 with its printed bases of 2020."""
    line = more.pop("line", 10)
    fields = {"id": id, "target": value, "base_year": 2020, "year": 2025, "table": "box2", **COMMON}
    return Target.model_validate({**fields, "bases": read(*base, line=line), "locator": at(line), **more})


def record(id: str = "past", base: float | None = None, *reached: float, **more: Any) -> HistoryRow:
    """A row of the record of the last plan: its value of 2015 and its printed values of 2020."""
    line = more.pop("line", 5)
    bases = () if base is None else read(base, line=line, chapter=1)
    fields = {"id": id, "base_year": 2015, "year": 2020, "table": "box1", **COMMON, "bases": bases}
    return HistoryRow.model_validate(
        {**fields, "reached": read(*reached, line=line, chapter=1), "locator": at(line, chapter=1), **more}
    )


def seen(id: str, value: float, line: int = 40, **more: Any) -> Observation:
    """An observation of 2020."""
    year = more.pop("year", 2020)
    fields: dict[str, Any] = {
        "id": id,
        "variable": None,
        "name_zh": "指标",
        "name_en": "quantity",
        "kind": "level",
        "year_from": year,
        "year_to": year,
        "value": value,
        "unit": "yi_CNY",
        "price_basis": "current",
        "price_basis_declared": True,
        "sd": 1.0,
        "sd_kind": "absolute",
        "default": True,
        "group": None,
        "chapter": 1,
        "section": None,
        "paragraph": None,
        "box": None,
        "row": None,
        "line": line,
        "known_from": 2020,
        "printed": True,
        "scope_zh": "全区",
        "scope_en": "the whole district",
        "scope_declared": True,
        "note": "",
    }
    return Observation.model_validate({**fields, **more})


def same(thing: str, *ids: str) -> tuple[SameQuantity, ...]:
    """Rows that state the same quantity."""
    return tuple(SameQuantity(thing=thing, id=id) for id in ids)


def role(name: str, target: str, history: str | None = None, total: str | None = None) -> PlayedRole:
    """The part that a target plays in ratios."""
    return PlayedRole.model_validate({"role": name, "target": target, "history": history, "total": total})


def label(id: str, text: str, unit: str, places: str = "2:b2r1:10") -> PrintedLabel:
    """The label and unit that a row prints."""
    return PrintedLabel(id=id, label=text, unit=unit, places=places)


def pack_of(*rows: Target | HistoryRow | Observation, **facts: tuple[Any, ...]) -> PlanPack:
    """A pack of nothing but these rows and tables of the audit."""
    update = {
        "targets": tuple(row for row in rows if isinstance(row, Target)),
        "history": tuple(row for row in rows if isinstance(row, HistoryRow)),
        "observations": tuple(row for row in rows if isinstance(row, Observation)),
        "covered": (),
        "about": built_in().about.model_copy(update={"stated_counts": StatedCounts()}),
        "audit": AuditFacts(**facts),
    }
    return built_in().model_copy(update=update)


def said_by(
    rule: Callable[[Material], Iterable[Outcome]],
    *rows: Target | HistoryRow | Observation,
    **facts: tuple[Any, ...],
) -> tuple[Outcome, ...]:
    """What a rule says about a pack of these rows and tables."""
    return tuple(rule(material_of(pack_of(*rows, **facts))))


def told(outcome: Outcome, language: str) -> tuple[str, ...]:
    """The sentences of an outcome in a language. Raises KeyError where a text or a field is missing."""
    texts = {"said": outcome.said, "fix": outcome.correction, "assume": outcome.assumption}
    found = [_filled(part, one, language) for part, one in texts.items() if one is not None]
    return (*found, *(_filled("why", one, language) for one in outcome.explanations))


def _filled(part: str, one: Phrase, language: str) -> str:
    fields = {name: _in_language(value, language) for name, value in one.fields.items()}
    return audit_words(language)[f"audit-{part}"][one.code].format_map(fields)


def _in_language(value: PhraseField, language: str) -> object:
    if isinstance(value, Bilingual):
        return value.zh if language == "zh" else value.en
    return ", ".join(str(_in_language(one, language)) for one in value) if isinstance(value, tuple) else value


@cache
def audit_words(language: str) -> dict[str, dict[str, str]]:
    """The texts of the audit in a language, by section and code."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "report" / "words").glob(f"{language}_audit_*.toml")):
        for section, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(section, {}).update(texts)
    return found
