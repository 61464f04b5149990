"""The document of the model: complete, linked both ways, self-contained, the same bytes twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from cli_runner import LANGUAGES, answer, call

from evaluation.model_check import GROUPS
from report.document.checks import unused, without_evidence, without_source
from report.document.diagram import track, wrap
from report.document.links import anchor
from report.document.material import Material, material_of
from report.document.page import SECTIONS, counts, page
from report.wording import load_words
from scenarios.library import scenario_names
from scenarios.packs import load_pack

PACK = load_pack()
MOST_BYTES = 3_000_000
NASTY = "<script>alert(1)</script>\"'&"


class Reader(HTMLParser):
    """Addresses and links with the section they stand in, tags, and the words of each section."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.section, self.place = "", ""
        self.addresses: list[tuple[str, str]] = []
        self.links: set[tuple[str, str]] = set()
        self.others: list[str] = []
        self.tags: Counter[str] = Counter()
        self.words: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] += 1
        address = found.get("id")
        if address and address.startswith("section-"):
            self.section = address.removeprefix("section-")
        if address:
            self.addresses.append((self.section, address))
        for name in ("href", "src", "action", "data", "srcset"):
            value = found.get(name)
            if value and value.startswith("#"):
                self.links.add((self.section, value[1:]))
            elif value:
                self.others.append(value)

    def handle_data(self, data):
        self.words[self.section] = self.words.get(self.section, "") + data


@cache
def material() -> Material:
    return material_of(PACK)


@cache
def text_of(lang: str) -> str:
    return page(material(), load_words(lang))


@cache
def reader_of(lang: str) -> Reader:
    return Reader(text_of(lang))


both = pytest.mark.parametrize("lang", LANGUAGES)


def addresses(lang: str, section: str, kind: str) -> set[str]:
    found = [address for where, address in reader_of(lang).addresses if where == section]
    return {address.removeprefix(f"{kind}-") for address in found if address.startswith(f"{kind}-")}


def linked(lang: str, kind: str, name: str) -> set[str]:
    """Sections that lead to something."""
    return {section for section, address in reader_of(lang).links if address == anchor(kind, name)}


@both
def test_every_variable_stands_once_where_it_belongs(lang):
    variables, model = material().model.variables, material().model
    levers, processes = {row.name for row in PACK.levers}, {row.name for row in PACK.processes}
    computed = {name for name, variable in variables.items() if variable.kind not in ("parameter", "input")}
    assert addresses(lang, "equations", "variable") == computed
    assert addresses(lang, "parameters", "variable") == set(material().known.rows)
    assert addresses(lang, "outside", "variable") == processes
    elsewhere = {row.name for row in PACK.levers if row.acts_in != "equations"}
    assert addresses(lang, "levers", "variable") == (set(model.inputs) - processes) | elsewhere
    assert levers < addresses(lang, "levers", "variable")


@both
def test_every_other_thing_stands_where_it_belongs(lang):
    assert addresses(lang, "overview", "loop") == {loop.feedback.name for loop in material().loops}
    assert addresses(lang, "levers", "scenario") == set(scenario_names())
    assert addresses(lang, "history", "observation") == {row.observation.id for row in material().history}
    assert addresses(lang, "experiments", "target") == {target.id for target in PACK.main_targets}
    assert addresses(lang, "bibliography", "source") == set(PACK.sources)
    assert {row.id for row in (*PACK.evidence, *PACK.judgements)} < addresses(lang, "parameters", "evidence")
    tests = [test.__name__ for group in GROUPS.values() for test in group]
    assert all(name in reader_of(lang).words["checks"] for name in tests)


@both
def test_an_address_is_given_once_and_every_link_leads_somewhere(lang):
    given = Counter(address for _, address in reader_of(lang).addresses)
    assert [address for address, count in given.items() if count > 1] == []
    assert {address for _, address in reader_of(lang).links} - set(given) == set()


@both
def test_the_contents_lead_to_every_section_and_every_section_back(lang):
    assert {address for section, address in reader_of(lang).links if section == ""} >= {
        anchor("section", name) for name in SECTIONS
    }
    assert {section for section, address in reader_of(lang).links if address == "contents"} == set(SECTIONS)


def test_from_any_parameter_a_source_is_two_steps_away():
    rows = dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', text_of("en"), re.DOTALL))
    for name, row in material().known.rows.items():
        links = re.findall(r'href="#([^"]+)"', rows[anchor("variable", name)])
        evidence = [link for link in links if link.startswith("evidence-")]
        sources = [link for link in links if link.startswith("source-")]
        further = [
            link for one in evidence for link in re.findall(r'href="#(source-[^"]+)"', rows.get(one, ""))
        ]
        assert sources or further or row.status in ("definition", "switch"), name


