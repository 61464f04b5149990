"""Small pipelines for tests: every number at its central value unless said otherwise."""

from __future__ import annotations

from dataclasses import replace

from scenarios.packs import load_pack
from sim.chance import Chance, Uncertain
from sim.projects.arrivals import Calendar
from sim.projects.pipeline import Pipeline
from sim.projects.reading import setup_of
from sim.projects.setup import LAYER

PACK = load_pack()
assert PACK.projects is not None
FILE = PACK.projects
WHOLE = setup_of(FILE)
CALENDAR = Calendar(2010, 2026)
STEADY = dict.fromkeys(range(2015, 2021), 1.0)


def certain(setup=WHOLE, **values):
    """The pipeline with central numbers and some of them changed."""
    fixed = {name: Uncertain(row.central, row.central, row.central) for name, row in setup.values.items()}
    return replace(setup, values=fixed | {name: Uncertain(v, v, v) for name, v in values.items()})


def pipeline(setup=WHOLE, index=0, calendar=CALENDAR, finance=(1.0,), demand=(1.0,)):
    """One replication, not yet run."""
    return Pipeline(setup, Chance(LAYER, 7, index), calendar, finance, demand)
