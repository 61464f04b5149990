"""Known answers of the queues, and what must hold in any pipeline."""

from __future__ import annotations

from dataclasses import replace
from math import factorial

import numpy as np
import pytest
import simpy
from project_cases import CALENDAR, STEADY, WHOLE, certain, pipeline

from sim.projects.arrivals import Calendar, intensity
from sim.projects.builders import Builders
from sim.projects.quota import Quota
from sim.projects.setup import KINDS, NamedProject
from sim.projects.volumes import kind_volumes, time_to_start, volumes

OPEN = {"patience": 1e9, "land_use": 0.01, "finance_use": 0.01, "reserve_time": 1e-9}
NAMED_NONE = {"named": (), "wished": STEADY}


def erlang_c(servers, load):
    """Chance of waiting in M/M/c with `load` = arrival rate x service time."""
    last = load**servers / factorial(servers) * servers / (servers - load)
    return last / (sum(load**k / factorial(k) for k in range(servers)) + last)


@pytest.mark.parametrize("use", [0.6, 0.8])
def test_waiting_for_approval_is_that_of_a_queue_with_several_desks(use):
    setup = replace(certain(WHOLE, **OPEN, approval_use=use), **NAMED_NONE)
    runs = [pipeline(setup, index) for index in range(8)]
    records = [run.run() for run in runs]
    waits = [r.waiting["approval"][8:].sum() / r.served["approval"][8:].sum() for r in records]
    service = runs[0].desk_service
    exact = erlang_c(WHOLE.facts.desks, use * WHOLE.facts.desks) * service / (WHOLE.facts.desks * (1 - use))
    assert np.mean(waits) == pytest.approx(exact, abs=4 * np.std(waits, ddof=1) / np.sqrt(len(waits)))


def test_projects_in_line_are_rate_times_wait():
    setup = replace(certain(WHOLE, **OPEN, approval_use=0.9), **NAMED_NONE)
    run, seen = pipeline(setup), []

    def watch():
        rng = np.random.default_rng(1)
        while True:
            yield run.env.timeout(rng.exponential(0.01))
            seen.append(len(run.desks.queue))

    run.env.process(watch())
    record = run.run()
    years = CALENDAR.last + 1 - CALENDAR.first
    assert np.mean(seen) == pytest.approx(record.waiting["approval"].sum() / years, rel=0.1)


def test_a_signed_project_is_built_withdrawn_or_under_way():
    run = pipeline(calendar=Calendar(2010, 2022))
    record = run.run()
    for stream in record.streams:
        own = [one for one in record.passages if one.stream == stream]
        under_way = sum(one.size for one in own if one.started_at is None and one.withdrawn_at is None)
        started = record.started[stream].sum() + record.cut[stream].sum()
        whole = started + record.withdrawn[stream].sum() + under_way
        assert record.signed[stream].sum() == pytest.approx(whole, rel=1e-12)
        built = record.commissioned[stream].sum() + sum(
            one.built_size for one in own if one.started_at is not None and one.done_at is None
        )
        assert record.started[stream].sum() == pytest.approx(built, rel=1e-9)
        left = run.builders.left(stream)
        assert record.work[stream].sum() + left == pytest.approx(record.started[stream].sum(), rel=1e-9)


@pytest.mark.parametrize("demand", [1.0, 2.0])
def test_no_project_is_started_before_it_is_signed_or_done_before_it_is_started(demand):
    for one in pipeline(demand=(demand,)).run().passages:
        assert one.started_at is None or one.started_at >= one.signed_at
        assert one.done_at is None or (one.started_at is not None and one.done_at > one.started_at)
        assert one.withdrawn_at is None or one.started_at is None


def test_no_capacity_is_exceeded():
    run, busy, pace, left = pipeline(demand=(2.0,)), [], [], []
    quotas = (run.land, run.money)

    def watch():
        while True:
            yield run.env.timeout(0.02)
            busy.append(run.desks.count)
            pace.append(run.builders.called_for * run.builders.pace - run.builders.available)
            left.append([(one.store.level, one.kept * one.yearly(run.env.now)) for one in quotas])

    run.env.process(watch())
    record = run.run()
    assert max(busy) <= WHOLE.facts.desks
    assert max(pace) <= 1e-9
    assert record.pace.max() <= 1 + 1e-9
    assert all(0 <= level <= most + 1e-9 for both in left for level, most in both)
    for quota in quotas:
        brought = np.cumsum([quota.yearly(time) / 4 for time in CALENDAR.edges()[:-1]])
        assert (np.cumsum(quota.granted) <= brought + 1e-6).all()


