"""A released assignment as a practice page: prompts, editable cells, checks run in the page."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

import nbformat

from course.site.modules import Module
from course.site.prose import prepared

CHECK = re.compile(r'\s*check\("([\w-]+)"')
INTRO = """
<div class="ss-python" data-keys="{keys}" data-name="{name}">
<p class="ss-python-line">
<button type="button" class="ss-button" data-python="start">Start Python in this page</button>
<button type="button" class="ss-button ss-quiet" data-python="stop" hidden>Stop</button>
<button type="button" class="ss-button ss-quiet" data-python="reset">Start over</button>
<span class="ss-python-says" role="status" aria-live="polite">Nothing is loaded until you ask for
it (about 30 MB, once). What you write stays in this browser.</span>
</p>
<progress class="ss-python-progress" max="1" value="0" hidden aria-label="Loading"></progress>
</div>
"""


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
    intro = INTRO.strip().format(keys=keys_url, name=module.folder)
    parts[0] = f"# Practice: {title.removeprefix('# ')}\n\n{intro}\n{rest}"
    return "\n\n".join(parts) + "\n"


def _deeper(text: str) -> str:
    """Exercises are sections of the page, whatever level the notebook gave them."""
    return re.sub(r"^### ", "## ", text, flags=re.MULTILINE)


def _cell(cell: Any, place: int, keys: dict[str, Any]) -> str:
    source: str = cell.source
    checked = CHECK.match(source)
    kind = "check" if checked else "answer" if _editable(cell) else "given"
    rows = source.count("\n") + 1
    buttons = f'<button type="button" class="ss-button{"" if checked else " ss-quiet"}" data-run>'
    buttons += "Check</button>" if checked else "Run</button>"
    if checked:
        hints = keys["exercises"][checked[1]]["hints"]
        items = "".join(
            f"<details><summary>Hint {i} of {len(hints)}</summary><p>{_code(h)}</p></details>"
            for i, h in enumerate(hints, 1)
        )
        buttons += f'<div class="ss-hints">{items}</div>'
    label = {"check": "Check", "answer": "Your answer", "given": "Given"}[kind]
    id = f' data-exercise="{checked[1]}"' if checked else ""
    return _raw(
        f'<div class="ss-cell ss-cell-{kind}" data-place="{place}"{id}>'
        f'<label for="code-{place}">{label}</label>'
        f'<textarea id="code-{place}" rows="{rows}" spellcheck="false" autocapitalize="off" '
        f'autocomplete="off"{" readonly" if checked else ""}>{escape(source)}</textarea>'
        f'<div class="ss-cell-foot">{buttons}</div>'
        '<div class="ss-out" aria-live="polite"></div></div>'
    )


def _raw(html: str) -> str:
    """HTML that may hold blank lines, which would end an HTML block in Markdown."""
    return f"`````{{raw}} html\n{html}\n`````"


def _editable(cell: Any) -> bool:
    solution = bool(cell.metadata.get("nbgrader", {}).get("solution"))
    return solution or bool(re.search(r"=\s*\.\.\.", cell.source))


def _essay(prompt: str, place: int) -> str:
    return _raw(
        f'<div class="ss-cell ss-cell-essay" data-place="{place}"><label for="code-{place}">Your '
        f'text; a person reads it when it is graded</label><textarea id="code-{place}" rows="8" '
        f'placeholder="{escape(prompt)}"></textarea></div>'
    )


def _code(text: str) -> str:
    pieces = escape(text, quote=False).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))
