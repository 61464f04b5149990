"""The Word report: official layout, East Asian fonts, whole tables, charts in words, the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runner import LANGUAGES
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from midterm_fixture import NASTY, envelope, evaluation
from report_fixture import ANSWER, POINTS

from report.outline.blocks import Chart, Outline, Table
from report.outline.charted import charts
from report.outline.midterm import midterm_outline
from report.outline.run_outline import RunContent, run_outline
from report.static_charts.bands import picture
from report.static_charts.fonts import FONT, lacking, shown
from report.word.document import word_document
from report.wording import load_words
from scenarios.packs import load_pack

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
PAGES = shutil.which("pdfinfo") or ""


def outline(lang: str, final: bool = False, brief: bool = False) -> Outline:
    return midterm_outline(evaluation(final), load_words(lang), brief)


def without_charts(made: Outline, keep: int = 0) -> Outline:
    drawn = [block for block in made.blocks if isinstance(block, Chart)][keep:]
    return replace(made, blocks=tuple(block for block in made.blocks if block not in drawn))


@pytest.fixture(scope="module", params=LANGUAGES)
def written(request):
    lang = request.param
    data = word_document(without_charts(outline(lang), keep=1), lang).data
    return lang, data, Document(io.BytesIO(data))


def xml(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8")


def test_the_pages_are_those_of_official_documents(written):
    _, _, document = written
    assert [section.page_width > section.page_height for section in document.sections].count(True) == 1
    for section in document.sections:
        sides = sorted((section.page_width, section.page_height))
        assert [round(side / Mm(1)) for side in sides] == [210, 297]
    first = document.sections[0]
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 35, 28, 26]


def test_chinese_body_text_is_fang_song_of_sixteen_points(written):
    lang, _, document = written
    body = document.styles["Planreach body"]
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert body.font.size.pt == (16 if lang == "zh" else 12)
    fonts = {name: document.styles[name].element.rPr.rFonts for name in ("Heading 1", "Heading 2")}
    assert [fonts[name].get(qn("w:eastAsia")) for name in fonts] == ["黑体", "楷体"]


def test_every_paragraph_has_a_style_of_the_document(written):
    _, _, document = written
    known = {style.style_id for style in document.styles}
    used = {paragraph._p.style for paragraph in document.paragraphs}
    assert {"Planreachbody", "Heading1", "Title"} <= used <= known


def test_every_run_with_text_names_its_east_asian_font(written):
    _, data, document = written
    runs = [run for run in document.element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert len(runs) > 100
    for run in runs:
        fonts = run.rPr.rFonts
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert "eastAsia" in xml(data, "word/styles.xml").split("w:style ")[0]


def test_headers_are_repeated_and_rows_are_whole(written):
    _, _, document = written
    assert len(document.tables) > 8
    for table in document.tables:
        for at, row in enumerate(table.rows):
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
            assert (row._tr.trPr.find(qn("w:tblHeader")) is not None) == (at == 0)


def test_the_parts_of_a_cell_stand_in_the_order_that_word_wants(written):
    _, _, document = written
    order = [qn(f"w:{name}") for name in ("tcW", "shd", "vAlign")]
    for properties in document.element.body.iter(qn("w:tcPr")):
        found = [child.tag for child in properties]
        assert found == [tag for tag in order if tag in found]


def test_the_tables_hold_what_the_outline_holds_and_numbers_are_flush_right(written):
    lang, _, document = written
    tables = [block for block in outline(lang).blocks if isinstance(block, Table)]
    assert len(tables) == len(document.tables)
    for block, table in zip(tables, document.tables, strict=True):
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        assert cells == [list(block.heads), *map(list, block.rows)]
        for column in block.numeric:
            sides = [row.cells[column].paragraphs[0].alignment for row in table.rows[1:]]
            assert all(str(side).startswith("RIGHT") for side in sides)


def test_a_chart_is_embedded_and_told_in_words(written):
    lang, data, document = written
    pictures = [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith(".png")]
    described = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == len(described) == 1
    told = described[0].get("descr")
    assert "612" in told
    assert "929" in told
    assert ("中位数" in told) == (lang == "zh")


def test_pages_are_numbered_at_their_outer_sides(written):
    _, data, document = written
    names = [
        name
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if "footer" in name and ".rels" not in name
    ]
    assert len(names) == 2
    assert all("PAGE" in xml(data, name) for name in names)
    assert document.settings.odd_and_even_pages_header_footer


def test_text_of_others_is_text(written):
    lang, data, _ = written
    if lang == "en":
        assert NASTY not in xml(data)
        assert "&lt;script&gt;" in xml(data)


def test_the_same_evaluation_gives_the_same_bytes_without_a_clock(written):
    lang, first, _ = written
    assert first == word_document(without_charts(outline(lang), keep=1), lang).data
    archive = zipfile.ZipFile(io.BytesIO(first))
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", xml(first, "docProps/core.xml"))) == {"1980-01-01T"}


def test_a_run_becomes_a_document_of_its_own():
    content = RunContent(
        ANSWER, load_pack(), POINTS, "planreach run baseline --seed 7", {("gdp_level", 2025): 750.0}
    )
    made = run_outline(content, load_words("zh"))
    drawn = [block.chart for block in made.blocks if isinstance(block, Chart)]
    assert len(drawn) == 6
    assert drawn[0].reference == ((2025, 750.0),)
    assert "0.4 ± 0.4 %" in drawn[0].labels.title
    document = Document(io.BytesIO(word_document(without_charts(made), "zh").data))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"≥ 929", "801", "752..850", "预计难以完成"} <= set(cells)
    assert "planreach run baseline --seed 7" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_chinese_labels_are_in_the_font_and_the_font_has_its_licence():
    for lang in LANGUAGES:
        assert lacking("".join(load_words(lang).texts.values()).replace("\n", "")) == ""
    assert 1_000_000 < FONT.stat().st_size < 2_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert FONT.name in (FONT.parent / "make.sh").read_text(encoding="utf-8")


def test_a_letter_that_the_font_lacks_turns_the_chart_into_english():
    chart = charts(evaluation(), load_words("zh"))[0]
    named = replace(chart.chart, labels=replace(chart.chart.labels, title="\U00020000值"))
    drawn = picture(replace(chart, chart=named))
    assert drawn.lacking == "\U00020000"
    assert drawn.png == picture(replace(chart, chart=chart.english)).png
    assert shown("a\U00020000b") == "a?b"


def test_a_chart_without_bands_shows_the_year_that_is_known():
    found = evaluation()
    drawn = {chart.chart.id: chart.chart for chart in charts(found, load_words("en"))}
    revenue = drawn["budget_revenue"]
    assert revenue.quantiles == {}
    assert revenue.last == (2025, 104.2, 119.8, 138.0)
    assert revenue.observed == ((2020, 78.1), (2023, 101.9))
    assert revenue.aim == ((2025, 117.0),)
    assert drawn["energy_intensity_cut"].observed[0] == (2020, 0.0)


def test_office_lays_out_every_page_and_the_brief_is_one(tmp_path: Path):
    if not OFFICE or not PAGES:
        pytest.skip("no LibreOffice Writer or no poppler on this machine: the layout is not drawn")
    path = tmp_path / "brief.docx"
    path.write_bytes(word_document(outline("zh", brief=True), "zh").data)
    settings = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = [OFFICE, "--headless", settings, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    told = subprocess.run([PAGES, str(path.with_suffix(".pdf"))], check=True, capture_output=True, text=True)
    assert re.search(r"Pages:\s+1\n", told.stdout)
    assert envelope()["result"]["as_of"] == 2023