def test_builders_short_of_half_take_twice_as_long():
    env = simpy.Environment(2020)
    builders, done = Builders(env, Calendar(2020, 2030), ("a",), 1.0, 1e9, 1.0), []
    builders.build("a", 4.0, 2.0, lambda: done.append(env.now))
    env.run(2030)
    assert done == [pytest.approx(2024)]
    assert builders.work["a"].sum() == pytest.approx(4.0)


def test_a_quota_is_given_in_the_order_of_asking():
    env, order = simpy.Environment(2020), []
    quota = Quota(env, Calendar(2020, 2030), lambda _: 4.0, 1.0)

    def ask(name, amount):
        got = yield from quota.take(amount, 100)
        order.append((name, got, env.now))

    env.process(ask("large", 9.0))
    env.process(ask("small", 0.5))
    env.run(2030)
    assert [name for name, _, _ in order] == ["large", "small"]
    assert order[0][2] == pytest.approx(2022)


@pytest.mark.parametrize("kept", [0.25, 0.5, 1.0])
def test_a_quota_keeps_no_more_than_it_may_and_gives_all_that_it_brings(kept):
    env, got = simpy.Environment(2020), []
    quota = Quota(env, Calendar(2020, 2026), lambda _: 4.0, kept)
    env.run(2022.1)
    assert quota.store.level == pytest.approx(4.0 * kept)

    def ask():
        yield from quota.take(8.0, 100)
        got.append(env.now)

    env.process(ask())
    env.run(2026)
    assert got == [pytest.approx(2022 + (8.0 - 4.0 * kept) / 4.0)]


def test_who_gives_up_hands_back_what_was_taken():
    env, order = simpy.Environment(2020), []
    quota = Quota(env, Calendar(2020, 2024), lambda _: 4.0, 1.0)

    def ask(amount, patience):
        got = yield from quota.take(amount, patience)
        order.append(got)

    env.process(ask(50.0, 0.3))
    env.process(ask(1.5, 10.0))
    env.run(2020.6)
    assert order == [False, True]


def test_nothing_wished_means_nothing_signed():
    record = pipeline(replace(WHOLE, named=()), demand=(0.0,)).run()
    after = (2021 - CALENDAR.first) * 4
    assert sum(column[after:].sum() for column in record.signed.values()) == 0
    assert sum(column[:after].sum() for column in record.signed.values()) > 0


def test_one_giant_project_holds_up_the_others_and_is_built():
    giant = NamedProject("giant", "property", 800.0, 2021.0, 2021.0)
    usual, held = (
        pipeline(replace(certain(patience=1e9, other_withdrawal=1e-9), named=named))
        for named in ((), (giant,))
    )
    before, after = usual.run(), held.run()
    started = next(one for one in after.passages if one.name == "giant").started_at
    assert started is not None
    assert started > 2022
    first, last = ((year - CALENDAR.first) * 4 for year in (2021, 2024))
    usual_wait, wait = (
        one.waiting["land"][first:last].sum() / one.served["land"][first:last].sum()
        for one in (before, after)
    )
    assert wait > usual_wait + 0.25


def test_steady_wishes_give_steady_starts():
    setup = replace(certain(WHOLE, **{**OPEN, "construction_use": 0.2}), **NAMED_NONE)
    ratios = []
    for index in range(8):
        record = pipeline(setup, index).run()
        started = sum(column[8:].sum() for column in record.started.values())
        ratios.append(started / (sum(kind_volumes(setup).values()) * (len(CALENDAR.edges()) - 9) / 4))
    assert np.mean(ratios) == pytest.approx(1, abs=4 * np.std(ratios, ddof=1) / np.sqrt(len(ratios)))


def test_the_streams_add_up_to_what_was_invested():
    values = {name: row.central for name, row in WHOLE.values.items()}
    found = volumes(WHOLE, values)
    assert sum(one.wished for one in found.values()) * 5 == pytest.approx(2154)
    years = Calendar(2016, 2020)
    attracted = sum(found[stream.name].signed for stream in WHOLE.streams if stream.attracted)
    signed = attracted * intensity(WHOLE, years, time_to_start(values), (1.0,)).sum() / 4
    assert signed == pytest.approx(3000)
    assert signed / WHOLE.streams[0].mean_size == pytest.approx(191, rel=2e-3)
    assert set(kind_volumes(WHOLE)) == set(KINDS)
    assert sum(kind_volumes(WHOLE).values()) * 5 == pytest.approx(2154)


def test_before_the_plan_nobody_knows_of_it():
    low, high = (intensity(WHOLE, CALENDAR, 0.9, (demand,)) for demand in (0.5, 2.0))
    before = (2021 - CALENDAR.first) * 4
    assert (low[:before] == high[:before]).all()
    assert (low[before:] == 0.5).all()
