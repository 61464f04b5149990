"""Replications of the rail hub are the same for any number of workers, and so are the bytes of their file."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hub_cases import SETUP, WHOLE

from scenarios.errors import InputError
from sim.hub.replicating import Grid, inputs_hash, replicate
from sim.hub.setup import certain
from sim.hub.stream_file import SCALES, read_streams, streams_bytes, write_streams

GRID = Grid((0.5, 1.0, 1.5), 2021, 2021, reference_years=(2017, 2017))
CHANGES = {
    "missing-file": lambda raw: None,
    "empty-file": lambda raw: b"",
    "not-text": lambda raw: b"\xff\xfe" + raw,
    "missing-key": lambda raw: headed(raw, lambda head: head.pop("seed")),
    "unknown-key": lambda raw: headed(raw, lambda head: head.update(seeds=1)),
    "schema-version": lambda raw: headed(raw, lambda head: head.update(schema_version=2)),
    "wrong-type": lambda raw: headed(raw, lambda head: head.update(seed="seven")),
    "inconsistent": lambda raw: raw[:-2],
    "inconsistent--contents": lambda raw: raw[:-2] + b"\0\0",
    "inconsistent--years": lambda raw: headed(raw, lambda head: head.update(last_year=2019)),
}


@cache
def streams():
    return replicate(SETUP, 7, 4, grid=GRID)


def headed(raw, change):
    line, _, body = raw.partition(b"\n")
    head = json.loads(line)
    change(head)
    return json.dumps(head).encode() + b"\n" + body


def test_any_number_of_workers_gives_the_same_bytes():
    assert streams_bytes(replicate(SETUP, 7, 4, jobs=2, grid=GRID)) == streams_bytes(streams())


def test_a_replication_does_not_know_how_many_there_are():
    fewer = replicate(SETUP, 7, 2, grid=GRID)
    assert np.array_equal(fewer.dwell, streams().dwell[:2])
    assert not np.array_equal(streams().dwell[0], streams().dwell[1])


def test_another_seed_gives_other_events():
    other = replicate(SETUP, 8, 1, grid=GRID)
    assert not np.array_equal(other.hub_throughput[0], streams().hub_throughput[0])


def test_rates_have_their_shape_and_behave():
    shape = (4, GRID.quarters, len(GRID.loads))
    assert streams().hub_throughput.shape == streams().logistics_cost.shape == streams().dwell.shape == shape
    throughput = streams().hub_throughput.mean(axis=(0, 1))
    assert (np.diff(throughput) > 0).all() or throughput[2] > 0.9
    assert throughput[0] == pytest.approx(0.5, rel=0.1)
    assert streams().hub_throughput.max() <= 1 + 1 / (SETUP.capacity(2021) / 4) + 1e-9
    assert (np.diff(streams().dwell.mean(axis=(0, 1))) > 0).all()


def test_the_cost_is_relative_to_the_reference():
    grid = Grid((0.75,), 2017, 2017, 0.75, (2017, 2017))
    assert replicate(SETUP, 7, 2, grid=grid).logistics_cost.mean(axis=(1, 2)) == pytest.approx([1.0, 1.0])


def test_progress_hears_of_every_replication():
    heard = []
    replicate(SETUP, 7, 3, progress=heard.append, grid=Grid((0.5,), 2021, 2021, 0.5, (2020, 2020)))
    assert heard == [2, 3]


def test_a_file_gives_back_what_was_written(tmp_path):
    path = tmp_path / "hub.streams"
    write_streams(streams(), path)
    found = read_streams(path, streams().inputs)
    assert (found.grid, found.seed, found.inputs) == (GRID, 7, streams().inputs)
    for name, scale in SCALES.items():
        assert np.abs(getattr(found, name) - getattr(streams(), name)).max() <= 0.5 / scale + 1e-12
    assert streams_bytes(found) == path.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["hub.streams"]


def test_a_cost_of_nothing_is_kept_as_missing(tmp_path):
    none = replicate(SETUP, 7, 1, grid=Grid((0.0,), 2021, 2021, 0.75, (2020, 2020)))
    write_streams(none, tmp_path / "none")
    found = read_streams(tmp_path / "none")
    assert np.isnan(found.logistics_cost).all()
    assert (found.hub_throughput == 0).all()


def test_four_hundred_replications_stay_below_a_megabyte():
    whole = Grid()
    body = 400 * whole.quarters * len(whole.loads) * 2 * len(SCALES)
    assert body + len(streams_bytes(streams()).partition(b"\n")[0]) < 1_000_000


def test_a_number_that_does_not_fit_is_refused(tmp_path):
    too_long = replace(streams(), dwell=streams().dwell + 1e6)
    with pytest.raises(ValueError, match="dwell"):
        write_streams(too_long, tmp_path / "long")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("case", sorted(CHANGES))
def test_a_broken_file_is_refused_by_name(case, tmp_path):
    path = tmp_path / "broken"
    raw = CHANGES[case](streams_bytes(streams()))
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        read_streams(path)
    assert {fault.code for fault in caught.value.faults} == {case.partition("--")[0]}


def test_streams_of_other_inputs_are_refused(tmp_path):
    path = tmp_path / "stale"
    write_streams(streams(), path)
    with pytest.raises(InputError, match="inputs"):
        read_streams(path, inputs_hash(WHOLE, 7, 4, GRID))


def test_the_hash_moves_with_every_input():
    seen = {
        inputs_hash(*given)
        for given in (
            (SETUP, 7, 4, GRID),
            (WHOLE, 7, 4, GRID),
            (certain(SETUP), 7, 4, GRID),
            (SETUP, 8, 4, GRID),
            (SETUP, 7, 5, GRID),
            (SETUP, 7, 4, Grid()),
        )
    }
    assert len(seen) == 6
    assert streams().inputs in seen
