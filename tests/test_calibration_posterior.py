"""The posterior: likelihoods, the sampler on known laws, what is stored, what makes it stale."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pytest
from economy_subject import pack
from house import ROOT
from scipy import stats

from benchmarks import sbc
from benchmarks.small_region import SERIES, region
from calibration.beliefs import Rows, beliefs, priors
from calibration.diagnostics import correlated, diagnostics
from calibration.economy import model_of
from calibration.inference import FULL, Effort, active_names, infer
from calibration.measurement import Measurement, Quantity, measurement_of, rounding
from calibration.observation_checks import refuse_history
from calibration.problem import problem_of
from calibration.reference import laplace
from calibration.sampler import Plan, sample
from calibration.stored import Made, encoded, made_from, rows_of, stale_parts, with_posterior
from calibration.tempering import tempered
from evaluation.simulation import economy_of
from report.knowledge_text import knowledge_note
from report.wording import load_words
from scenarios.errors import InputError
from scenarios.posterior_file import DRAWS_FILE, POSTERIOR_FILE, StoredPosterior

AS_OF = 2020
TINY = Effort(
    chains=64, outer=2, burn=0, inner=2, trial_chains=64, tempering_steps=2, trial_rounds=1, trial_steps=2
)


def row(id: str, **changes):
    found = next(one for one in pack().observations if one.id == id)
    return found.model_copy(update=changes)


def likelihood(*readings, value: float) -> float:
    measurement = Measurement((Quantity(readings),))
    return float(measurement.log_likelihood(np.array([[value]]))[0])


def test_a_level_is_normal_with_its_rounding():
    wanted = stats.norm.logpdf(413.0, 410.0, np.hypot(0.03 * 413, 1 / np.sqrt(12)))
    found = likelihood(row("gdp_2015"), value=410.0) - likelihood(row("gdp_2015"), value=413.0)
    at_value = stats.norm.logpdf(413.0, 413.0, np.hypot(0.03 * 413, 1 / np.sqrt(12)))
    assert found == pytest.approx(wanted - at_value)


@pytest.mark.parametrize(("value", "digit"), [(413.0, 1.0), (6.6, 0.1), (2.93, 0.01), (920.0, 1)])
def test_rounding_is_uniform_over_the_last_printed_digit(value, digit):
    assert rounding(value) == pytest.approx(digit / np.sqrt(12))


def test_readings_that_differ_are_a_mixture():
    one, two = row("investment_2020"), row("investment_2020_box1")
    both = np.exp(likelihood(one, two, value=400.0))
    alone = [np.exp(likelihood(reading, value=400.0)) for reading in (one, two)]
    assert both == pytest.approx(np.mean(alone))


def test_a_limit_is_the_chance_to_lie_on_its_side():
    limit = row("registered_unemployment_2020")
    sd = np.hypot(0.3, 1 / np.sqrt(12))
    assert np.exp(likelihood(limit, value=3.5)) == pytest.approx(stats.norm.cdf(0.5 / sd))
    assert likelihood(row("trade_sum"), value=2000.0) == pytest.approx(0.0, abs=1e-6)


def test_what_only_follows_from_other_numbers_is_not_used():
    derived = row("state_firm_debt_2020")
    assert not derived.printed
    assert likelihood(derived, value=10.0) == 0.0


def test_a_draw_without_a_value_is_impossible():
    assert likelihood(row("gdp_2015"), value=np.nan) == -np.inf


def test_sums_share_one_vintage():
    measurement = measurement_of(pack(), ("gdp_nominal", "retail_sales"), AS_OF)
    values = {name: np.ones((6, 1)) for name in ("gdp_nominal", "retail_sales")}
    ids = [one.id for one in measurement.quantities]
    found = measurement.predicted(values, 2015, np.array([[1.0]]))[0]
    assert found[ids.index("gdp_sum")] == pytest.approx(5 * np.exp(0.02))
    assert found[ids.index("retail_sales_sum")] == pytest.approx(5 * np.exp(0.02))
    assert found[ids.index("gdp_2015")] == 1.0


def test_readings_of_one_value_stand_once():
    outputs = tuple({one.variable for one in pack().observations if one.variable})
    for quantity in measurement_of(pack(), outputs, AS_OF).quantities:
        values = [one.value for one in quantity.readings]
        assert len(set(values)) == len(values)


def chains(cheap):
    """Chains on a normal law with mean 1 and variance 1/4, beside a standard normal reference."""

    def exact(x):
        return -2.0 * np.sum((x - 1.0) ** 2, axis=1)

    rng = np.random.default_rng(3)
    start = rng.standard_normal((256, 2))
    return sample(exact, cheap, start, Plan(40, 20, 4, 1, 3), rng)


def misled(x):
    return -1.5 * np.sum((x - 0.8) ** 2, axis=1)


@pytest.mark.parametrize("cheap", [None, misled], ids=["alone", "with a misled first opinion"])
def test_the_sampler_finds_a_known_law(cheap):
    found = chains(cheap).states.reshape(-1, 2)
    assert found.mean(axis=0) == pytest.approx([1.0, 1.0], abs=0.03)
    assert found.std(axis=0) == pytest.approx([0.5, 0.5], abs=0.02)
    assert np.quantile(found, [0.05, 0.95]) == pytest.approx(1.0 + 0.5 * np.array([-1.645, 1.645]), abs=0.05)


def test_chains_that_agree_pass_and_chains_that_do_not_fail():
    good = np.random.default_rng(1).standard_normal((50, 64, 2))
    assert diagnostics(good).converged
    apart = good + np.repeat([0.0, 1.0], 32)[None, :, None]
    assert not diagnostics(apart).converged


def test_shrinkage_bounds_and_pairs():
    rng = np.random.default_rng(2)
    states = rng.standard_normal((40, 64, 3))
    states[:, :, 1] = 2.5 + 0.1 * states[:, :, 1]
    found = diagnostics(states)
    assert found.prior_dominated.tolist() == [True, False, True]
    assert found.at_bound.tolist() == [False, True, False]
    flat = rng.standard_normal((500, 2))
    assert correlated(np.column_stack([flat, flat[:, 0] + 0.1 * flat[:, 1]]))[0][:2] == (0, 2)


@lru_cache(maxsize=1)
def made() -> tuple[tuple[str, ...], np.ndarray]:
    problem = problem_of(pack(), AS_OF)
    return problem.names, np.random.default_rng(5).standard_normal((600, len(problem.names)))


def with_draws(found=None):
    """A pack with a posterior of standard normal draws."""
    subject = found or pack()
    names, draws = made()
    files = encoded(subject, AS_OF, model(subject), names, draws, Made(1, 4, 1.0, 500.0))
    stored = StoredPosterior.model_validate(json.loads(files[POSTERIOR_FILE]) | {"data": files[DRAWS_FILE]})
    return subject.model_copy(update={"posterior": stored})


def model(subject):
    return model_of(subject, beliefs(subject, AS_OF))


def test_every_uncertain_parameter_and_every_fitted_one_is_in_the_posterior():
    known = priors(pack(), AS_OF)
    fitted = {one.name for one in pack().parameters if one.status == "fitted"}
    assert fitted <= set(known.uncertain)
    assert set(beliefs(pack(), AS_OF).uncertain) <= set(known.uncertain)
    assert known.central() == beliefs(pack(), AS_OF).central()


def test_draws_come_back_and_do_not_depend_on_the_block():
    subject = with_draws()
    assert subject.posterior is not None
    rows = rows_of(subject.posterior)
    assert rows.deviations == pytest.approx(made()[1], abs=1 / 4096)
    known = with_posterior(subject, AS_OF, beliefs(subject, AS_OF), model(subject))
    whole, part = known.draw(7, 0, 200), known.draw(7, 50, 100)
    assert all((part[name] == whole[name][50:150]).all() for name in whole)


def test_the_bytes_are_the_same_every_time():
    subject, (names, draws) = pack(), made()
    first, again = (encoded(subject, AS_OF, model(subject), names, draws, Made(1, 4, 1, 9)) for _ in "12")
    assert first == again


def changed(table: str, at: int, **changes):
    rows = list(getattr(with_draws(), table))
    rows[at] = rows[at].model_copy(update=changes)
    return with_draws().model_copy(update={table: tuple(rows)})


def place(table: str, name: str) -> int:
    key = "id" if table == "observations" else "name"
    return next(at for at, one in enumerate(getattr(pack(), table)) if getattr(one, key) == name)


@pytest.mark.parametrize(
    ("table", "name", "changes", "stale"),
    [
        ("observations", "gdp_2020", {"value": 591.0}, ("observations",)),
        ("observations", "gdp_2020", {"sd": 0.02}, ("observations",)),
        ("observations", "gdp_2020", {"note": "another word"}, ()),
        ("parameters", "accelerator", {"central": 0.3, "p2": 0.31}, ("priors",)),
        ("parameters", "accelerator", {"about": "another word"}, ()),
        ("ranges", "start_hump", {"high": 1.4}, ("priors",)),
        ("levers", "industrial_investment_share", {"baseline": 0.09}, ("world",)),
    ],
)  # fmt: skip
def test_what_makes_a_posterior_stale(table, name, changes, stale):
    subject = changed(table, place(table, name), **changes)
    assert stale_parts(subject, AS_OF, model(subject)) == stale


def test_another_equation_makes_it_stale():
    other = model(pack())
    cut = replace(other, held=(*other.held,), variables={**other.variables})
    first = next(name for name, one in cut.variables.items() if one.kind == "parameter")
    cut.variables[first] = replace(cut.variables[first], unit="year")  # type: ignore[index]
    assert made_from(pack(), AS_OF, cut)["equations"] != made_from(pack(), AS_OF, other)["equations"]


def test_a_stale_posterior_is_refused_by_name():
    subject = changed("observations", place("observations", "gdp_2020"), value=591.0)
    with pytest.raises(InputError, match="stale-posterior") as caught:
        with_posterior(subject, AS_OF, beliefs(subject, AS_OF), model(subject))
    assert caught.value.faults[0].fields["found"] == "observations"


def test_a_year_with_other_priors_falls_back_to_the_fit_and_says_so():
    later = pack().parameters[place("parameters", "accelerator")]
    news = later.model_copy(update={"known_from": 2022, "p2": 1.1 * (later.p2 or 1.0)})
    subject = with_draws().model_copy(update={"parameters": (*pack().parameters, news)})
    told = {year: economy_of(subject, year, outputs=("gdp",)).knowledge for year in (AS_OF, 2023)}
    assert told == {AS_OF: "posterior", 2023: "fit"}
    words = load_words("en")
    assert knowledge_note("posterior", 2023, words) == []
    assert "no posterior for 2023" in knowledge_note("fit", 2023, words)[0]


def few(*ids: str, **changes):
    rows = tuple(row(id, **changes) for id in ids)
    return pack().model_copy(update={"observations": rows})


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        (few("gdp_2015", "gdp_2020"), "too-few-observations"),
        (few("gdp_2015", "gdp_2020", "gdp_sum", value=0.0), "not-positive"),
        (few("gdp_growth_2016_2020", "gdp_2015", "gdp_2020", year_to=2019, year_from=2020), "out-of-bounds"),
    ],
)
def test_a_history_that_is_unfit_is_refused(subject, code):
    with pytest.raises(InputError) as caught:
        refuse_history(subject, ("gdp", "gdp_nominal"), AS_OF)
    assert code in {fault.code for fault in caught.value.faults}


def test_a_few_series_move_what_they_observe_and_nothing_else():
    problem = problem_of(few("gdp_2015", "gdp_2020", "investment_sum"), AS_OF)
    moves = dict(zip(problem.names, active_names(problem, np.random.default_rng(0)), strict=True))
    assert moves["output_at_start__services"]
    assert not moves["patent_grants_at_start"]


@dataclass(frozen=True)
class WithIdle:
    """A small region with one more quantity that nothing depends on."""

    measurement: Measurement
    names: tuple[str, ...] = (*region().names, "idle")

    def predicted(self, deviations, steps=FULL):
        return replace(region(), measurement=self.measurement).predicted(deviations[:, :-1], steps)


def test_what_moves_nothing_keeps_its_prior_and_the_rest_comes_nearer():
    asked = WithIdle(region().measurement)
    found = infer(asked, 1, TINY)
    assert "idle" not in found.active
    assert found.draws[:, -1].std() == pytest.approx(1.0, abs=0.15)
    before = np.random.default_rng(1).standard_normal((128, len(found.names)))
    spread, prior = (asked.predicted(draws, 8).std(axis=0)[0] for draws in (found.draws, before))
    assert spread < 0.7 * prior


def test_the_same_seed_gives_the_same_draws():
    asked = region()
    first, again, other = (infer(asked, seed, TINY).draws for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_tempering_follows_a_bend_that_a_normal_distribution_misses():
    def banana(z):
        return -0.5 * ((z[:, 1] - z[:, 0] ** 2) / 0.1) ** 2

    rng = np.random.default_rng(1)
    around = laplace(lambda z: ((z[:, 1] - z[:, 0] ** 2) / 0.1)[:, None], 2)
    points = tempered(banana, around, 2000, 10, rng)
    grid = np.linspace(-4, 4, 4001)
    weights = np.exp(-0.5 * grid**2 - 0.5 * grid**4 / (1 + 0.1**2))
    wanted = np.sqrt(np.sum(weights * grid**2) / weights.sum())
    assert points[:, 0].std() == pytest.approx(wanted, rel=0.08)


def test_a_small_region_has_the_output_of_its_equations():
    asked = region()
    share, growth = asked.names.index("investment_share__whole"), asked.names.index("productivity_trend")
    moved = np.zeros((3, len(asked.names)))
    moved[1, share] = moved[2, growth] = 1.0
    first, last, *_ = asked.predicted(moved).T
    assert first[0] == pytest.approx(100.0, rel=0.05)
    assert (last[1:] > last[0]).all()
    assert set(SERIES) == {row.first.variable for row in asked.measurement.quantities}


def test_a_reading_that_is_wrong_lies_anywhere_and_a_right_one_near_the_truth():
    quantity = region().measurement.quantities[-1]
    rng = np.random.default_rng(4)
    made = [sbc.synthetic(Measurement((quantity,)), np.array([40.0]), rng) for _ in range(400)]
    gaps = np.array([np.abs(one.quantities[0].values() - 40.0) / one.quantities[0].sds() for one in made])
    assert np.quantile(gaps.min(axis=1), 0.95) == pytest.approx(1.96, abs=0.4)
    assert np.mean(gaps[:, 0] < gaps[:, 1]) == pytest.approx(0.5, abs=0.08)


def test_the_kept_result_of_the_study_is_within_its_limits():
    kept = json.loads((ROOT / "docs" / "sbc.json").read_text("utf-8"))
    assert kept["replications"] == sbc.REPLICATIONS
    assert kept["first_seed"] == sbc.FIRST_SEED
    assert tuple(kept["quantities"]) == region().names
    assert 0.85 <= kept["coverage"]["mean"] <= 0.95
    assert min(kept["corrected_p"].values()) > 0.01


def test_what_moves_nothing_is_found():
    assert active_names(region(), np.random.default_rng(0)).all()


def test_a_row_of_the_posterior_stands_for_all_parameters_at_once():
    names, draws = made()
    known = replace(priors(pack(), AS_OF), posterior=Rows(names, draws[:1]))
    drawn = known.draw(1, 0, 5)
    assert all(np.ptp(values) == 0 for values in drawn.values())


@pytest.mark.slow
def test_ranks_are_flat_and_intervals_cover_on_a_small_region():
    found = sbc.study(region(), 60, first_seed=1)
    assert min(found.corrected()) > 0.01
    assert 0.85 <= found.coverage()[0] <= 0.95


@pytest.mark.slow
def test_intervals_cover_on_the_whole_model():
    problem = problem_of(pack(), AS_OF)
    effort = Effort(chains=64, outer=8, burn=4, inner=20, trial_chains=64)
    found = sbc.study(problem, 10, effort)
    assert found.corrected()[1] > 0.01
    assert 0.85 <= found.coverage()[0] <= 0.95
