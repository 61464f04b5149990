"""Every number of the plan comes from somewhere, and what is weak is marked and used wide."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from scenarios.packs import load_pack
from scenarios.spreads import spread

PACK = load_pack()
PRIORS = Path(__file__).resolve().parents[2] / "shared" / "data" / "priors.csv"
DRIVERS = PRIORS.with_name("drivers.csv")
UNITS = {"亿元": "yi_CNY", "万人": "wan_person", "人": "person", "元": "CNY", "%": "percent"}
SEEN = {"page", "page-qualitative"}
KEYS = {row.id: row for row in (*PACK.evidence, *PACK.judgements, *PACK.drivers)}


@pytest.mark.parametrize("key", sorted(PACK.sources))
def test_every_source_names_its_fields_and_where_it_was_seen(key):
    source = PACK.sources[key]
    assert all((source.author, source.title, source.issuer, source.year))
    assert bool(source.seen_at) == (source.access in ("original", "index", "mirror") and key != "plan-text")
    assert source.access != "none" or source.note


@pytest.mark.parametrize("row", PACK.evidence, ids=lambda row: row.id)
def test_every_key_of_the_evidence_resolves(row):
    assert all(key in PACK.sources for key in row.sources)
    assert row.note


@pytest.mark.parametrize("row", PACK.drivers, ids=lambda row: row.id)
def test_every_key_of_the_surroundings_resolves(row):
    assert row.source in PACK.sources


def test_every_source_an_equation_cites_resolves(root):
    cited = {
        key
        for path in (root / "sim" / "equations").glob("*.py")
        for key in re.findall(r'source="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert {key for key in cited if key not in PACK.sources and key not in KEYS} == set()


@pytest.mark.parametrize("row", PACK.evidence, ids=lambda row: row.id)
def test_judgement_and_mirror_pages_are_used_wider(row):
    if row.distribution in ("fixed", "derived"):
        assert row.widen == 1
        return
    main_source = PACK.sources[row.sources[0]]
    weak = row.status == "judgement" or main_source.access in ("mirror", "none")
    assert (row.widen > 1) == weak


@pytest.mark.parametrize("row", PACK.evidence, ids=lambda row: row.id)
def test_a_page_that_was_seen_has_an_address(row):
    if row.status in SEEN and row.id != "P24":
        assert any(PACK.sources[key].seen_at for key in row.sources)


@pytest.mark.parametrize("row", PACK.parameters, ids=lambda row: f"{row.name}-{row.known_from}")
def test_a_parameter_cites_evidence_that_was_known_by_then(row):
    cited = KEYS.get(row.evidence)
    known_from = getattr(cited, "known_from", None)
    assert known_from is None or known_from <= row.known_from + 1
    if not row.evidence.startswith("L") and row.status not in ("definition", "switch"):
        assert row.evidence in KEYS or row.evidence in PACK.sources


def test_every_parameter_is_known_at_the_as_of_year():
    known = {row.name for row in PACK.parameters_as_of(PACK.about.as_of)}
    assert known == {row.name for row in PACK.parameters}


def test_readings_of_one_quantity_have_one_default():
    groups = {row.group for row in PACK.observations if row.group}
    assert {
        "budget_revenue_2020",
        "investment_2020",
        "tertiary_share_2015",
        "patents_2020",
        "new_jobs_sum",
        "sewage_treatment_2020",
        "green_cover_2020",
    } < groups
    for group in groups:
        members = [row for row in PACK.observations if row.group == group]
        assert sum(row.default for row in members) == 1
        assert all(row.note for row in members if row.default)


def test_the_spread_of_a_distribution():
    rows = {row.id: row for row in PACK.evidence}
    assert spread(rows["P04"]) == 0.012
    assert spread(rows["P08"]) == pytest.approx(0.025 / 12**0.5)
    assert spread(rows["P14"]) == pytest.approx((1 / 6) ** 0.5)
    assert spread(rows["P24"]) is None


@pytest.mark.skipif(not PRIORS.exists(), reason="the table of evidence is not beside the repository")
def test_every_row_of_the_evidence_is_carried_over():
    with PRIORS.open(encoding="utf-8") as file:
        found = {row["id"]: row for row in csv.DictReader(file)}
    own = {row.id: row for row in PACK.evidence if row.id.startswith("P")}
    assert set(own) == set(found)
    for name, row in own.items():
        given = found[name]
        status = {"memory": "judgement"}.get(given["verified"], given["verified"])
        assert (row.status, row.known_from) == (status, int(given["known_from"]))
        numbers = (row.central, row.low, row.high)
        assert numbers == tuple(float(given[column]) for column in ("central", "low", "high"))
        shape = tuple(value for value in (row.p1, row.p2, row.p3) if value is not None)
        if row.distribution != "derived":
            assert shape == tuple(float(given[p]) for p in ("p1", "p2", "p3") if given[p])


@pytest.mark.skipif(
    not DRIVERS.exists(), reason="the history of the surroundings is not beside the repository"
)
def test_every_row_of_the_surroundings_is_carried_over():
    with DRIVERS.open(encoding="utf-8") as file:
        found = {
            (
                row["region"],
                row["variable"],
                int(row["year"]),
                float(row["value"]),
                UNITS[row["unit"]],
                row["trust"],
            )
            for row in csv.DictReader(file)
        }
    own = {(row.region, row.variable, row.year, row.value, row.unit, row.trust) for row in PACK.drivers}
    assert found <= own
