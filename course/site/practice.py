"""A released assignment as a practice page: prompts, editable cells, checks run in the page."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

import nbformat

from course.site.cells import editor, panel, raw
from course.site.modules import Module
from course.site.prose import prepared

CHECK = re.compile(r'\s*check\("([\w-]+)"')


def practice_page(module: Module) -> str:
    """The page of the module's assignment; code cells become editors, in order."""
    assert module.assignment is not None
    notebook: Any = nbformat.read(module.assignment, as_version=4)
    keys = json.loads(module.assignment.with_name("keys.json").read_text(encoding="utf-8"))
    keys_url = f"../_static/assignments/{module.folder}/keys.json"
    parts = []
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"):
            parts.append(_essay(cell.source, place))
        elif cell.cell_type == "markdown":
            parts.append(_deeper(prepared(cell.source, "../")))
        else:
            parts.append(_cell(cell, place, keys))
    title, _, rest = parts[0].partition("\n")
    start = panel(module.folder, keys_url)
    parts[0] = f"# Practice: {title.removeprefix('# ')}\n\n{start}\n{rest}"
    return "\n\n".join(parts) + "\n"


def _deeper(text: str) -> str:
    """Exercises are sections of the page, whatever level the notebook gave them."""
    return re.sub(r"^#(##+ )", r"\1", text, flags=re.MULTILINE)


def _cell(cell: Any, place: int, keys: dict[str, Any]) -> str:
    checked = CHECK.match(cell.source)
    if not checked:
        kind, label = ("answer", "Your answer") if _editable(cell) else ("given", "Given")
        return raw(editor(str(place), cell.source, label, kind))
    hints = keys["exercises"][checked[1]]["hints"]
    items = "".join(
        f"<details><summary>Hint {i} of {len(hints)}</summary><p>{_code(h)}</p></details>"
        for i, h in enumerate(hints, 1)
    )
    foot = f'<div class="ss-hints">{items}</div>'
    return raw(editor(str(place), cell.source, "Check", "check", foot, checked[1]))


def _editable(cell: Any) -> bool:
    solution = bool(cell.metadata.get("nbgrader", {}).get("solution"))
    return solution or bool(re.search(r"=\s*\.\.\.", cell.source))


def _essay(prompt: str, place: int) -> str:
    return raw(
        f'<div class="ss-cell ss-cell-essay" data-place="{place}"><label for="code-{place}">Your '
        f'text; a person reads it when it is graded</label><textarea id="code-{place}" rows="8" '
        f'placeholder="{escape(prompt)}"></textarea></div>'
    )


def _code(text: str) -> str:
    pieces = escape(text, quote=False).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))
