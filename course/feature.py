"""The fictional magazine feature of module 10, as a page to read.

The text lives in the table ``feature`` alone; whatever shows it says first that it is fiction.
"""

from __future__ import annotations

import html

from course.display import publish
from course.tables import load

LABEL = "FICTION. Written for this course: no such magazine, couple, guide or company exists."
_STYLE = (
    "max-width:40em;padding:.2em 1em;border:1px solid color-mix(in srgb,currentColor 30%,"
    "transparent);border-radius:6px;font-family:Georgia,serif;line-height:1.5"
)


def page(first: int = 1, last: int = 24) -> None:
    """Show lines ``first`` to ``last`` of the feature, numbered, under the label FICTION."""
    lines = load("feature").query("@first <= line <= @last")
    rows = list(zip(lines["line"], lines["part"], lines["fictional_text"], strict=True))
    spoken = [f"[{line}] {text}" for line, _, text in rows]
    written = "".join(
        f"<p>{_number(line)} {_weight(part, html.escape(text))}</p>" for line, part, text in rows
    )
    label = f'<p style="font-family:system-ui,sans-serif"><small><b>{LABEL}</b></small></p>'
    publish(
        {
            "text/html": f'<div style="{_STYLE}">{label}{written}</div>',
            "text/plain": "\n\n".join([LABEL, *spoken]),
        }
    )


def _number(line: int) -> str:
    return f'<small style="opacity:.75">{line}</small>'


def _weight(part: str, text: str) -> str:
    tag = {"headline": "strong", "standfirst": "em", "small print": "small"}.get(part, "span")
    return f"<{tag}>{text}</{tag}>"
