"""The measurements of the events say what they say: coupled runs, kept replications, counts of events."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from project_cases import CALENDAR, WHOLE, pipeline

from benchmarks import event_replications
from benchmarks.event_coupling import Coupled, Outcome, everywhere, rates_of, rows
from benchmarks.event_fit import history
from benchmarks.event_fit import rows as fit_rows
from benchmarks.event_layer import change, wider
from benchmarks.event_replications import USUAL, kept_raw
from benchmarks.event_times import counted
from calibration.timing import NAMES, QUARTERS, Timing
from evaluation.draws import draw_set
from evaluation.event_streams import SEED
from evaluation.reachability import Outcome as Measured
from sim.projects.replicating import PACE, Grid, Replications
from sim.projects.setup import HISTORY, KINDS, PLAN_START

SHORT = Grid((0.7, 1.0), (1.0,), PLAN_START)
BEFORE = (PLAN_START - HISTORY[0]) * QUARTERS


def test_events_coupled_to_a_state_that_stays_report_what_its_replication_reports():
    alone = Replications(WHOLE, SEED, USUAL)(3, 1)[0, BEFORE : BEFORE + USUAL.quarters, 0, 0]
    years = np.ones(USUAL.last_year - PLAN_START + 1)
    np.testing.assert_array_equal(rates_of(WHOLE, 3, years, years), alone)


def test_coupled_reports_stand_at_every_state_and_leave_the_hub_alone():
    own = Timing(PLAN_START, np.random.default_rng(5).uniform(size=(8, len(NAMES), 2)))
    rates = np.random.default_rng(6).uniform(size=(2, 4, len(KINDS) + 1))
    made = everywhere(own, rates).values
    for at, name in enumerate(NAMES):
        if name.startswith("realised"):
            expected = rates[:, :, KINDS.index(name.rsplit("__", 1)[1])].T
        else:
            expected = rates[:, :, PACE].T if name.startswith("pace") else own.values[:4, at]
        np.testing.assert_array_equal(made[:, at], expected)


def test_errors_are_those_of_each_draw():
    truth = Outcome(np.array([1.0, 2.0]), np.array([100.0, 200.0]), np.array([50.0, 50.0]))
    mixed = replace(truth, growth=truth.growth + np.array([0.3, -0.4]), investment=truth.investment * 1.02)
    found = {row[0]: row for row in rows(Coupled(mixed, truth, truth, truth, np.zeros(2), 3))}
    assert found["growth"][2:5] == ("-0.050", "0.354", "0.400")
    assert found["investment"][2:5] == ("+2.000", "2.000", "2.000")
    assert found["starts"][2:8] == ("+0.000", "0.000", "0.000") * 2


def test_replications_that_are_kept_are_those_that_are_made(tmp_path, monkeypatch):
    monkeypatch.setattr(event_replications, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(event_replications, "BLOCK", 1)
    made = kept_raw(WHOLE, SHORT, 1)
    kept = kept_raw(WHOLE, SHORT, 1)
    np.testing.assert_array_equal(made, Replications(WHOLE, SEED, SHORT)(0, 1))
    np.testing.assert_array_equal(made, kept)


def test_sums_of_the_history_stand_beside_what_the_plan_prints():
    found = history(WHOLE, 2)
    told = {row[0]: row for row in fit_rows(found)}
    assert (told["attracted_projects"][2], told["invested"][2], told["signed"][2]) == ("191", "2154", "-")
    assert str(told["invested"][3]).startswith(f"{found['invested'].mean():.0f} ")


def test_events_are_counted_without_changing_the_run():
    run, plain = (
        pipeline(calendar=replace(CALENDAR, last=2012)),
        pipeline(calendar=replace(CALENDAR, last=2012)),
    )
    assert counted(run) > 5 * len(run.record.passages)
    plain.run()
    assert len(run.record.passages) == len(plain.record.passages)


def test_a_band_and_a_probability_are_compared_draw_by_draw():
    old, new = (Measured(None, {0.1: 0.0, 0.9: high}, None, None, None) for high in (2.0, 3.0))
    assert wider(old, new) == "+50 %"
    never, always = (draw_set(np.full(64, hit)) for hit in (False, True))
    assert change(never, always).startswith("+1.000")
    assert change(always, always).startswith("+0.000")
    rarer = draw_set(np.arange(4096) > 0)
    assert change(draw_set(np.full(4096, True)), rarer).startswith("+0.000")
