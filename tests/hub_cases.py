"""Small centres for tests: few years, every number at its central value unless said otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenarios.hub import hub_of
from scenarios.packs import load_pack
from sim.hub.centre import Centre, Material, Rules
from sim.hub.reading import setup_of
from sim.hub.setup import Phase, Port, standing_at

PACK = load_pack()
HUB = hub_of(PACK)
WHOLE = setup_of(HUB)
SETUP = standing_at(WHOLE, 2020)
PHASE = Phase("only", 2016, 3, 1500, 10)
PORTS = (Port("north", 4), Port("south", 3))
RULES = Rules(full=50, least=20, longest=5.0, travel=1.0, most=6)


class Watched(Centre):
    """A centre that keeps its trains."""

    def __init__(self, *given):
        self.left = []
        super().__init__(*given)

    def _departed(self, train):
        self.left.append(train)
        super()._departed(train)


def material(lots, assembly=0.5, border=0.8, seed=1):
    """Material of a centre with three directions over two ports; `lots` has the shape (day, 3)."""
    days = np.asarray(lots, dtype=np.int64)
    stream = np.random.Generator(np.random.PCG64(seed))
    trains = int(days.sum()) // RULES.least + 1
    work = stream.exponential(size=(2, trains)) * np.array([[assembly], [border]])
    return Material(2020, days, (0, 1, 2), (0, 0, 1), work[0].tolist(), work[1].tolist(), ((), ()))


def random_lots(per_day, days=2 * 365, seed=2):
    """Lots of three directions by day, Poisson, shape (day, 3)."""
    stream = np.random.Generator(np.random.PCG64(seed))
    return stream.poisson(per_day / 3, size=(days, 3))


def centre(lots, phases=(PHASE,), rules=RULES, **given):
    return Watched(phases, PORTS, rules, material(lots, **given))


def rules(**changed):
    return replace(RULES, **changed)
