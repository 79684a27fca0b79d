"""Pages: nothing of a student's runs, nothing hidden shows, everything can be read."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.classroom import safe
from autograder.classroom.feedback import feedback_page
from autograder.classroom.gradebook import Gradebook, Mark, Sheet
from autograder.classroom.pages import Pages, catalogue, marks_csv
from autograder.classroom.records import Record
from autograder.engine import Graded
from autograder.exercises import ComponentResult, Outcome, Result

NAME = "example-one"
COURSE = "set-and-setting"
ATTACK = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
PLOTLY = "application/vnd.plotly.v1+json"


def hostile_figure() -> dict:
    link = "<a href=\"javascript:document.title='pwned'\">x</a>" + ATTACK
    return {
        "data": [{"type": "bar", "x": [link, "b"], "y": [1, 2], "name": link, "text": link}],
        "layout": {
            "title": {"text": link},
            "images": [{"source": "http://example.org/spy.png"}],
            "updatemenus": [{"buttons": [{"label": link, "method": "skip"}]}],
            "annotations": [{"text": link, "x": 0, "y": 0}],
            "meta": {"alt": ATTACK},
        },
    }


def hostile_record(notebook: dict, student: str = "student-01") -> Record:
    """A record in which everything a student can influence tries to run."""
    hostile = json.loads(json.dumps(notebook))
    rich = {"text/html": ATTACK, "text/plain": ATTACK}
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ATTACK},
        {"output_type": "error", "ename": ATTACK, "evalue": ATTACK, "traceback": [ATTACK]},
        {"output_type": "display_data", "data": rich},
        {"output_type": "display_data", "data": {"image/svg+xml": f"<svg>{ATTACK}</svg>"}},
        {"output_type": "display_data", "data": {"image/png": f'"{ATTACK}'}},
        {"output_type": "display_data", "data": {"application/javascript": "alert(1)"}},
        {"output_type": "display_data", "data": {PLOTLY: hostile_figure()}},
        {"output_type": "display_data", "data": {PLOTLY: {"data": ATTACK}}},
    ]
    for cell in hostile["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = f"# {ATTACK}\n[x](javascript:alert(1))\n{ATTACK}"
            cell["outputs"] = outputs
    component = ComponentResult(ATTACK, Outcome.CRASHED, 0, 1, ATTACK)
    results = {"one-risks": Result("one-risks", ATTACK, (component,))}
    graded = Graded(results, hostile, [ATTACK])
    return Record(student, NAME, "key", datetime(2026, 1, 1, tzinfo=UTC), graded)


def sheet() -> Sheet:
    mark = Mark(automatic=None, manual=2.0, extra=None, max_score=4.0, waits=False)
    return Sheet("student-01", {"one-memo": mark}, {"one-memo": ATTACK + " Well put."}, 1.0, 0.0)


@pytest.fixture
def hostile_page(assignment, layout) -> str:
    record = hostile_record(assignment.notebook)
    return feedback_page(record, sheet(), catalogue(layout), ATTACK, plotly="plotly.js")


class Tags(HTMLParser):
    """The tags and attributes that a browser sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_nothing_of_a_students_is_markup(hostile_page):
    tags = Tags(hostile_page).seen
    scripts = [attributes for tag, attributes in tags if tag == "script"]
    assert [s for s in scripts if s.get("type") != "application/json"] == [{}]
    assert not {tag for tag, _ in tags} & {"img", "iframe", "object", "embed", "form", "base"}
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "a":
            assert attributes["href"].startswith("#")
    assert "Well put." in hostile_page


def test_a_picture_pasted_into_a_text_is_shown_below_it():
    pictures = {"picture-1": {"image/png": "AAAA"}, "b": {"image/svg+xml": "AAAA"}, "c": 3}
    shown = safe.markdown("See ![my sketch](attachment:picture-1).", pictures)
    assert "See (picture: my sketch)." in shown
    assert shown.count("<img") == 1 and 'src="data:image/png;base64,AAAA"' in shown
    assert "<img" not in safe.markdown("x", {"a": {"image/png": '"><script>'}})


def test_a_chart_keeps_its_bars_and_loses_its_links():
    chart = safe.safe_chart(hostile_figure())
    assert chart is not None
    text = json.dumps(chart.figure)
    assert "<a" not in text
    assert "<script" not in text
    assert "spy.png" not in text
    assert "updatemenus" not in text
    assert chart.figure["data"][0]["y"] == [1, 2]


@pytest.mark.parametrize(
    "figure",
    [
        {},
        {"data": 1},
        {"data": [1]},
        {"data": [{"type": "scattermapbox"}]},
        {"data": [], "layout": 1},
    ],
)
def test_what_is_no_chart_is_not_drawn(figure):
    assert safe.safe_chart(figure) is None


def test_a_chart_without_words_brings_its_numbers():
    chart = safe.safe_chart({"data": [{"type": "scatter", "x": [1, 2], "y": [0.5, 12345.678]}]})
    assert chart is not None
    assert "1.235e+04" in chart.table


