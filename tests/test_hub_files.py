"""The file of the rail hub: whole as shipped, and refused by name when one thing in it is broken."""

from __future__ import annotations

import pytest
from hub_cases import HUB, PACK

from scenarios.errors import InputError, refuse
from scenarios.fault_codes import CODES
from scenarios.hub import hub_faults, hub_of
from scenarios.hub_facts import NUMBERS, HubFile
from scenarios.new_pack import new_pack
from scenarios.pack_files import HUB_FILE, Reader
from scenarios.packs import DEFAULT_PLAN, PLANS, load_pack
from sim.hub.reading import setup_of

TEXT = (PLANS / DEFAULT_PLAN / HUB_FILE).read_text(encoding="utf-8")
NUMBER = 'name       = "least_fill"\nunit       = "1"\nlow        = 0.4'
BROKEN = {
    "empty-file": (TEXT, ""),
    "bad-toml": ('name  = "inland"', "name  = inland"),
    "schema-version": ("schema_version = 1", "schema_version = 2"),
    "missing-key": ('why   = "The rest."\n', ""),
    "missing-key--number": ('name       = "least_fill"', 'name       = "longest_wait"'),
    "unknown-key": ("places = 5", "places = 5\nplace = 5"),
    "wrong-type": ("places = 5", 'places = "five"'),
    "not-finite": ("value      = 135\n", "value      = nan\n"),
    "out-of-bounds": ("places = 5", "places = 0"),
    "out-of-bounds--share": ("high       = 0.8\n", "high       = 1.0\n"),
    "out-of-bounds--zero": ("low        = 0.5\ncentral    = 1.0", "low        = 0.0\ncentral    = 1.0"),
    "out-of-bounds--phase": ("capacity = 1500", "capacity = 0"),
    "not-in-vocabulary": ('relation   = "above"', 'relation   = "over"'),
    "unknown-unit": ('unit       = "train"', 'unit       = "trian"'),
    "wrong-unit": (NUMBER, NUMBER.replace('"1"', '"day"')),
    "unknown-parameter": ('name       = "least_fill"', 'name       = "lest_fill"'),
    "inconsistent--order": (NUMBER, NUMBER.replace("0.4", "0.7")),
    "inconsistent--dates": ("first      = 2016.4\nlast       = 2017", "first      = 2017\nlast       = 2017"),
    "inconsistent--shares": ("share = 0.67", "share = 0.60"),
    "duplicate": ('name   = "alashankou"', 'name   = "khorgos"'),
    "unknown-row": ('port  = "khorgos"', 'port  = "korgos"'),
    "unknown-evidence": ('basis    = "J67"', 'basis    = "J9999"'),
    "unknown-line": ('basis    = "L343"', 'basis    = "L9999"'),
}


def read_hub(path, pack):
    """The centre of a folder, as a plan reads it. Raises InputError."""
    reader = Reader(path.parent)
    data, place = reader.toml(path.name)
    refuse(reader.faults)
    found = reader.one(HubFile, data, place)
    refuse(reader.faults)
    assert found is not None
    refuse(hub_faults(found, pack))
    return found


def test_the_shipped_file_is_whole():
    assert hub_faults(HUB, PACK) == []
    assert {row.name: row.unit for row in HUB.number} == dict(NUMBERS)


def test_every_number_says_where_it_comes_from():
    judged = [row for row in HUB.number if row.basis == "judgement" and row.name != "lots_per_train"]
    assert all(row.low < row.central < row.high for row in judged)
    assert all(row.about for row in HUB.number)


@pytest.mark.parametrize("case", sorted(BROKEN))
def test_a_broken_file_is_refused_by_name(case, tmp_path):
    old, new = BROKEN[case]
    assert old in TEXT
    path = tmp_path / HUB_FILE
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_hub(path, PACK)
    faults = caught.value.faults
    assert case.partition("--")[0] in {fault.code for fault in faults}
    assert all(set(CODES[fault.code]) <= set(fault.fields) for fault in faults)
    assert all(fault.where.startswith(HUB_FILE) for fault in faults)


def test_all_faults_are_told_at_once(tmp_path):
    path = tmp_path / HUB_FILE
    changed = TEXT.replace("share = 0.67", "share = 0.60").replace('"L343"', '"L9999"')
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_hub(path, PACK)
    assert {fault.code for fault in caught.value.faults} == {"inconsistent", "unknown-line"}


def test_a_plan_without_a_hub_says_so_and_is_a_plan_all_the_same(tmp_path):
    folder = tmp_path / "plan"
    new_pack(folder, DEFAULT_PLAN)
    assert hub_of(load_pack(str(folder))) == HUB
    (folder / HUB_FILE).unlink()
    without = load_pack(str(folder))
    assert without.id == PACK.id
    with pytest.raises(InputError) as caught:
        hub_of(without)
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [("missing-file", HUB_FILE)]


def test_what_was_not_known_is_not_used():
    with pytest.raises(KeyError):
        setup_of(HUB, 2010)
    setup = setup_of(HUB, 2020)
    assert sum(flow.share for flow in setup.flows) == pytest.approx(1.0)
    assert len(setup.flows) == len(HUB.origin) * len(HUB.direction)
