"""Pieces of a calibration in words, the same on the screen and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report import numbers

if TYPE_CHECKING:
    from evaluation.calibration_answer import CalibrationAnswer, ChanceEntry, ObservationEntry, ParameterEntry
    from report.wording import Words

PERCENT = 100.0
BOUNDS = {"above": "> ", "below": "< "}


def sampler_text(result: CalibrationAnswer, words: Words) -> str:
    """How the posterior was sampled, in one sentence."""
    sampler = result.sampler
    return words(
        "calibrate.sampler",
        settled=words("calibrate.settled" if sampler.converged else "calibrate.unsettled"),
        r_hat=f"{sampler.worst_r_hat:.3f}",
        ess=f"{sampler.least_ess:.0f}",
        chains=sampler.chains,
        ensembles=sampler.ensembles,
        draws=sampler.draws,
        exact=sampler.evaluations,
        cheap=sampler.cheap_evaluations,
        steps=sampler.steps_a_year,
    )


def warnings_of(result: CalibrationAnswer, words: Words) -> list[str]:
    """What must not be overlooked: chains that have not settled, facts left out, facts against the priors."""
    sampler = result.sampler
    told: list[str] = []
    if not sampler.converged:
        fields = {"r_hat": f"{sampler.worst_r_hat:.3f}", "ess": f"{sampler.least_ess:.0f}"}
        told.append(words("calibrate.not-converged", **fields))
    lists = {"calibrate.left-out": result.left_out, "calibrate.outside-priors": result.outside_priors}
    return told + [words(key, found=words.listed(list(ids))) for key, ids in lists.items() if ids]


def shrinkage_text(row: ParameterEntry) -> str:
    """The part of the prior's variance that the data took away, in %."""
    return f"{round(PERCENT * row.shrinkage):d} %"


def span(low: float, high: float) -> str:
    """Two ends of a band."""
    return f"{numbers.significant(low, 3)} .. {numbers.significant(high, 3)}"


def years_of(row: ObservationEntry) -> str:
    """The year of an observation, or its first and last."""
    return str(row.year_to) if row.year_from == row.year_to else f"{row.year_from}-{row.year_to}"


def observed_text(row: ObservationEntry, words: Words) -> str:
    """What is printed: the value, a limit, or all readings; marked where it is not used."""
    readings = " / ".join(numbers.printed(one.value) for one in row.readings)
    told = BOUNDS.get(row.kind, "") + readings
    return told if row.used else f"{told} ({words('calibrate.unused')})"


def line_of(row: ObservationEntry) -> str:
    """Lines of the plan text that print it."""
    return ", ".join(str(line) for line in dict.fromkeys(one.locator.line for one in row.readings))


def chances_note(result: CalibrationAnswer, words: Words) -> str:
    """What the columns of the chances hold."""
    both = len({row.closure for row in result.chances}) > 1
    return words("calibrate.chances-note" if both else "calibrate.chances-note-one")


def chance_rows(result: CalibrationAnswer, words: Words) -> list[tuple[str, list[str]]]:
    """One row a target: the name, then P from priors, around the fit and from the posterior."""
    rows: dict[str, list[ChanceEntry]] = {}
    for row in result.chances:
        if row.posterior is not None:
            rows.setdefault(row.id, []).append(row)
    return [
        (
            words.choose(found[0].name_zh, found[0].name_en),
            [_both(found, key) for key in ("priors", "fit", "posterior")],
        )
        for found in rows.values()
    ]


def _both(found: list[ChanceEntry], key: str) -> str:
    return " / ".join(numbers.probability(getattr(one, key)) for one in found)
