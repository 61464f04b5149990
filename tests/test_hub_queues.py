"""The parts of the rail hub give the known answers of queueing theory where those apply."""

from __future__ import annotations

import math

import numpy as np
import pytest
from simpy import Environment
from simpy.events import Timeout

from sim.hub.line import Line
from sim.hub.station import Station
from sim.hub.train import Train

CUSTOMERS, BATCHES = 24_000, 40
DEVIATIONS = 4.0


def stream(seed):
    return np.random.Generator(np.random.PCG64(seed))


def erlang_c(servers, offered):
    """Probability of waiting in M/M/c with an offered load in servers."""
    terms = [offered**k / math.factorial(k) for k in range(servers)]
    last = offered**servers / math.factorial(servers) * servers / (servers - offered)
    return last / (sum(terms) + last)


def near(waits, expected):
    """The mean of the second half of the batches is the expected one, by its own standard error."""
    means = np.array(waits)[CUSTOMERS // 8 :].reshape(BATCHES - BATCHES // 8, -1).mean(axis=1)
    error = means.std(ddof=1) / math.sqrt(len(means))
    assert error < 0.1 * expected
    assert abs(means.mean() - expected) < DEVIATIONS * error


def arrivals(clock, rate, enter, seed):
    """Poisson arrivals that call `enter(number)`."""
    at = np.cumsum(stream(seed).exponential(1 / rate, CUSTOMERS))
    for number, date in enumerate(at.tolist()):
        Timeout(clock, date, number).callbacks.append(lambda event: enter(event.value))


@pytest.mark.parametrize(("servers", "used"), [(1, 0.6), (3, 0.7), (6, 0.7)])
def test_a_station_is_the_queue_m_m_c(servers, used):
    clock, begun, waits = Environment(), {}, [0.0] * CUSTOMERS
    work = stream(servers).exponential(1.0, CUSTOMERS)

    def started(number):
        waits[number] = clock.now - begun[number]

    station = Station(clock, servers, started, lambda number: None)

    def enter(number):
        begun[number] = clock.now
        station.enter(number, float(work[number]))

    arrivals(clock, used * servers, enter, 10 + servers)
    clock.run()
    near(waits, erlang_c(servers, used * servers) / (servers * (1 - used)))


@pytest.mark.parametrize("used", [0.5, 0.8])
def test_slots_are_the_queue_m_d_1(used):
    clock, waits = Environment(), []
    line = Line(clock, 1, 1.0, CUSTOMERS, lambda train: waits.append(clock.now - train.ready))

    def enter(number):
        train = Train(number, 0, 1, clock.now, clock.now, clock.now)
        train.ready = clock.now
        line.ready(train)

    arrivals(clock, used, enter, 77)
    clock.run()
    near(waits, used / (2 * (1 - used)))


def test_a_port_held_up_lets_the_others_pass():
    clock, left = Environment(), []
    line = Line(clock, 2, 1.0, 1, lambda train: left.append((clock.now, train.number)))
    for number, port in enumerate([0, 0, 1]):
        train = Train(number, port, 1, 0.0, 0.0, 0.0)
        train.port = port
        line.ready(train)
    clock.run(until=10)
    assert left == [(0.0, 0), (1.0, 2)]
    line.crossed(0)
    assert left[2] == (10.0, 1)


def test_more_places_are_taken_at_once():
    clock, begun = Environment(), []
    station = Station(clock, 1, begun.append, lambda item: None)
    for item in range(4):
        station.enter(item, 10.0)
    station.widen(2)
    assert begun == [0, 1, 2]
    clock.run()
    assert begun == [0, 1, 2, 3]
