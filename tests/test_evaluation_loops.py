"""What a loop is worth, and through which loop a scenario moves growth, on the same draws."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from economy_subject import economy, laboratory, pack

from evaluation.checks.feedback import loop_sizes
from evaluation.checks.feedback_loops import OTHERS, REQUIRED
from evaluation.loops import effects
from evaluation.loops.cutting import average_growth, links_of, without
from evaluation.loops.effects import loop_effects, models_run
from evaluation.loops.worth import loop_worths
from evaluation.results import to_json
from evaluation.simulation import Options, all_draws, ensemble_of
from evaluation.transforms import reported
from report.loop_tables import about_of
from report.wording import load_words
from scenarios.errors import NumericalError
from scenarios.library import load_scenario

LOOPS = {loop.name: loop for loop in REQUIRED + OTHERS}
OPTIONS = Options(draws=32)
COAL = LOOPS["coal_cap_industry"]
SIGNED = tuple(
    LOOPS[name]
    for name in (
        "profit_investment_capital",
        "wear_of_capital",
        "capital_profitability_investment",
        "capacity_utilisation_investment",
        "coal_cap_industry",
    )
)
SEVERAL = (LOOPS["hub_trade_hub"], LOOPS["local_investment_demand"], COAL)


@cache
def ensemble(name: str):
    return ensemble_of(economy(), load_scenario(name, pack()), OPTIONS)


@cache
def worths():
    return loop_worths(ensemble("baseline"), SIGNED, OPTIONS)


@cache
def found():
    others = [(name, ensemble(name)) for name in ("opening", "outside_slump", "everything", "baseline")]
    return {
        item.scenario: item
        for item in loop_effects(("baseline", ensemble("baseline")), others, SEVERAL, OPTIONS)
    }


@pytest.mark.parametrize("loop", SIGNED, ids=lambda loop: loop.name)
def test_a_worth_has_the_sign_of_the_size_in_the_central_run(loop):
    size = loop_sizes(laboratory(), (loop,))[0]
    worth = worths()[loop.name]
    assert worth.q10 <= worth.median <= worth.q90
    assert worth.median * size.gdp > 0


def test_the_profit_loop_adds_growth_and_wear_takes_it():
    assert worths()["profit_investment_capital"].q10 > 0
    assert worths()["wear_of_capital"].q90 < 0
    assert worths()["capital_profitability_investment"].q90 < 0


def test_a_loop_that_a_scenario_does_not_touch_carries_nothing():
    for name in ("opening", "everything"):
        band = {loop.name: loop.growth for loop in found()[name].loops}[COAL.name]
        assert (band.median, band.q10, band.q90) == (0.0, 0.0, 0.0)
    run, cut = (
        average_growth(ensemble("opening"), without(economy(), cuts), OPTIONS) for cuts in ((), (COAL,))
    )
    assert (run == cut).all()


def test_the_growth_of_a_loop_is_that_of_the_target():
    target = pack().target("gdp_growth")
    growth = average_growth(ensemble("baseline"), without(economy(), ()), OPTIONS)
    whole = reported(target, all_draws(ensemble("baseline"), OPTIONS), target.base)
    assert growth == pytest.approx(whole)


def test_the_hub_loop_carries_some_of_an_opening_and_loops_are_sorted_by_size():
    through = [loop.growth.median for loop in found()["opening"].loops]
    assert next(loop for loop in found()["opening"].loops if loop.name == "hub_trade_hub").growth.median > 0
    assert [abs(one) for one in through] == sorted((abs(one) for one in through), reverse=True)


def test_what_a_scenario_assumes_of_the_world_reaches_the_cut_models():
    slump = found()["outside_slump"]
    assert slump.growth.q90 < 0
    assert slump.direct is not None
    assert slump.direct.q90 < 0


def test_a_scenario_against_itself_moves_nothing():
    same = found()["baseline"]
    bands = [same.growth, same.direct, *(loop.growth for loop in same.loops)]
    assert {value for band in bands if band for value in (band.median, band.q10, band.q90)} == {0.0}


def test_effects_through_loops_and_the_direct_effect_are_no_sum():
    everything = found()["everything"]
    assert everything.direct is not None
    parts = [everything.direct.median, *(loop.growth.median for loop in everything.loops)]
    assert sum(parts) != pytest.approx(everything.growth.median, abs=0.01)
    for lang, told in (("en", "do not add up"), ("zh", "不等于总影响")):
        assert told in load_words(lang)("loop-effect.note")


def test_the_same_seed_gives_the_same_bytes_and_another_does_not():
    def again(options: Options) -> str:
        one = ensemble_of(economy(), load_scenario("baseline", pack()), options)
        return str(to_json(loop_worths(one, SIGNED[:1], options)))

    few = replace(OPTIONS, draws=8)
    assert again(few) == again(few)
    assert again(few) != again(replace(few, seed=7))


def test_progress_hears_of_every_model(monkeypatch):
    monkeypatch.setattr(effects, "without", lambda economy, loops: economy)
    heard: list[int] = []
    one = ensemble("baseline")
    loop_effects(("a", one), [("b", one)], SEVERAL, replace(OPTIONS, draws=2), heard.append)
    assert heard == list(range(1, models_run(SEVERAL) + 1))


def test_where_all_cuts_at_once_leave_no_output_there_is_no_direct_effect(monkeypatch):
    def broken(_, economy, __):
        if len(economy.model.held) > len(links_of((COAL,), 2021.0)):
            raise NumericalError("gdp: not finite")
        return average_growth(ensemble("baseline"), economy, replace(OPTIONS, draws=2))

    monkeypatch.setattr(effects, "average_growth", broken)
    one = ensemble("baseline")
    assert effects.loop_effects(("a", one), [("b", one)], (COAL,), OPTIONS)[0].direct is not None
    wear = LOOPS["wear_of_capital"]
    with pytest.raises(NumericalError):
        effects.loop_effects(("a", one), [("b", one)], (wear,), OPTIONS)
    twice = (COAL, replace(COAL, name="again", cuts=(("net_migration", "perceived_job_growth"),)))
    assert effects.loop_effects(("a", one), [("b", one)], twice, OPTIONS)[0].direct is None


def test_every_declared_loop_is_told_in_both_languages():
    for loop in LOOPS.values():
        assert about_of(loop.name, load_words("en")) == loop.about
        assert about_of(loop.name, load_words("zh")) != loop.about
    keys = {key for key in load_words("en").texts if key.startswith("loop-about.")}
    assert keys == {f"loop-about.{name}" for name in LOOPS}