def test_the_policy_names_the_one_script(hostile_page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', hostile_page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1].split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy[1]


def graded_pages(folder, layout, grade_class) -> dict[str, str]:
    grade_class(folder)
    with Gradebook(folder.database, COURSE) as book:
        pages = Pages(folder, book, layout)
        paths = pages.feedback(NAME)
        report = pages.report([NAME], {})
    return {p.parts[-3]: p.read_text("utf-8") for p in paths} | {"": report.read_text("utf-8")}


def test_feedback_tells_no_hidden_value(folder, layout, grade_class, assignment, notebooks):
    """Expected answers on hidden data, to four digits, stand on nobody's page."""
    measures = assignment.answers["risk_measures"]
    part = assignment.bank.exercises["one-risks"].parts["risk_measures"]
    hidden = [f"{value:.4f}"[:6] for args in part.hidden for value in measures(*args).values()]
    pages = graded_pages(folder, layout, grade_class)
    assert len(pages) == len(notebooks) + 1
    for student, page in pages.items():
        text = re.sub(r"<style>.*?</style>|<script.*?</script>", "", page, flags=re.DOTALL)
        assert not [value for value in hidden if value in text], student
        assert not re.search(r"\b(24, 90|86\)|30, 50)", text), student


def test_feedback_explains_each_mistake_once(folder, layout, grade_class):
    pages = graded_pages(folder, layout, grade_class)
    texts = catalogue(layout)
    wrong = [p for p in pages.values() if "A known mix-up" in p and "Feedback for" in p]
    assert wrong
    assert any(texts["or-as-rr"].refutation.split(":")[0] in page for page in wrong)


def test_the_report_says_what_was_misunderstood(folder, layout, grade_class):
    page = graded_pages(folder, layout, grade_class)[""]
    text = re.sub(r"<[^>]+>", "", page)
    texts = catalogue(layout)
    assert "For the next lesson" in text
    for mistake in texts.values():
        assert mistake.belief in text
        assert mistake.refutation in text
    assert re.search(r"\d+ of 24", text)
    assert page.count('<figure class="chart">') == 2
    for figure in re.findall(r"<figure.*?</figure>", page, flags=re.DOTALL):
        assert re.search(r'role="img" aria-label="[^"]{20,}"', figure)
        assert "<table>" in figure


def test_pages_that_stay_the_same_are_left_alone(folder, layout, grade_class):
    graded_pages(folder, layout, grade_class)
    before = {p: p.stat().st_mtime_ns for p in folder.feedback.rglob("*.html")}
    graded_pages(folder, layout, grade_class)
    assert {p: p.stat().st_mtime_ns for p in folder.feedback.rglob("*.html")} == before


def test_marks_for_the_lms_are_inert():
    marks = {"a": Mark(3.0, None, None, 4.0, False)}
    students = ["=1+1", "+a", "-b", "@c", "\tx", 'q"q,q', "student-01"]
    sheets = {name: Sheet(name, marks, {}, 0.0, 0.0) for name in students}
    rows = list(csv.reader(io.StringIO(marks_csv({"=cmd": sheets}))))
    assert rows[0] == ["student", "'=cmd", "'=cmd (of)"]
    for name, points, most in rows[1:]:
        assert not name.startswith(("=", "+", "-", "@", "\t"))
        assert (points, most) == ("3", "4")
    assert ['q"q,q', "3", "4"] in rows


@pytest.fixture
def browser():
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("there is no /usr/bin/chromium")
    with sync.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.browser
def test_no_script_of_a_students_runs_in_a_browser(hostile_page, tmp_path, browser):
    from autograder.classroom.page import place_plotly

    place_plotly(tmp_path).rename(tmp_path / "plotly.js")
    path = tmp_path / "page.html"
    injected = hostile_page.replace("</main>", ATTACK + "</main>")  # had cleaning failed
    asked = []
    for text in (hostile_page, injected):
        path.write_text(text, "utf-8")
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector(".plot .main-svg")
        page.mouse.wheel(0, 20_000)
        assert "pwned" not in page.evaluate("document.title.replace(/<.*>/g, '')")
        page.close()
    assert all(url.startswith("file:") for url in asked)


@pytest.mark.browser
def test_a_wide_table_in_a_prompt_scrolls_by_itself_on_a_phone(
    assignment, layout, tmp_path, browser
):
    notebook = json.loads(json.dumps(assignment.notebook))
    column = "a_name_without_any_space " * 4
    wide = f"|{'|'.join([column] * 4)}|\n|{'-|' * 4}\n|{'1|' * 4}\n"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = f"{cell['source']}\n\n{wide}"
    record = replace(hostile_record(notebook), graded=Graded({}, notebook, []))
    path = tmp_path / "page.html"
    path.write_text(feedback_page(record, sheet(), catalogue(layout), "t", plotly="x.js"), "utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(path.as_uri())
    assert page.locator(".prompt table").count() > 0
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
