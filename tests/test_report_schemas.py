"""The published schemas of the listing commands are those of the classes."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from evaluation.results import schema_name, to_json
from report.answers import KINDS, ErrorAnswer, FaultEntry, TextAnswer, wrapped_answer
from report.schemas import FOLDER, answer_schema, schema_text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_published_schema_is_that_of_the_class(kind):
    assert (FOLDER / f"{schema_name(kind)}.json").read_text(encoding="utf-8") == schema_text(kind)


def test_no_schema_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == {f"{schema_name(kind)}.json" for kind in KINDS}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_schema_is_one(kind):
    Draft202012Validator.check_schema(answer_schema(kind))


def test_an_answer_satisfies_its_schema_and_another_does_not():
    error = to_json(wrapped_answer("error", ErrorAnswer(3, "no", (FaultEntry("empty-file", "a", "empty"),))))
    validator = Draft202012Validator(answer_schema("error"))
    assert list(validator.iter_errors(error)) == []
    text = to_json(wrapped_answer("model_step", TextAnswer("python", "pass")))
    assert list(validator.iter_errors(text)) != []
