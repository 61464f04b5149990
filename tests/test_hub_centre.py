"""The whole centre: nothing is lost, no limit is passed, nothing happens before its cause."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hub_cases import PHASE, PORTS, SETUP, WHOLE, centre, random_lots, rules

from sim.chance import Chance
from sim.hub.demand import by_day
from sim.hub.history import history
from sim.hub.measures import quarterly
from sim.hub.setup import LAYER, YEAR, Phase, certain, standing_at, with_phase_dates, without_phases

FULL = 50
NOMINAL = PHASE.capacity / YEAR * FULL
LOADS = (0.3, 0.9, 1.5)


@pytest.mark.parametrize("load", LOADS)
def test_what_arrived_has_left_is_in_the_yard_or_was_turned_away(load):
    record = centre(random_lots(load * NOMINAL)).run()
    accounted = record.total("turned_away") + record.total("departed") + record.in_yard
    assert record.total("arrived") == accounted
    assert record.total("trains") == record.total("crossed") + record.under_way


@pytest.mark.parametrize("load", LOADS)
def test_lots_in_the_yard_are_rate_times_dwell(load):
    """Little's law; the number in the yard is watched at every event, the dwell comes from the trains."""
    built = centre(random_lots(load * NOMINAL))
    days, area, now = built.days, 0.0, 0.0
    while (then := min(built.clock.peek(), days)) < days:
        area += built.yard.level * (then - now)
        now = then
        built.clock.step()
    area += built.yard.level * (days - now)
    record = built.run()
    taken = record.total("arrived") - record.total("turned_away")
    dwell = record.occupied / taken
    assert area / days == pytest.approx(taken / days * dwell, rel=1e-9)
    assert area > 0


@pytest.mark.parametrize("load", LOADS)
def test_no_limit_is_passed_at_any_moment(load):
    built = centre(random_lots(load * NOMINAL))
    room = PHASE.yard * FULL
    while built.clock.peek() < built.days:
        built.clock.step()
        assert built.yard.level <= room
        assert built.places.busy <= PHASE.places
        assert max(built.line.under_way) <= built.rules.most
        assert all(one.busy <= port.places for one, port in zip(built.borders, PORTS, strict=True))
    gaps = np.diff([train.departed for train in built.left])
    assert gaps.min() >= YEAR / PHASE.capacity * (1 - 1e-9)


@pytest.mark.parametrize("load", LOADS)
def test_no_train_leaves_before_its_last_consignment_or_out_of_order(load):
    built = centre(random_lots(load * NOMINAL))
    built.run()
    assert len(built.left) > 100
    for train in built.left:
        assert train.last <= train.formed <= train.placed <= train.ready <= train.departed
        assert train.arrivals <= train.lots * train.last
        assert built.rules.least <= train.lots <= FULL


def test_nothing_arrives_and_nothing_happens():
    record = history(SETUP, Chance(LAYER, 1, 0), by_day(np.zeros(2)), 2020)
    assert record.sums.sum() == 0
    assert record.in_yard == record.highest == 0
    measures = quarterly(record, SETUP, Chance(LAYER, 1, 0).values(SETUP.values))
    assert np.isnan(measures.cost).all()
    assert (measures.throughput == 0).all()


def test_one_giant_consignment_fills_the_yard_and_the_rest_is_turned_away():
    lots = np.zeros((365, 3), dtype=int)
    lots[5, 1] = 1_000_000
    built = centre(lots)
    record = built.run()
    assert record.highest == PHASE.yard * FULL
    assert record.total("turned_away") == 1_000_000 - PHASE.yard * FULL
    assert record.total("departed") == PHASE.yard * FULL
    assert record.in_yard == 0
    assert len(built.left) == PHASE.yard


def test_a_part_of_a_train_leaves_when_the_oldest_has_waited_too_long():
    lots = np.zeros((30, 3), dtype=int)
    lots[2, 0], lots[4, 1] = 25, 15
    built = centre(lots, assembly=1e-9)
    built.run()
    assert [train.lots for train in built.left] == [25]
    assert built.left[0].formed == 7.0
    assert built.yard.level == 15


def test_a_closed_border_keeps_its_trains_and_not_those_of_others():
    lots = np.full((200, 3), 30)
    record = centre(lots, rules=rules(most=1), border=1e9).run()
    assert record.total("trains") == len(PORTS)
    assert record.total("crossed") == 0


def test_a_phase_counts_from_its_opening():
    later = Phase("later", 2021.0, 3, 1500, 10)
    record = centre(random_lots(3 * NOMINAL), (PHASE, later), rules(most=99), border=0.1).run()
    first, second = record.by_year("trains")
    assert first <= PHASE.capacity + 1
    assert 1.9 * PHASE.capacity < second <= 2 * PHASE.capacity + 1


def test_before_the_first_phase_nothing_leaves():
    record = history(
        with_phase_dates(SETUP, {"phase_1": 2020.5}), Chance(LAYER, 1, 0), by_day(np.full(1, 1000.0)), 2020
    )
    quarters = record.sums[:, 3]
    assert quarters[:2].sum() == 0
    assert quarters[2:].min() > 0


def test_more_of_anything_never_turns_more_away():
    plain = centre(random_lots(1.3 * NOMINAL)).run()
    for wider in (replace(PHASE, capacity=2500), replace(PHASE, yard=20), replace(PHASE, places=5)):
        record = centre(random_lots(1.3 * NOMINAL), (wider,)).run()
        assert record.total("turned_away") <= plain.total("turned_away")


def test_phases_are_dated_and_left_out_by_name():
    assert [phase.name for phase in standing_at(WHOLE, 2020).phases] == ["phase_1"]
    assert with_phase_dates(WHOLE, {"phase_2": 2022.5}).mean_capacity(2022) == 1500 + 950 / 2
    assert without_phases(WHOLE, ["phase_2"]).capacity(2030) == 1500
    with pytest.raises(KeyError):
        with_phase_dates(WHOLE, {"phase_9": 2022.0})


def test_a_certain_setup_has_one_value_for_each_number():
    fixed = certain(SETUP)
    assert Chance(LAYER, 3, 5).values(fixed.values) == {
        name: one.central for name, one in SETUP.values.items()
    }
    assert Chance(LAYER, 3, 5).values(SETUP.values) != Chance(LAYER, 3, 6).values(SETUP.values)
