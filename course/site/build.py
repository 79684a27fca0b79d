"""Make the website: ``python -m course.site.build [FOLDER]``.

Pages are prepared from the course's own files into a workshop folder, where only what changed is
rewritten, and Sphinx makes them into HTML. Nothing is read from the instructor's side.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sphinx.cmd.build import main as sphinx

from autograder.authoring.layout import Layout
from autograder.authoring.paths import short_paths
from course import display
from course.questions import QUESTION_MIME, ask
from course.site import mapping, reference
from course.site.execute import executed
from course.site.lessons import lesson_page
from course.site.licences import licences_page
from course.site.modules import Module, modules
from course.site.outputs import question
from course.site.places import COURSE, HERE, PYODIDE, ROOT, SITE, WORKSHOP, write
from course.site.practice import practice_page
from course.site.student import student_wheel
from course.site.teaching import notes_page
from course.site.vendor import VendorError, static_files

NOT_SERVED = ["_sources", "webpack-macros.html", ".buildinfo", "*.map"]
"""What Sphinx, MyST-NB and the theme leave among the pages, and no page uses."""

TASTE = "m07-1-points"
"""The question on the front page."""


def build(site: Path = SITE) -> None:
    """Make the site in ``site``; raises VendorError or SystemExit with what went wrong."""
    found = modules()
    prepared = dict(pages(found))
    source = WORKSHOP / "source"
    for name, text in prepared.items():
        write(source / name, text)
    for path in source.rglob("*.*"):
        if path.is_file() and path.relative_to(source).as_posix() not in prepared:
            path.unlink()
    companions(found)
    made = WORKSHOP / "html"
    status = sphinx(
        ["-b", "html", "-W", "--keep-going", "-q", "-c", str(HERE),
         "-d", str(WORKSHOP / "doctrees"), str(source), str(made)]
    )  # fmt: skip
    if status:
        raise SystemExit("The site has warnings, which are errors: see above.")
    if site.exists() and any(site.iterdir()) and not (site / "searchindex.js").is_file():
        raise SystemExit(f"{site.name}/ holds something else. Name an empty folder or a site.")
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(made, site, ignore=shutil.ignore_patterns(*NOT_SERVED))
    offer_python(site)


def pages(found: list[Module]) -> Iterator[tuple[str, str]]:
    """Every page before Sphinx sees it: its name with suffix, and its text."""
    links = reference.Lessons(found)
    written = [module for module in found if module.lessons]
    marks = {
        "@MAP@": mapping.map_html(found),
        "@PATHS@": mapping.paths_html(short_paths(Layout(ROOT))),
        "@MODULES@": "\n".join(f"{m.folder}/index" for m in written),
        "@NOTES@": "\n".join(f"teach/{m.folder}" for m in written),
        "@TASTE@": shown_question(TASTE),
    }
    for path in sorted((HERE / "text").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for mark, value in marks.items():
            text = text.replace(mark, value)
        yield path.name, text
    yield "glossary.md", reference.glossary_page(links)
    yield "mix-ups.md", reference.misconceptions_page(links)
    yield "bibliography.md", reference.bibliography_page()
    yield "licences.md", licences_page()
    for name, text in reference.data_pages().items():
        yield f"{name}.md", text
    for module in written:
        yield f"{module.folder}/index.md", mapping.module_page(module)
        yield f"teach/{module.folder}.md", notes_page(module)
        if module.assignment:
            yield f"{module.folder}/practice.md", practice_page(module)
    lessons = {lesson.path: (lesson, module) for module in written for lesson in module.lessons}
    for path, notebook in executed(list(lessons)).items():
        lesson, module = lessons[path]
        yield f"{lesson.page}.ipynb", lesson_page(lesson, module, notebook, runs=PYODIDE.is_dir())


def shown_question(id: str) -> str:
    """One question as a lesson shows it."""
    shown: list[display.Bundle] = []
    usual, display.sink = display.sink, shown.append
    try:
        ask(id)
    finally:
        display.sink = usual
    return question(shown[0][QUESTION_MIME])


def companions(found: list[Module]) -> None:
    """What pages load or offer besides their text: libraries, tables, keys, our own wheel."""
    static = WORKSHOP / "static"
    static_files(static / "vendor")
    for table in (COURSE / "data").iterdir():
        write(static / "data" / table.name, table.read_text(encoding="utf-8"))
    for module in found:
        if module.assignment:
            keys = module.assignment.with_name("keys.json").read_text(encoding="utf-8")
            write(static / "assignments" / module.folder / "keys.json", keys)
    student_wheel(static / "python")


def offer_python(site: Path) -> None:
    """Put the assembled Pyodide folder beside the pages, where it is there."""
    if PYODIDE.is_dir():
        shutil.copytree(PYODIDE, site / "_static" / "pyodide")
    else:
        print("Without Python in the page: `make vendor-pyodide` adds it.")


if __name__ == "__main__":
    started = time.monotonic()
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    try:
        build(place)
    except VendorError as error:
        sys.exit(str(error))
    count = sum(1 for _ in place.rglob("*.html"))
    print(f"{count} pages in {place.name}/ after {time.monotonic() - started:.0f} s")
