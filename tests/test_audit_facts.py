"""The tables of the audit: read where the pack names them, refused with file, line and cell, kept in XLSX."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from evaluation.audit.material import material_of
from evaluation.audit.registry import RULES, name_of_rule
from scenarios.audit_facts import AUDIT_TABLES, AuditFacts, audit_file, listed_of, places_of
from scenarios.audit_settings import audit_settings
from scenarios.errors import InputError
from scenarios.fault_codes import CODES
from scenarios.new_pack import export_pack, new_pack
from scenarios.packs import DEFAULT_PLAN, PLANS, load_pack
from scenarios.schema import Locator
from tests.audit_pack import pack_of

NAMED = {"name_zh": "甲", "name_en": "a"}
PLACED = {"id": "one", **NAMED, "places": "2:b2r1:174; 4:249"}
GOOD: dict[str, dict[str, str]] = {
    "roles": {"role": "output", "target": "gdp_level", "history": "box1_gdp", "total": "gdp_sum"},
    "same": {"thing": "output", "id": "gdp_sum"},
    "relations": {
        **PLACED,
        "rule": "part_of_whole",
        "left": "industrial_value_added.target",
        "compared": "at_most",
        "right": "gdp_level.target * 1.0",
        "assumption_zh": "",
        "assumption_en": "",
    },
    "counts": {**PLACED, "stated": "3", "listed": "a; b; c"},
    "numbering": {**PLACED, "numbers": "1; 2; 3"},
    "names": {"thing": "one", **NAMED, "said_zh": "甲", "said_en": "a", "places": "2:30"},
    "wordings": {
        **PLACED,
        "wording": "stable",
        "subject": "gdp_level.target / gdp_level.base",
        "against": "",
    },
    "dates": {
        "id": "one",
        "first_zh": "先",
        "first_en": "first",
        "first": "2020",
        "then_zh": "后",
        "then_en": "then",
        "then": "2021.5",
        "places": "0:4",
    },
    "labels": {"id": "gdp_level", "label": "地区生产总值", "unit": "亿元", "places": "2:b2r1:174"},
}


def packed(folder: Path, **tables: list[dict[str, str]]) -> Path:
    """A copy of the built-in pack with these tables of the audit and no others."""
    shutil.copytree(PLANS / DEFAULT_PLAN, folder)
    for old in folder.glob("audit_*.csv"):
        old.unlink()
    about = folder / "pack.toml"
    lines = about.read_text(encoding="utf-8").splitlines()
    named = "audit = [" + ", ".join(f'"{table}"' for table in tables) + "]"
    told = [named if line.startswith("audit ") else line for line in lines]
    about.write_text("\n".join(told) + "\n", encoding="utf-8")
    for table, rows in tables.items():
        model = {str(name): model for name, model in AUDIT_TABLES.items()}[table]
        with (folder / audit_file(table)).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(model.model_fields))
            writer.writeheader()
            writer.writerows(rows)
    return folder


def faults(folder: Path, table: str, *rows: dict[str, str]):
    with pytest.raises(InputError) as caught:
        load_pack(str(packed(folder, **{table: list(rows)})))
    return caught.value.faults


def test_every_table_has_a_good_row():
    assert set(GOOD) == set(AUDIT_TABLES)
    assert set(AuditFacts.model_fields) == set(AUDIT_TABLES)


def test_the_tables_that_a_pack_names_are_read(tmp_path):
    audit = load_pack(str(packed(tmp_path / "p", **{name: [row] for name, row in GOOD.items()}))).audit
    for table in AUDIT_TABLES:
        assert len(getattr(audit, table)) == 1
    assert audit.relations[0].right == "gdp_level.target * 1.0"
    assert audit.dates[0].then == 2021.5


def test_a_pack_without_tables_has_none(tmp_path):
    assert load_pack(str(packed(tmp_path / "p"))).audit == AuditFacts()


def test_a_table_that_is_named_and_missing_is_refused(tmp_path):
    folder = packed(tmp_path / "p", counts=[GOOD["counts"]])
    (folder / "audit_counts.csv").unlink()
    with pytest.raises(InputError) as caught:
        load_pack(str(folder))
    assert [fault.code for fault in caught.value.faults] == ["missing-file"]


def test_tables_survive_a_workbook(tmp_path):
    folder = packed(tmp_path / "p", **{name: [row] for name, row in GOOD.items()})
    export_pack(str(folder), tmp_path / "p.xlsx")
    assert new_pack(tmp_path / "back", str(tmp_path / "p.xlsx")).audit == load_pack(str(folder)).audit


@pytest.mark.parametrize(
    ("table", "change", "code", "where"),
    [
        ("roles", {"target": "gdp_levle"}, "unknown-row", "output: target"),
        ("roles", {"history": "box1_nothing"}, "unknown-row", "output: history"),
        ("roles", {"total": "nothing_sum"}, "unknown-row", "output: total"),
        ("roles", {"role": "weather"}, "not-in-vocabulary", "audit_roles.csv:2: role"),
        ("same", {"id": "nothing"}, "unknown-row", "output"),
        ("labels", {"id": "nothing"}, "unknown-row", "nothing"),
        ("relations", {"left": "nothing.base"}, "unknown-row", "one"),
        ("relations", {"left": "nothing"}, "unknown-row", "one"),
        ("relations", {"left": "gdp_level.reached"}, "unknown-key", "one"),
        ("relations", {"left": "box1_gdp.target"}, "unknown-key", "one"),
        ("relations", {"left": "gdp_level.at_95"}, "unknown-key", "one"),
        ("relations", {"left": "gdp_level.target ** 2"}, "inconsistent", "audit_relations.csv:2: left"),
        ("relations", {"right": "__import__('os')"}, "inconsistent", "audit_relations.csv:2: right"),
        ("relations", {"assumption_zh": "假定"}, "inconsistent", "audit_relations.csv:2"),
        ("relations", {"compared": "about"}, "not-in-vocabulary", "audit_relations.csv:2: compared"),
        ("relations", {"places": "2:999"}, "unknown-line", "audit_relations.csv"),
        ("counts", {"places": "somewhere"}, "inconsistent", "audit_counts.csv:2: places"),
        ("counts", {"stated": "-1"}, "out-of-bounds", "audit_counts.csv:2: stated"),
        ("numbering", {"places": "2:532"}, "unknown-line", "audit_numbering.csv"),
        ("names", {"places": "2:532"}, "unknown-line", "audit_names.csv"),
        ("wordings", {"against": "gdp_level.growth"}, "inconsistent", "audit_wordings.csv:2"),
        ("wordings", {"wording": "in_step"}, "inconsistent", "audit_wordings.csv:2"),
        ("wordings", {"subject": "nothing"}, "unknown-row", "one"),
        ("dates", {"places": "2:532"}, "unknown-line", "audit_dates.csv"),
        ("dates", {"first": "inf"}, "not-finite", "audit_dates.csv:2: first"),
        ("labels", {"places": "2:532"}, "unknown-line", "audit_labels.csv"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, table, change, code, where):
    found = faults(tmp_path / "p", table, {**GOOD[table], **change})
    assert [fault.code for fault in found] == [code]
    assert where in found[0].where
    assert found[0].where.startswith(audit_file(table))
    assert set(CODES[code]) <= set(found[0].fields)


@pytest.mark.parametrize("table", ["roles", "relations", "counts", "numbering", "wordings", "dates"])
def test_a_name_that_stands_twice_is_refused(tmp_path, table):
    [fault] = faults(tmp_path / "p", table, GOOD[table], GOOD[table])
    assert (fault.code, fault.where) == ("duplicate", audit_file(table))


def test_places_name_chapter_box_row_and_line():
    assert places_of("2:b2r11:184; 2:b2:199; 4:249") == (
        Locator(chapter=2, box=2, row=11, line=184),
        Locator(chapter=2, box=2, line=199),
        Locator(chapter=4, line=249),
    )
    assert listed_of(" a; b ;;") == ("a", "b")
    for wrong in ("", "184", "2:184;", "b2r1:3", "2:b:3"):
        with pytest.raises(ValueError):  # noqa: PT011  (its message is the offending part)
            places_of(wrong)


def test_settings_say_how_far_numbers_may_lie_apart():
    settings = audit_settings()
    assert settings.small_gap < settings.large_gap
    assert settings.far_ratio < settings.very_far_ratio
    assert settings.thin_industry < settings.thick_industry


@pytest.mark.parametrize("rule", RULES, ids=name_of_rule)
def test_a_rule_says_what_it_compares_and_nothing_about_an_empty_pack(rule):
    assert rule.__doc__
    about = pack_of().about.model_copy(update={"stated_counts": type(pack_of().about.stated_counts)()})
    assert not list(rule(material_of(pack_of().model_copy(update={"about": about}))))
