"""The HTML report: complete, self-contained, and nothing of a user is ever markup or a script."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from cli_runner import LANGUAGES
from report_fixture import ANSWER, POINTS, RUN

from report.html.chart_data import bands
from report.html.content import Content, LeverRow, ParameterRow
from report.html.markup import element, escaped, script_json
from report.html.page import page
from report.html.sections import SECTIONS
from report.wording import load_words

NASTY = "<script>alert(1)</script>\"'&</style>=1+1"
LEVER = LeverRow("industrial_investment_share", "工业投资占比", "Share that goes to industry", "1", 0.08,
                 ((2021, 0.08), (2025, 0.2)), True, "ch. 4", "park upgrading")  # fmt: skip
PARAMETER = ParameterRow("elasticity", "1", "prior", 0.5, 0.3, 0.7, "Capital elasticity", ("P03",))
CONTENT = Content(ANSWER, "Plan", "Region", "planreach run baseline --seed 7", POINTS, (LEVER,), (PARAMETER,),
                  {("gdp_level", year): 600.0 for year in range(2015, 2026)})  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


class Reader(HTMLParser):
    """What a browser would see: elements, attributes, scripts and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self.figures: list[str] = []
        self.words = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.inside = "figure" if tag == "script" and dict(attrs).get("type") == "application/json" else tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "figure":
            self.figures.append(data)
        elif self.inside == "script":
            self.scripts.append(data)
        elif self.inside != "style":
            self.words += data


def sections(content: Content, lang: str) -> str:
    return "".join(section(content, load_words(lang)) for section in SECTIONS)


def nasty() -> Content:
    target = replace(RUN.targets[0], name_zh=NASTY, name_en=NASTY, mode_reason_zh=NASTY, mode_reason_en=NASTY)
    tracked = replace(
        RUN.targets[-1], name_zh=NASTY, name_en=NASTY, mode_reason_en=NASTY, mode_reason_zh=NASTY
    )
    run = replace(
        RUN, title_zh=NASTY, title_en=NASTY, question_zh=NASTY, question_en=NASTY,
        targets=(target, *RUN.targets[1:-1], tracked), scenario=NASTY,
    )  # fmt: skip
    answer = replace(ANSWER, result=run, inputs={NASTY: "0" * 64}, warnings=(NASTY,))
    lever = replace(LEVER, title_zh=NASTY, title_en=NASTY, why=NASTY, place=NASTY, name=NASTY)
    parameter = replace(PARAMETER, name=NASTY, about=NASTY, evidence=(NASTY,))
    return Content(answer, NASTY, NASTY, NASTY, POINTS, (lever,), (parameter,))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_a_user_becomes_markup_or_a_script(lang):
    plain, attacked = Reader(page(CONTENT, load_words(lang))), Reader(page(nasty(), load_words(lang)))
    assert attacked.scripts == plain.scripts
    assert attacked.tags.count("script") == plain.tags.count("script")
    assert attacked.tags.count("style") == plain.tags.count("style")
    assert attacked.words.count("<script>alert(1)</script>") >= 8
    assert "alert(1)" not in "".join(value for _, _, value in attacked.attributes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_in_a_chart_is_no_markup_either(lang):
    for figure in Reader(sections(nasty(), lang)).figures:
        assert "<script" not in json.dumps(json.loads(figure), ensure_ascii=False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_file_needs_no_network(lang):
    text = page(CONTENT, load_words(lang))
    reader = Reader(text)
    links = [
        value for _, name, value in reader.attributes if name in ("src", "href", "action", "data", "srcset")
    ]
    assert links == []
    assert {"link", "img", "iframe", "object", "embed", "base"} & set(reader.tags) == set()
    assert "@import" not in text.split("</style>")[0]
    assert any("default-src 'none'" in value for _, _, value in reader.attributes)
    assert sum(len(script) for script in reader.scripts) > 1_000_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_target_is_shown_judged_or_tracked(lang):
    told = Reader(sections(CONTENT, lang)).words
    words = load_words(lang)
    for target in RUN.targets:
        assert words.choose(target.name_zh, target.name_en) in told
        if target.verdict:
            assert words(f"verdict.{target.verdict}") in told
    for text in ("industrial_investment_share", "Capital elasticity", "planreach run baseline --seed 7"):
        assert text in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_simulated_variable_has_one_chart_with_bands_history_and_target(lang):
    figures = [json.loads(figure) for figure in Reader(sections(CONTENT, lang)).figures]
    assert len(figures) == len({target.variable for target in RUN.targets if target.variable})
    words = load_words(lang)
    for figure in figures:
        names = [trace["name"] for trace in figure["data"]]
        for share in ("90", "80", "50"):
            assert words("chart.band", share=share) in names
        assert words("chart.median") in names
        assert words("chart.observed") in names
        assert any(name.startswith(words("chart.target")) for name in names)
    first = [trace["name"] for trace in figures[0]["data"]]
    assert words("chart.reference") in first
    assert any(words("basis.constant_2020") in name for name in first)


def test_the_probability_and_its_error_stand_above_the_chart():
    assert "Gross domestic product: P(met) 0.4 ± 0.4 %" in Reader(sections(CONTENT, "en")).words


def test_bands_differ_in_brightness_so_that_grey_is_enough():
    figure = json.loads(Reader(sections(CONTENT, "en")).figures[0])
    shades = [int(trace["fillcolor"][1:3], 16) for trace in figure["data"] if "fillcolor" in trace]
    assert all(a - b > 25 for a, b in itertools.pairwise(shades))
    dashes = {trace["line"]["dash"] for trace in figure["data"] if "dash" in trace.get("line", {})}
    assert dashes == {"solid", "dot", "dashdot", "dash"}


def test_the_target_of_a_band_is_a_point_a_line_or_where_the_growth_leads():
    aims = {band.target.id: band.aim for band in bands(CONTENT)}
    assert aims["gdp_level"] == ((2025, 929.0),)
    assert aims["new_jobs"] == ((2021, 2.4), (2025, 2.4))
    assert aims["registered_unemployment"] == ((2021, 4.0), (2025, 4.0))


def test_without_bands_there_are_no_charts_and_all_else_is_there():
    told = sections(replace(CONTENT, points=()), "en")
    assert "data-chart" not in told
    assert "Gross domestic product" in told


def test_text_is_escaped_where_it_is_put_in():
    assert element("p", "<b>", class_='"') == '<p class="&quot;">&lt;b&gt;</p>'
    assert escaped(element("b", "x")) == "<b>x</b>"
    assert "</script" not in script_json({"a": "</script><!--"})
    assert json.loads(script_json({"a": "</script>\u2028&"})) == {"a": "</script>\u2028&"}


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium found to open the report in")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_browser_draws_every_chart_without_a_network(lang, tmp_path):
    path = tmp_path / "报告 report.html"
    path.write_text(page(CONTENT, load_words(lang)), encoding="utf-8")
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    drawn = subprocess.run(command, capture_output=True, timeout=120, check=False).stdout.decode(
        "utf-8", "replace"
    )
    assert len(re.findall(r'class="main-svg"', drawn)) >= len(bands(CONTENT))
    assert drawn.count('id="chart') == len(bands(CONTENT))
