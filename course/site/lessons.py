"""A lesson as a page: outputs turned into HTML, a head and a foot, no notes for instructors."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import nbformat

from course.site.cells import editor, panel, raw
from course.site.modules import Lesson, Module
from course.site.outputs import page_outputs
from course.site.prose import cited, prepared, reference_html

ONLY_ASKS = re.compile(r"(?:(?:ask|reveal)\([^\n]*\)\s*)+\Z")

ELSEWHERE = {"instructor", "notebook"}
"""Tags of cells that are not for this page: notes for teachers, and how to use a notebook."""
TRY = "try"
"""The tag of cells that the reader is asked to change and run."""
EDITOR = "-editor"


def lesson_page(lesson: Lesson, module: Module, notebook: Any, *, runs: bool) -> str:
    """The notebook that Sphinx gets for ``lesson``; ``notebook`` is the executed one.

    ``runs`` says whether the site has Python: else the cells to change are shown as they stand.
    """
    taught = [c for c in notebook.cells if not ELSEWHERE & set(c.metadata.get("tags", []))]
    texts = [c.source for c in taught if c.cell_type == "markdown"]
    cells: list[Any] = []
    for cell in taught:
        if cell.cell_type == "markdown":
            cell.source = prepared(cell.source, "../")
        else:
            if runs and TRY in cell.metadata.get("tags", []):
                start = "" if any(c.id.endswith(EDITOR) for c in cells) else panel(lesson.page)
                html = start + editor(cell.id, cell.source, "Change it, and run it", TRY)
                cells.append(nbformat.v4.new_markdown_cell(raw(html), id=cell.id[:50] + EDITOR))
            cell.outputs = page_outputs(cell.outputs)
            cell.metadata["tags"], cell.metadata["mystnb"] = _shown_as(cell, runs)
        cells.append(cell)
    title, _, rest = cells[0].source.partition("\n")
    cells[0].source = f"{title}\n\n{head(lesson, module)}\n{rest}"
    foot = nbformat.v4.new_markdown_cell(_foot(lesson, module, texts), id="about-this-lesson")
    page = nbformat.v4.new_notebook(cells=[*cells, foot], metadata=notebook.metadata)
    text: str = nbformat.writes(page)
    return text


def _shown_as(cell: Any, runs: bool) -> tuple[list[str], dict[str, str]]:
    """MyST-NB's tags for a code cell, and its settings: what is folded says what it does."""
    if ONLY_ASKS.match(cell.source):
        return ["remove-input"], {}
    if runs and TRY in cell.metadata.get("tags", []):
        return ["remove-input", TRY], {}  # its source stands in an editor
    if "chart" in cell.metadata.get("tags", []):
        does = cell.source.partition("\n")[0].removeprefix("#").strip()
        return ["hide-input"], {"code_prompt_show": f"Show the code: {does}"}
    if "import " in cell.source.partition("\n")[0]:
        return ["hide-input"], {}
    return [], {}


def head(lesson: Lesson, module: Module) -> str:
    """The bar under a lesson's title: where it belongs and how far the reader is."""
    asked = " ".join(lesson.asked)
    return (
        f'<div class="ss-bar"><span>Lesson {lesson.number} of <a href="index.html">'
        f"{escape(module.about['title'])}</a></span>"
        f'<span class="ss-progress" data-ids="{escape(asked)}"></span></div>\n'
    )


def _foot(lesson: Lesson, module: Module, texts: list[str]) -> str:
    works = "".join(f"<li>{reference_html(r)}</li>" for r in cited(texts))
    practice = (
        ' Its exercises are on the <a href="practice.html">practice page</a>.'
        if module.assignment
        else ""
    )
    return (
        "## About this lesson\n\n"
        '<div class="ss-foot-note">'
        "<p><strong>Open it in JupyterLab.</strong> In a clone of the course, "
        "<code>make learn</code> opens your own copies; this lesson is "
        f"<code>lessons/{lesson.page}.ipynb</code>.{practice}</p>"
        f"<details><summary>Works cited, and what became of them ({len(cited(texts))})</summary>"
        f"<ul>{works}</ul></details></div>\n"
    )