def test_links_go_both_ways():
    gdp, rate = anchor("variable", "gdp"), anchor("variable", "retirement_rate")
    cards = re.findall(r'<article class="card">.*?</article>', text_of("en"), re.DOTALL)
    card = next(text for text in cards if f'id="{gdp}"' in text)
    for link in ("loop-profit_investment_capital", "observation-gdp_2020", "target-gdp_growth"):
        assert f'href="#{link}"' in card
    assert {"overview", "history", "experiments"} <= linked("en", "variable", "gdp")
    retirements = next(text for text in cards if 'id="variable-retirements__services"' in text)
    assert f'href="#{rate}"' in retirements
    assert 'href="#source-zhang-2004"' in retirements
    row = re.search(rf'<tr id="{rate}">.*?</tr>', text_of("en"), re.DOTALL)
    assert row is not None
    assert 'href="#variable-retirements__traditional"' in row.group()
    assert {"parameters"} <= linked("en", "evidence", "P04")


@both
def test_every_formula_is_well_formed_and_every_declared_name_has_one(lang):
    formulas = re.findall(r"<math .*?</math>", text_of(lang), re.DOTALL)
    assert all(ElementTree.fromstring(text).tag == "math" for text in formulas)
    cards = re.findall(r'<article class="card"><h4>.*?</article>', text_of(lang), re.DOTALL)
    equations = [card for card in cards if "<math " in card]
    assert len(equations) == len(material().declared)
    assert all("<pre>" in card for card in equations)


@both
def test_the_file_needs_no_network_and_stays_small(lang):
    assert len(text_of(lang).encode()) < MOST_BYTES
    assert reader_of(lang).others == []
    assert not {"link", "img", "iframe", "object", "embed", "base", "script"} & set(reader_of(lang).tags)
    assert "@import" not in text_of(lang).split("</style>")[0]
    assert "default-src &#x27;none&#x27;" in text_of(lang)


@both
def test_the_same_bytes_twice(lang):
    assert page(material_of(load_pack()), load_words(lang)) == text_of(lang)


def test_the_chinese_page_says_that_names_and_equations_are_english():
    assert "目前只有英文" in reader_of("zh").words["equations"]
    assert reader_of("zh").tags == reader_of("en").tags


@both
def test_nothing_of_a_pack_becomes_markup(lang):
    about = PACK.about.model_copy(
        update={"name": PACK.about.name.model_copy(update={"zh": NASTY, "en": NASTY})}
    )
    sources = {
        key: row.model_copy(update={"title": NASTY, "note": NASTY}) for key, row in PACK.sources.items()
    }
    changes = {
        "about": about,
        "sources": sources,
        "evidence": tuple(row.model_copy(update={"about": NASTY, "note": NASTY}) for row in PACK.evidence),
        "judgements": tuple(row.model_copy(update={"why": NASTY}) for row in PACK.judgements),
    }
    attacked = page(replace(material(), pack=PACK.model_copy(update=changes)), load_words(lang))
    assert "<script" not in attacked
    assert attacked.count("&lt;script&gt;") > len(sources)
    assert Reader(attacked).tags["tr"] == reader_of(lang).tags["tr"]


def test_the_checks_of_the_structure_say_what_is_so():
    model = material().model
    read = {name for variable in model.variables.values() for name in variable.inputs}
    assert not set(unused(material())) & read
    assert without_evidence(material()) == []
    assert all(not model.variables[name].source for name in without_source(material()))
    assert material().unit_faults == ()


def test_the_signs_of_a_loop_are_those_of_its_kind():
    for loop in material().loops:
        sign = 1
        for value in loop.signs:
            sign *= value
        assert sign == (1 if loop.feedback.kind == "reinforcing" else -1), loop.feedback.name


@pytest.mark.parametrize("count", range(2, 10))
def test_no_two_boxes_of_a_loop_stand_in_one_place(count):
    places = track(count)
    assert len(set(places)) == count
    assert places[-1][0] == places[0][0]


def test_a_long_name_is_wrapped():
    assert wrap(["state", "firm", "investment", "nominal"]) == ["state firm", "investment nominal"]


def test_the_answer_counts_what_the_page_holds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = answer("model", "document", "-o", "甲 model.html")
    assert data["result"] == {"file": "甲 model.html", "counts": counts(material())}
    written = (tmp_path / "甲 model.html").read_bytes()
    assert written == text_of("en").encode()
    assert [path.name for path in tmp_path.iterdir()] == ["甲 model.html"]


@both
def test_another_ending_is_a_usage_error_and_a_folder_that_is_not_there_a_fault(lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wrong = call("model", "document", "-o", "model.pdf", lang=lang)
    assert wrong.exit_code == 2
    assert ".html" in wrong.output
    missing = call("model", "document", "-o", "nowhere/model.html", lang=lang)
    assert missing.exit_code == 3
    assert "nowhere" in missing.output
    assert list(tmp_path.iterdir()) == []
