"""Both languages say everything, on any Chinese console, and nothing is said that is not used."""

from __future__ import annotations

import ast
import re
import string
from typing import get_args

import pytest
from cli_runner import LANGUAGES, ROOT

from evaluation import results
from evaluation.audit.account import ALONE, State
from evaluation.audit.outcomes import Kind, Severity
from evaluation.midterm import answers
from evaluation.midterm.standing import Reason
from evaluation.model_check import GROUPS
from report.fault_words import fault_sentence, told_fault, told_faults
from report.ledger import PATHS, Light
from report.wording import load_words
from scenarios.audit_facts import Wording
from scenarios.coverage import REASONS
from scenarios.errors import Fault, unknown_name
from scenarios.fault_codes import CODES
from scenarios.units import UNITS
from scenarios.vocabulary import Mode, Nature, ParameterStatus, PriceBasis, Relation
from sim.economy import FACTORS, SECTORS

MODULES = sorted((ROOT / "report").rglob("*.py"))
ZH, EN = load_words("zh").texts, load_words("en").texts


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def called_keys() -> tuple[set[str], set[str]]:
    """Keys asked for in the code: whole ones, and the beginnings of those put together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(str(node.values[0].value))
    return whole, {start for start in begun if re.fullmatch(r"[a-z_-]+\.([a-z-]*)", start)}


def test_both_languages_have_the_same_keys():
    assert set(ZH) == set(EN)


@pytest.mark.parametrize("key", sorted(EN))
def test_both_languages_fill_in_the_same_fields(key):
    assert fields(ZH[key]) == fields(EN[key])


def test_every_text_can_be_shown_on_a_gbk_console():
    assert {key for texts in (ZH, EN) for key, text in texts.items() if not gbk(text)} == set()


def gbk(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def test_every_text_in_english_is_plain():
    assert {key for key, text in EN.items() if not text.isascii()} == {"unit.per_mille"} & set()


def test_every_key_the_code_asks_for_exists():
    calls = [
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, (ast.Name, ast.Attribute))
        and (getattr(node.func, "id", "") in ("words", "texts") or getattr(node.func, "attr", "") == "words")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    asked = {str(node.args[0].value) for node in calls}  # type: ignore[attr-defined]
    assert asked <= set(EN)
    assert len(asked) > 100


def test_every_text_is_used():
    whole, begun = called_keys()
    whole |= {"option"}
    unused = [
        key
        for key in EN
        if key not in whole and key.rpartition(".")[0] not in whole and not key.startswith(tuple(begun))
    ]
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_every_fault_has_words(lang, code):
    words = load_words(lang)
    fault = Fault(code, "file.toml", dict.fromkeys(CODES[code], "x"))
    assert fault_sentence(fault, words) != str(fault)
    assert code not in fault_sentence(fault, words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fault_says_where_what_is_known_and_what_was_meant(lang):
    known = [f"lever_{number}" for number in range(12)]
    fault = unknown_name("unknown-lever", "mine.toml:7: levers.lever_one", "lever_1x", known)
    told = told_fault(fault, load_words(lang))
    assert told.startswith("mine.toml:7: levers.lever_one: ")
    assert "lever_1x" in told
    assert "`lever_1" in told
    assert "4" in told.splitlines()[1]


def test_several_faults_are_counted_and_all_told():
    told = told_faults([Fault("empty-file", f"{name}.toml") for name in "abc"], load_words("en"))
    assert told.splitlines()[0].startswith("3 faults")
    assert [line[:6] for line in told.splitlines()[1:]] == ["a.toml", "b.toml", "c.toml"]


def test_a_fault_without_words_still_tells_what_it_is():
    assert "no-such-code" in told_fault(Fault("no-such-code", "here"), load_words("zh"))
    assert "bad-toml" in told_fault(Fault("bad-toml", "here"), load_words("zh"))


VOCABULARIES = {
    "grade": get_args(answers.Grade),
    "final-grade": get_args(answers.FinalGrade),
    "why-not-graded": get_args(Reason),
    "pace": get_args(answers.PaceUnit),
    "pace-sign": get_args(answers.PaceUnit),
    "light": get_args(Light),
    "ledger-path": PATHS,
    "verdict": get_args(results.Verdict),
    "verdict-count": get_args(results.Verdict),
    "mode": get_args(Mode),
    "nature": get_args(Nature),
    "relation": get_args(Relation),
    "basis": get_args(PriceBasis),
    "status": get_args(ParameterStatus),
    "conflict-reason": ("negative_correlation", "joint_below_independence", "both"),
    "sector": (*SECTORS, "construction", "agriculture"),
    "factor": (*(name.removesuffix("_contribution") for name in FACTORS), "output", "within_year_timing"),
    "check-group": tuple(GROUPS),
    "audit-kind": get_args(Kind),
    "audit-severity": get_args(Severity),
    "audit-count": get_args(Severity),
    "audit-rank": get_args(Severity),
    "audit-state": get_args(State),
    "audit-value": get_args(Wording),
    "reason": (*REASONS, ALONE),
    "loop-kind": ("reinforcing", "balancing"),
    "origin": ("parameter", "lever", "outside_world", "switch"),
    "basis-kind": ("evidence", "judgement", "series", "source", "plan_line", "definition"),
}


@pytest.mark.parametrize("group", sorted(VOCABULARIES))
def test_every_word_of_a_vocabulary_is_translated(group):
    assert {f"{group}.{word}" for word in VOCABULARIES[group]} <= set(EN)


def test_the_verdicts_are_those_of_the_mid_term_practice():
    assert [ZH[f"verdict.{word}"] for word in get_args(results.Verdict)] == [
        "预计可完成",
        "经努力可完成",
        "完成难度大",
        "预计难以完成",
    ]


def test_units_in_tables_are_those_of_the_plan():
    short = {key.removeprefix("unit.") for key in EN if key.startswith("unit.")}
    assert short <= {*UNITS, "index"}
    assert {"yi_CNY", "wan_person", "percent", "train", "patent"} <= short
