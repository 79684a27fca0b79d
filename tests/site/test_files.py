"""What is in the built site, and what must never be."""

import json
import re
import zipfile
from copy import deepcopy
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from course.site.lessons import lesson_page
from course.site.modules import modules
from course.site.places import ROOT

pytestmark = pytest.mark.slow

TEXT = {".html", ".js", ".mjs", ".json", ".css", ".txt", ".py", ".csv", ".toml", ".svg", ".inv"}


class Page(HTMLParser):
    """The ids of a page and the places it leads to."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.update(filter(None, [attrs.get("id"), attrs.get("name") if tag == "a" else None]))
        self.links += [attrs[k] for k in ("href", "src", "data-keys") if attrs.get(k)]


class Everything:
    """What is no page has every anchor."""

    def __contains__(self, _id):
        return True


class ANY:
    ids = Everything()


def texts(site):
    """Every text of the site by name, those inside our own wheel too."""
    for path in site.rglob("*"):
        ours = "pyodide" not in path.parts and "vendor" not in path.parts
        if path.suffix in TEXT and ours:
            yield path.relative_to(site).as_posix(), path.read_text("utf-8", errors="replace")
        elif path.suffix == ".whl" and ours:
            with zipfile.ZipFile(path) as wheel:
                for name in wheel.namelist():
                    yield f"{path.name}/{name}", wheel.read(name).decode("utf-8")


def test_links_and_anchors_lead_somewhere(site):
    pages = {p.resolve(): Page(p.read_text(encoding="utf-8")) for p in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                broken.append(f"{path.name}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in pages.get(target, ANY).ids:
                broken.append(f"{path.name}: {link} has no such anchor")
    assert not broken


@pytest.mark.parametrize("runs", [True, False])
def test_cells_are_editors_only_where_the_site_has_python(runs):
    module = next(module for module in modules() if module.lessons)
    lesson = module.lessons[0]
    page = lesson_page(lesson, module, deepcopy(lesson.notebook), runs=runs)
    assert ("ss-cell-try" in page) is runs and ("ss-python" in page) is runs


def test_lesson_pages_are_small(site):
    for module in modules():
        for lesson in module.lessons:
            assert (site / f"{lesson.page}.html").stat().st_size <= 400_000, lesson.page


def test_nothing_of_the_instructors_side_is_in_the_site(site):
    public = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("course", "assignments", "autograder")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".ipynb", ".toml", ".md", ".json"}
        and "site" not in path.relative_to(ROOT).parts[:2]
    )
    public = "".join(public.split())
    secret = {}
    for path in (ROOT / "solutions").glob("*/*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        hidden, bank = False, path.name == "bank.py"
        for line in lines:
            hidden = hidden and "### END SOLUTION" not in line
            told = "".join(line.split())
            if (hidden or bank) and len(told) > 24 and told not in public:
                secret[told] = path.parent.name
            hidden = hidden or "### BEGIN SOLUTION" in line
    assert len(secret) > 50, "the solutions were not read"
    for name, text in texts(site):
        squeezed = "".join(text.split())
        found = [line for line in secret if line in squeezed]
        assert not found, f"{name} holds {found[0]!r}"


def test_no_hidden_case_is_in_the_site(site):
    """Argument by argument: a hidden case that is not public must not be served."""
    hidden = []
    for path in (ROOT / "solutions").glob("*/keys.json"):
        master = json.loads(path.read_text(encoding="utf-8"))
        released = (ROOT / "assignments" / path.parent.name / "keys.json").read_text("utf-8")
        for exercise in master["exercises"].values():
            for part in exercise["parts"]:
                for case in part.get("cases", []):
                    text = json.dumps(case["args"], separators=(",", ":"))
                    if text not in "".join(released.split()) and len(text) > 12:
                        hidden.append(text)
    served = "".join("".join(text.split()) for _, text in texts(site))
    assert not [text for text in hidden if text in served]


def test_notes_for_instructors_are_only_in_the_guide(site):
    for module in modules():
        for lesson in module.lessons:
            assert "Common stumbles" not in (site / f"{lesson.page}.html").read_text("utf-8")
        if module.lessons:
            guide = (site / "teach" / f"{module.folder}.html").read_text(encoding="utf-8")
            assert guide.count("Open the lesson") == len(module.lessons)


def test_no_page_asks_for_anything_outside(site):
    asks = re.compile(
        r'(?:<(?:script|link|img|iframe)[^>]+(?:src|href)="https?:|@import\s|url\(["\']?http)'
    )
    for path in [*site.glob("*.html"), *site.glob("m*/*.html"), *(site / "_static").glob("*.css")]:
        assert not asks.search(path.read_text(encoding="utf-8")), path.name
