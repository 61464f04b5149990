"""From every target of the shipped plan, two steps lead to a line of the plan or to a source."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from calibration.beliefs import beliefs
from calibration.economy import model_of
from evaluation.json_schema import schema_of
from evaluation.provenance import basis
from evaluation.results import Envelope, schema_name, to_json
from evaluation.why import distances, why
from scenarios.errors import InputError
from scenarios.packs import load_pack

PACK = load_pack(None)
MODEL = model_of(PACK, beliefs(PACK, PACK.about.as_of))
IDS = [target.id for target in PACK.targets]


@pytest.mark.parametrize("id", IDS)
def test_every_target_leads_to_its_line_and_to_origins(id):
    found = why(PACK, MODEL, id)
    assert found.target is not None
    assert found.target.locator.line is not None
    assert found.target.mode_reason_zh
    if found.target.mode == "tracked":
        assert found.variable is None
        assert found.origins == ()
    else:
        assert found.variable is not None
        assert found.inputs
        assert found.origins_in_all == len(found.origins) > 0
        steps = [origin.steps for origin in found.origins]
        assert steps == sorted(steps)


def test_every_number_of_the_model_has_evidence_and_a_source_or_a_reason():
    origins = {origin.name: origin for id in IDS for origin in why(PACK, MODEL, id).origins}
    for origin in origins.values():
        ground = origin.basis
        if origin.kind == "switch":
            continue
        assert ground.kind != "definition" or origin.status == "definition", origin
        assert ground.line is not None or ground.sources or ground.note or ground.about, origin


def test_a_threshold_that_is_not_from_the_plan_shows_its_evidence():
    found = why(PACK, MODEL, "energy_intensity_cut").target
    assert found is not None
    assert found.threshold is not None
    assert found.threshold.sources


def test_a_tracked_target_shows_how_the_last_plan_ended():
    found = why(PACK, MODEL, "forest_cover")
    assert [row.year for row in found.history] == [2020]
    assert found.history[0].reached[0].value == 12.66


def test_disputed_bases_are_all_shown_with_their_place():
    found = why(PACK, MODEL, "fixed_asset_investment").target
    assert found is not None
    assert {printed.value for printed in found.bases} == {348.0, 438.0}
    assert all(printed.locator.line for printed in found.bases)


def test_variables_parameters_and_levers_can_be_asked_for_too():
    assert why(PACK, MODEL, "gdp").target is None
    parameter = why(PACK, MODEL, "retirement_rate", most=1).origins
    assert [(origin.name, origin.steps) for origin in parameter] == [("retirement_rate", 0)]
    lever = PACK.levers[0]
    found = why(PACK, MODEL, lever.name).origins[0]
    assert found.kind == "lever"
    assert found.locator is not None
    assert found.locator.line == lever.plan_reference.line


def test_an_unknown_name_is_told_with_the_nearest():
    with pytest.raises(InputError, match="hint: gdp_level"):
        why(PACK, MODEL, "gdp_levl")


def test_a_line_of_the_plan_is_a_basis():
    assert basis(PACK, "L84").line == 84
    assert basis(PACK, "plan-text").kind == "source"


def test_links_are_counted_from_the_indicator():
    found = distances(MODEL, "gdp")
    assert found["gdp"] == 0
    assert all(found[name] == 1 for name in MODEL.variables["gdp"].inputs)


def test_the_answer_satisfies_its_schema():
    answer = Envelope(
        schema_name("why"), "planreach", "0.1.0", None, None, {}, (), why(PACK, MODEL, "gdp_level")
    )
    data = json.loads(json.dumps(to_json(answer), allow_nan=False))
    assert not list(Draft202012Validator(schema_of("why")).iter_errors(data))
