"""Very many draws: what a block of draws means for the targets, as counts and bits that add up.

A block of yearly values becomes integer counts on a fixed grid and two bits a draw for each target and
printed base. Blocks join in index order, so joint probabilities stay exact and only quantiles carry the
width of a cell of the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from evaluation.annual import Annual, FloatArray
from evaluation.draws import DrawSet, draw_set, join_sets
from evaluation.quantiles import counted_quantiles, counts_of, join_counts
from evaluation.reachability import MARGIN_DRAWS, Measured, Outcome, other_readings
from evaluation.relations import has_number, margin, met, met_strictly
from evaluation.transforms import reported

if TYPE_CHECKING:
    from scenarios.schema import Target
    from sim.counts import Counts

Key: TypeAlias = tuple[str, float | None]


@dataclass(frozen=True, eq=False)
class Tally:
    """One target from one base over one block of draws."""

    counts: Counts
    met: DrawSet | None
    strict: DrawSet | None
    margins: FloatArray | None


def tally(targets: Sequence[Target], block: Annual) -> Mapping[Key, Tally]:
    """The counts and bits of one block; every block but the last holds a multiple of 8 draws."""
    return {key: _tally_one(target, reported(target, block, key[1])) for target, key in _keys(targets)}


def add_tallies(blocks: Sequence[Mapping[Key, Tally]]) -> Mapping[Key, Tally]:
    """Consecutive blocks as one; every block but the last of all holds a multiple of 8 draws."""
    return {key: _added([block[key] for block in blocks]) for key in blocks[0]}


def _added(parts: Sequence[Tally]) -> Tally:
    return Tally(
        join_counts([part.counts for part in parts]),
        _joined([part.met for part in parts]),
        _joined([part.strict for part in parts]),
        _first_margins([part.margins for part in parts]),
    )


def join_tallies(targets: Sequence[Target], blocks: Sequence[Mapping[Key, Tally]]) -> tuple[Measured, ...]:
    """The same answer as `reachability.measure`, from all blocks in index order."""
    found = {key: _join(key, [block[key] for block in blocks]) for _, key in _keys(targets)}
    return tuple(_measured(target, found) for target in targets)


def _measured(target: Target, found: Mapping[Key, Outcome]) -> Measured:
    if target.mode == "tracked":
        return Measured(target, None)
    others = tuple((reading, found[target.id, reading.value]) for reading in other_readings(target))
    return Measured(target, found[target.id, target.base], others)


def _keys(targets: Sequence[Target]) -> tuple[tuple[Target, Key], ...]:
    """Every computed target with every base it is measured from, the default base first."""
    return tuple(
        (target, (target.id, base))
        for target in targets
        if target.mode != "tracked"
        for base in (target.base, *(reading.value for reading in other_readings(target)))
    )


def _tally_one(target: Target, values: FloatArray) -> Tally:
    counts = counts_of(values)
    if not has_number(target):
        return Tally(counts, None, None, None)
    hits, strict_hits = draw_set(met(target, values)), draw_set(met_strictly(target, values))
    return Tally(counts, hits, strict_hits, margin(target, values[:MARGIN_DRAWS]))


def _join(key: Key, parts: Sequence[Tally]) -> Outcome:
    return Outcome(
        key[1],
        counted_quantiles(join_counts([part.counts for part in parts])),
        _joined([part.met for part in parts]),
        _joined([part.strict for part in parts]),
        _first_margins([part.margins for part in parts]),
    )


def _joined(parts: Sequence[DrawSet | None]) -> DrawSet | None:
    sets = [part for part in parts if part is not None]
    return join_sets(sets) if sets else None


def _first_margins(parts: Sequence[FloatArray | None]) -> FloatArray | None:
    arrays = [part for part in parts if part is not None]
    return np.concatenate(arrays)[:MARGIN_DRAWS] if arrays else None
