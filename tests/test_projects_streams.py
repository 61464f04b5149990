"""Streams of the project events: the same for any number of processes, their file, levers, broken files."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from project_cases import FILE, PACK, WHOLE, pipeline

from evaluation.event_streams import (
    FOLDER,
    SEED,
    hub_file,
    hub_setup,
    project_file,
    project_setup,
    timing_from,
)
from scenarios.errors import InputError
from scenarios.levers import resolve
from scenarios.library import load_scenario
from scenarios.packs import PLANS
from scenarios.projects import project_faults
from sim.hub.replicating import Replications as HubReplications
from sim.hub.stream_file import SCALES
from sim.hub.stream_file import read_streams as read_hub_streams
from sim.projects.replicating import DEMAND, FINANCE, Grid, Replications, inputs_hash, reference, replicate
from sim.projects.setup import HISTORY, PLAN_START, with_extra
from sim.projects.stream_file import read_streams, streams_bytes, write_streams

GRID = Grid(last_year=2022)
ONE_STATE = Grid((1.0,), (1.0,), 2021)


@cache
def streams():
    return replicate(WHOLE, 5, 3, GRID)


def test_the_same_seed_gives_the_same_bytes_for_any_number_of_processes():
    alone = streams_bytes(replicate(WHOLE, 5, 6, ONE_STATE))
    assert streams_bytes(replicate(WHOLE, 5, 6, ONE_STATE, jobs=2)) == alone
    assert streams_bytes(replicate(WHOLE, 6, 6, ONE_STATE)) != alone


def test_states_share_the_years_before_the_plan_and_their_luck():
    tight, ample = (pipeline(finance=(finance,)).run() for finance in (0.4, 1.0))
    before = (2021 - 2010) * 4
    for stream in tight.streams:
        assert (tight.started[stream][:before] == ample.started[stream][:before]).all()
        assert (tight.signed[stream] == ample.signed[stream]).all()


def test_more_wishes_find_less_room():
    mean = streams().start_realisation.mean(axis=(0, 1))
    assert (mean[2, 0] > mean[2, 2]).all()


def test_the_grid_is_that_of_the_equations():
    rows = {row.name: row.central for row in PACK.parameters}
    assert tuple(rows[f"{name}_finance"] for name in ("tight", "usual", "ample")) == FINANCE
    assert tuple(rows[f"{name}_demand"] for name in ("low", "usual", "high")) == DEMAND


def test_a_file_comes_back(tmp_path):
    path = tmp_path / "a.streams"
    write_streams(streams(), path)
    back = read_streams(path, streams().inputs)
    assert back.grid == streams().grid
    assert back.inputs == streams().inputs
    np.testing.assert_allclose(back.start_realisation, streams().start_realisation, atol=6e-4)
    np.testing.assert_allclose(back.construction_pace, streams().construction_pace, atol=6e-4)
    assert [one.name for one in tmp_path.iterdir()] == ["a.streams"]


def _broken(data):
    line, _, body = data.partition(b"\n")
    head = json.loads(line)

    def told(**changes):
        return json.dumps({**head, **changes}).encode() + b"\n" + body

    return {
        "not-text": b"\xff\xfe\x00" + data,
        "wrong-type": told(replications="many"),
        "missing-key": json.dumps({key: value for key, value in head.items() if key != "seed"}).encode()
        + b"\n"
        + body,
        "unknown-key": told(extra=1),
        "inconsistent": data[:-1] + bytes([data[-1] ^ 1]),
    }


@pytest.mark.parametrize("code", ["not-text", "wrong-type", "missing-key", "unknown-key", "inconsistent"])
def test_a_broken_file_is_refused(code, tmp_path):
    path = tmp_path / "a.streams"
    path.write_bytes(_broken(streams_bytes(streams()))[code])
    with pytest.raises(InputError) as caught:
        read_streams(path)
    assert code in {fault.code for fault in caught.value.faults}


def test_streams_made_from_other_facts_are_refused(tmp_path):
    path = tmp_path / "a.streams"
    write_streams(streams(), path)
    with pytest.raises(InputError, match="inconsistent"):
        read_streams(path, "0" * 64)


def test_only_project_levers_ask_for_other_streams():
    names = {}
    for scenario in ("baseline", "opening", "everything"):
        paths = resolve(load_scenario(scenario, PACK), PACK)
        names[scenario] = project_file(project_setup(PACK, paths))
    assert names["baseline"] == names["opening"] != names["everything"]


@pytest.mark.parametrize("resource", ["approval", "land", "finance", "construction"])
def test_one_more_unit_of_a_resource_asks_for_other_streams(resource):
    assert inputs_hash(with_extra(WHOLE, resource, 1.0), 1, 8, GRID) != inputs_hash(WHOLE, 1, 8, GRID)


def test_timing_holds_every_report_in_its_place():
    from calibration.timing import NAMES

    timing = timing_from(streams(), None, 12.0)
    at = NAMES.index("realised_tight_high__services")
    assert (timing.values[3, at] == streams().start_realisation[:, 3, 0, 2, 2]).all()
    at = NAMES.index("pace_ample_low")
    assert (timing.values[5, at] == streams().construction_pace[:, 5, 2, 0]).all()
    assert (timing.values[:, NAMES.index("hub_cost_usual")] == 1).all()


BROKEN = {
    "missing-key": lambda f: f.model_copy(update={"number": f.number[1:]}),
    "duplicate": lambda f: f.model_copy(update={"number": (*f.number, f.number[0])}),
    "unknown-parameter": lambda f: _number(f, name="conversoin"),
    "wrong-unit": lambda f: _number(f, unit="year"),
    "out-of-bounds": lambda f: _number(f, high=0.9),
    "unknown-evidence": lambda f: _number(f, basis="P999"),
    "unknown-line": lambda f: _number(f, basis="L9999"),
    "unknown-row": lambda f: f.model_copy(
        update={"named": (f.named[0].model_copy(update={"stream": "propert"}),)}
    ),
}


def _number(file, **changes):
    return file.model_copy(update={"number": (file.number[0].model_copy(update=changes), *file.number[1:])})


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_a_broken_fact_is_named(code):
    assert code in {fault.code for fault in project_faults(BROKEN[code](FILE), PACK)}


@pytest.mark.parametrize(("kept", "refused"), [(0.1, True), (0.25, False), (0.5, False), (1.0, False)])
def test_a_quota_is_kept_a_quarter_at_least(kept, refused):
    rows = [row.model_copy(update={"low": kept}) if row.name == "quota_kept" else row for row in FILE.number]
    found = project_faults(FILE.model_copy(update={"number": tuple(rows)}), PACK)
    assert [fault.code for fault in found] == ["out-of-bounds"] * refused


def test_the_shipped_facts_are_whole():
    assert project_faults(FILE, PACK) == []


def test_named_projects_are_signed_once_in_their_window():
    record = pipeline(replace(WHOLE, values=WHOLE.values)).run()
    found = [one for one in record.passages if one.name]
    assert len({one.name for one in found}) == len(found) == len(FILE.named)
    assert all(2021 <= one.signed_at <= 2024 for one in found)


def test_a_named_project_is_the_same_whatever_else_is_wished():
    few, many = (pipeline(demand=(demand,)).run().passages for demand in (0.5, 1.5))
    named = [{one.name: (one.signed_at, one.size) for one in found if one.name} for found in (few, many)]
    assert len(few) < len(many)
    assert named[0] == named[1]


def test_the_years_before_the_plan_have_one_reference_for_every_set_of_levers():
    twice = replace(WHOLE, levers={"project_attraction": (2.0,) * 15})
    found = [reference(Replications(one, 5, GRID)(0, 1), one) for one in (WHOLE, twice)]
    assert (found[0] == found[1]).all()


def shipped(name):
    return PLANS / PACK.id / FOLDER / name


@pytest.mark.parametrize("scenario", ["baseline", "everything"])
def test_the_shipped_project_streams_are_what_the_events_give_now(scenario):
    setup = project_setup(PACK, resolve(load_scenario(scenario, PACK), PACK))
    stored = read_streams(shipped(project_file(setup)))
    raw = Replications(setup, SEED, stored.grid)(3, 1)[0]
    plan = raw[(PLAN_START - HISTORY[0]) * 4 :][: stored.grid.quarters]
    found = np.concatenate([stored.start_realisation[3], stored.construction_pace[3][..., None]], axis=-1)
    for kind in range(plan.shape[-1]):
        seen = plan[..., kind] > 0.5
        scale = found[..., kind][seen] / plan[..., kind][seen]
        assert scale == pytest.approx(np.full(len(scale), np.median(scale)), abs=2e-3)


def test_the_shipped_hub_streams_are_what_the_events_give_now():
    name, setup = hub_file(PACK), hub_setup(PACK)
    assert name is not None
    assert setup is not None
    stored = read_hub_streams(shipped(name))
    rates = HubReplications(setup, SEED, stored.grid)(3, 1)[0]
    for series, (key, scale) in zip(rates, SCALES.items(), strict=True):
        np.testing.assert_allclose(getattr(stored, key)[3], series, rtol=0, atol=0.5 / scale + 1e-9)
