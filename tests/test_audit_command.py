"""How the audit is shown: screen, JSON, workbook, and the section of the report of a run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from cli_runner import LANGUAGES, call
from jsonschema import Draft202012Validator
from report_fixture import ANSWER, RUN

from evaluation.audit.audit import audit_of
from evaluation.audit.outcomes import Kind, Phrase, Severity, phrase
from evaluation.audit.registry import RULES, name_of_rule
from report import audit_entries
from report.answer_parts import Place
from report.audit_answers import (
    AuditAnswer,
    AuditCheck,
    AuditCounts,
    AuditFinding,
    AuditLine,
    IdleRule,
)
from report.audit_entries import audit_answer
from report.audit_screen import show_audit
from report.audit_text import implied_text, said, short_place, stated_text, working_lines, working_text
from report.audit_workbook import audit_sheets
from report.html.audit_section import audit
from report.html.content import Content
from report.schemas import answer_schema
from report.session import Session
from report.settings import load_settings
from report.text_width import cells
from report.wording import load_words
from scenarios.packs import load_pack
from scenarios.schema import Bilingual
from scenarios.workbook import read_workbook, write_workbook

NASTY = "=1+1<script>alert(1)</script>"
PLACES = (Place(2, 3, None, 2, 7, 180), Place(4, 1, 2, None, None, 249))
CHECK = AuditCheck(
    id="rule_one:a", rule="rule_one", rule_zh="规则一", rule_en="Rule one", kind="arithmetic",
    where=PLACES[:1], indicators=("gdp_level",),
    names_zh=("地区生产总值",), names_en=("Gross domestic product",),
    departments=("发改委",), stated=929.0, implied=928.8,
    working="590 x (1 + 9.5 / 100)^5 = 928.8; printed 929",
    message_zh="相符", message_en="It holds", explanations_zh=(), explanations_en=(), assumption=None,
    assumption_zh=None, assumption_en=None, correction=None, correction_zh=None, correction_en=None,
)  # fmt: skip


def finding(**changed: Any) -> AuditFinding:
    """A finding like the check above, with everything a finding may have."""
    known: dict[str, Any] = vars(CHECK) | {
        "id": "rule_two:b",
        "severity": "high",
        "where": PLACES,
        "message_zh": "不相符",
        "message_en": "It disagrees",
        "explanations_zh": ("口径不同", "数字有误"),
        "explanations_en": ("another scope", "a misprint"),
        "assumption_zh": "价格不变",
        "assumption_en": "prices stay",
        "correction_zh": "改为 928",
        "correction_en": "print 928",
    }
    return AuditFinding(**known | changed)


def made(*findings: AuditFinding) -> AuditAnswer:
    """An audit with some findings, one check, one idle rule and three lines."""
    lines = (
        AuditLine(180, 2, "finding" if findings else "checked", ("rule_one:a", "rule_two:b"), ()),
        AuditLine(181, 2, "not_checkable", (), ("date", "alone")),
        AuditLine(182, 2, "not_checkable", (), ("alone",)),
    )
    severities = {name: sum(one.severity == name for one in findings) for name in get_args(Severity)}
    states = {
        name: sum(line.state == name for line in lines) for name in ("finding", "checked", "not_checkable")
    }
    kinds = {name: sum(one.kind == name for one in findings) for name in get_args(Kind)}
    idle = IdleRule("rule_three", "规则三", "Rule three", "没有表格", "no table")
    counts = AuditCounts(kinds, severities, {"rule_two": len(findings)} if findings else {}, states)
    return AuditAnswer("plan", "规划", "The plan", findings, (CHECK,), (idle,), lines, counts)


@pytest.fixture(scope="module")
def pack():
    return load_pack()


@pytest.fixture(scope="module")
def whole(pack) -> AuditAnswer:
    """The audit of the built-in plan."""
    return audit_answer(pack)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    place = tmp_path / "审核 folder"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def shown(answer: AuditAnswer, lang: str, capsys, *, checked: bool = False) -> str:
    """What the screen shows of an answer."""
    show_audit(answer, Session(load_words(lang), load_settings({})), checked)  # type: ignore[arg-type]
    return capsys.readouterr().out


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_shown_with_its_working_and_the_grave_ones_with_a_correction(whole, lang, capsys):
    words, told = load_words(lang), flat(shown(whole, lang, capsys))
    for one in whole.findings:
        assert flat(working_text(one.working, words)) in told
        fixed = words.choose(one.correction_zh or "", one.correction_en or "")
        assert one.severity == "low" or flat(fixed) in told
    for count in (len(whole.findings), len(whole.checked), len(whole.lines)):
        assert str(count) in told.split(flat(words("audit-severity.high", count="")[:4]))[0]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_keeps_to_its_width(whole, lang, width, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for answer in (whole, made(finding(stated="a name " * 20, message_zh="（甲）；" * 40))):
        told = shown(answer, lang, capsys, checked=True)
        commands = told.index("\n  planreach audit")
        assert [line for line in told[:commands].splitlines() if cells(line) > width] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_is_told_in_full(lang, capsys):
    words, told = load_words(lang), flat(shown(made(finding()), lang, capsys))
    one = finding()
    for text in (
        words.choose(one.message_zh, one.message_en),
        *words.choose_all(one.explanations_zh, one.explanations_en),
        words.choose("价格不变", "prices stay"),
        words.choose("改为 928", "print 928"),
        words.choose("规则三：没有表格", "Rule three: no table"),
        words.choose("第4章第1节第2段（文本第249行）", "ch. 4, sec. 1, par. 2 (line 249)"),
        words("reason.alone"),
    ):
        assert flat(text) in told


def test_a_name_is_told_below_the_row_unless_it_is_told_already(capsys):
    told = shown(
        made(finding(stated="Office of the Development Zone", implied="District Office")), "en", capsys
    )
    assert "Printed     Office of the Development Zone" in told
    assert "Implied     District Office" in told


def test_what_holds_is_listed_with_its_working_when_asked(whole, capsys):
    short, full = (flat(shown(whole, "en", capsys, checked=checked)) for checked in (False, True))
    workings = [flat(working_text(one.working, load_words("en"))) for one in whole.checked]
    assert all(working in full for working in workings)
    assert not all(working in short for working in workings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_agrees_with_itself_is_said_to(lang, capsys):
    assert load_words(lang)("audit.nothing") in shown(made(), lang, capsys)


def test_the_json_does_not_depend_on_the_language_and_keeps_to_its_schema(here):
    one, two = (json.loads(call("audit", "--json", lang=lang).stdout) for lang in LANGUAGES)
    assert one == two
    assert list(Draft202012Validator(answer_schema("audit")).iter_errors(one)) == []
    found = one["result"]
    assert found["findings"]
    assert found["checked"]
    assert sum(found["counts"]["severities"].values()) == len(found["findings"])
    assert sum(found["counts"]["kinds"].values()) == len(found["findings"])
    assert sum(found["counts"]["states"].values()) == len(found["lines"])
    assert all("severity" not in one for one in found["checked"])
    for entry in (*found["findings"], *found["checked"]):
        assert entry["working"]
        assert entry["where"] or "severity" not in entry
        assert entry["correction"] == entry["correction_en"]
        assert entry["assumption"] == entry["assumption_en"]


def test_every_sentence_of_the_audit_has_words_in_both_languages(pack):
    found = audit_of(pack)
    sections = {
        "audit-said": [one.said for one in (*found.findings, *found.checked)],
        "audit-why": [reason for one in found.findings for reason in one.explanations],
        "audit-fix": [one.correction for one in found.findings if one.correction],
        "audit-assume": [one.assumption for one in (*found.findings, *found.checked) if one.assumption],
    }
    keys = {f"{section}.{one.code}" for section, phrases in sections.items() for one in phrases}
    names = {name_of_rule(rule) for rule in RULES}
    keys |= {f"{section}.{name}" for section in ("audit-rule", "audit-needs") for name in names}
    for lang in LANGUAGES:
        assert keys - set(load_words(lang).texts) == set()


@pytest.mark.parametrize("name", ["findings", "checked"])
def test_no_sentence_is_left_in_the_other_language(whole, name):
    for one in getattr(whole, name):
        english = (one.message_en, *one.explanations_en, one.assumption_en or "", one.correction_en or "")
        assert all(text.isascii() for text in english), one.id
        chinese = (one.message_zh, *one.explanations_zh, one.correction_zh, one.assumption_zh)
        for text in filter(None, chinese):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text), one.id
            text.encode("gbk")


def test_a_finding_ends_with_10_when_strict_and_says_so(here):
    loose, strict = call("audit"), call("audit", "--strict")
    assert (loose.exit_code, strict.exit_code) == (0, 10)
    assert loose.stdout == strict.stdout
    assert "(--strict)" in strict.stderr


def test_nothing_found_ends_with_0_when_strict(here, monkeypatch):
    monkeypatch.setattr(audit_entries, "audit_answer", lambda _: made())
    assert call("audit", "--strict").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--plan", "nowhere"], "nowhere"),
        (["-o", "audit.csv"], ".xlsx"),
        (["-o", "nosuch/audit.xlsx"], "nosuch"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_input_is_refused_and_nothing_is_written(arguments, told, lang, here):
    result = call("audit", *arguments, lang=lang)
    assert result.exit_code == 3
    assert told in result.stderr
    assert result.stdout == ""
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_reads_back_with_room_for_a_reply(whole, lang, here):
    words = load_words(lang)
    result = call("audit", "-o", "审核 audit.xlsx", lang=lang)
    assert result.exit_code == 0
    assert "audit.xlsx" in result.stderr
    sheets = read_workbook(Path("审核 audit.xlsx"), "audit.xlsx")
    names = ("summary", "findings", "checked", "lines", "idle")
    assert list(sheets) == [words(f"audit-sheet.{name}") for name in names]
    found = sheets[words("audit-sheet.findings")]
    assert len(found.rows) == len(whole.findings)
    rows = [dict(zip(found.header, row, strict=True)) for row in found.rows]
    for one, row in zip(whole.findings, rows, strict=True):
        assert row[words("audit-column.what")] == words.choose(one.message_zh, one.message_en)
        assert row[words("audit-column.line")] == one.where[0].line
        assert row[words("audit-column.opinion")] is None
        assert row[words("audit-column.settled")] is None
    assert len(sheets[words("audit-sheet.checked")].rows) == len(whole.checked)
    assert len(sheets[words("audit-sheet.lines")].rows) == len(whole.lines)


def test_no_text_of_a_plan_becomes_a_formula(tmp_path):
    answer = made(finding(message_en=NASTY, working=NASTY, names_en=(NASTY,), stated=NASTY))
    write_workbook(tmp_path / "audit.xlsx", audit_sheets(answer, load_words("en")))
    book = openpyxl.load_workbook(tmp_path / "audit.xlsx")
    written = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in written} <= {"s", "n"}
    assert sum(cell.value == NASTY for cell in written) == 4


def test_the_account_names_the_finding_of_a_line(tmp_path):
    rows = audit_sheets(made(finding()), load_words("en"))["Lines"].rows
    assert rows[0][2:4] == ("part of a finding", "finding 1, Rule one")
    assert rows[1][4] == "dates, the only number of the plan on their subject"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_of_a_run_shows_what_touches_its_targets_and_folds_the_rest(lang):
    words = load_words(lang)
    other = finding(indicators=("elsewhere",), message_zh="别处", message_en="elsewhere")
    told = audit(Content(ANSWER, "", "", "", audit=made(finding(), other)), words)
    touching, folded = told.split("<details>")
    assert words("html-audit.touching", count=1) in touching
    assert words("html-audit.all", count=2) in folded
    assert words.choose("别处", "elsewhere") not in touching
    assert words.choose("别处", "elsewhere") in folded


def test_a_report_without_an_audit_has_no_such_section():
    assert audit(Content(ANSWER, "", "", ""), load_words("en")) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_a_plan_is_markup_in_the_report(lang):
    texts = dict.fromkeys(("message_zh", "message_en", "correction_zh", "correction_en", "working"), NASTY)
    nasty = finding(**texts, explanations_zh=(NASTY,), explanations_en=(NASTY,), stated=NASTY)
    answer = replace(made(nasty), name_zh=NASTY, name_en=NASTY)
    told = audit(Content(replace(ANSWER, result=RUN), "", "", "", audit=answer), load_words(lang))
    assert "<script" not in told
    assert told.count("&lt;script&gt;") == 10


def test_the_fields_of_a_sentence_are_told_in_the_language():
    one = phrase("no-such-code", name=Bilingual(zh="产值", en="output"), items=("a", "b"), value=4.10)
    assert said(one, load_words("zh")) == "no-such-code name=产值 items=a、b value=4.1"
    assert said(Phrase("no-such-code"), load_words("en")) == "no-such-code"


def test_values_and_places_are_short():
    words = load_words("en")
    told = [stated_text(value, words) for value in (1694.0, 0.068, "in_step", "name", None)]
    assert told == ["1694", "0.068", "in step", "name", "-"]
    assert [implied_text(value, words) for value in (3.6245, 928.812, 19)] == ["3.625", "928.8", "19"]
    assert short_place(PLACES, words) == "box 2, row 7 +1"
    assert short_place(PLACES[1:], words) == "ch. 4, line 249"
    assert short_place((Place(2, None, None, 2, None, 173),), words) == "box 2"
    assert short_place((Place(0, None, None, None, None, 4),), words) == "front, line 4"
    assert short_place((), words) == "-"


def test_a_working_is_told_in_the_language_and_breaks_between_its_steps():
    words = load_words("zh")
    working = "5 x 78.86 = 394.3; 659 > 394.3; printed 659 (L84)"
    assert working_text(working, words) == "5 x 78.86 = 394.3; 659 > 394.3; 规划数 659 (文本84行)"
    assert working_lines(working, load_words("en"), 36) == [
        "5 x 78.86 = 394.3; 659 > 394.3;",
        "printed 659 (line 84)",
    ]
