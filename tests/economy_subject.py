"""The shipped plan as the tests of the economy take it; read and built once."""

from __future__ import annotations

from functools import cache

from evaluation.checks.laboratory import Laboratory, laboratory_of
from evaluation.simulation import Economy, economy_of
from scenarios.packs import load_pack
from scenarios.schema import PlanPack

DRAWS = 128


@cache
def pack() -> PlanPack:
    return load_pack()


@cache
def laboratory() -> Laboratory:
    return laboratory_of(pack(), draws=DRAWS)


@cache
def economy() -> Economy:
    return economy_of(pack())
