"""Every kind of page in a real browser: wide and narrow, light and dark, with nothing outside."""

import pytest

from course.site.modules import modules
from course.site.vendor import unpack

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WRITTEN = [module for module in modules() if module.lessons]
LESSONS = [lesson.page for module in WRITTEN for lesson in module.lessons]
PRACTICE = [f"{module.folder}/practice" for module in WRITTEN if module.assignment]
PAGES = [
    "index", "learn", f"{WRITTEN[0].folder}/index", WRITTEN[0].lessons[0].page,
    WRITTEN[-1].lessons[-1].page, "m07-one-trial/1-differences-ratios-people", PRACTICE[-1],
    "glossary", "mix-ups", "bibliography", "data/index", "data/outcomes", "teach", "grading",
    f"teach/{WRITTEN[-1].folder}", "licences",
]  # fmt: skip


TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll('body *')]
        .filter((node) => node.getBoundingClientRect().right > wide + 1)
        .map((node) => `${node.tagName}.${node.className}`).slice(0, 5).concat('too wide');
}"""


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    folder = tmp_path_factory.mktemp("axe")
    unpack("axe", folder, ["axe.min.js"])
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def read_through(page):
    """Ask to see what waits for predictions, and scroll as a reader does: every chart is drawn."""
    page.evaluate(
        "document.querySelectorAll('.ss-veil button').forEach((button) => button.click())"
    )
    height = page.evaluate("document.documentElement.scrollHeight")
    for y in range(0, height + 900, 700):
        page.evaluate(f"scrollTo(0, {y})")
        page.wait_for_timeout(30)
    page.wait_for_function(
        "document.querySelectorAll('.ss-chart').length"
        " === document.querySelectorAll('.ss-chart .main-svg:first-child').length"
    )
    page.wait_for_timeout(250)


def violations(page, axe):
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.filter("
        "v => ['serious', 'critical'].includes(v.impact)).map("
        "v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.target + ' ' + n.failureSummary)))"
    )
    return "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", dict.fromkeys(PAGES))
def test_a_page_is_sound_at_every_width_in_every_light(visit, axe, name, width, theme):
    page = visit(name, width, theme)
    read_through(page)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    if (width == 390) == (theme == "light"):  # both widths and both themes, once each
        assert violations(page, axe) == ""


@pytest.mark.parametrize("name", LESSONS)
def test_every_chart_of_a_lesson_is_drawn_and_says_what_it_shows(visit, axe, name):
    page = visit(name)
    read_through(page)
    charts = page.locator(".ss-chart")
    assert charts.count() > 0
    for chart in charts.all():
        assert len(chart.locator(".ss-plot").get_attribute("aria-label").split()) >= 6
        assert chart.locator(".ss-numbers tbody tr").count() > 0
    assert page.locator(".katex-error").count() == 0
    assert violations(page, axe) == ""


def test_a_chart_follows_the_theme_and_its_slider_the_keyboard(visit):
    page = visit("m07-one-trial/1-differences-ratios-people")
    read_through(page)
    slider = page.locator(".ss-control input").first
    chart = page.locator(".ss-chart", has=slider)
    before = chart.locator(".gtitle").text_content()
    slider.press("ArrowLeft")
    page.wait_for_function(
        "([node, text]) => node.querySelector('.gtitle').textContent !== text",
        arg=[chart.element_handle(), before],
    )
    ink = "node => getComputedStyle(node.querySelector('.gtitle')).fill"
    light = chart.evaluate(ink)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(
        f"([node, ink]) => ({ink})(node) !== ink", arg=[chart.element_handle(), light]
    )


def test_the_numbers_of_a_chart_can_be_saved(visit):
    page = visit("m07-one-trial/1-differences-ratios-people")
    read_through(page)
    page.locator(".ss-numbers summary").first.click()
    with page.expect_download() as download:
        page.locator(".ss-csv").first.click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text.splitlines()[0] == "arm,events,n,per_100"


def test_a_term_explains_itself_to_keyboard_and_pointer(visit):
    page = visit("m07-one-trial/1-differences-ratios-people", 390)
    term = page.locator(".ss-term").first
    term.focus()
    told = page.locator("#ss-definition")
    assert told.is_visible() and told.text_content() == term.get_attribute("data-says")
    page.keyboard.press("Escape")
    assert not told.is_visible()
    term.hover()
    assert told.is_visible()
    box = told.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_search_finds_a_term(visit):
    page = visit("search")
    page.goto(page.url + "?q=tipping")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li a").count() > 1


def test_the_first_visit_is_light(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    moved = []
    page.on("response", lambda r: moved.append(len(r.body())))
    page.goto(f"{address}m07-one-trial/1-differences-ratios-people.html")
    read_through(page)
    page.close()
    print(f"first load of a lesson with all its charts: {sum(moved) / 1e6:.1f} MB")
    assert sum(moved) <= 6_000_000
