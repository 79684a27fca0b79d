"""The frame of every page we write: safe by construction, calm to read, whole without a network.

A page may run two scripts and no other: ours, named by its digest in the Content-Security-Policy,
and the drawing library that ours loads from the file beside the pages. Nothing on a page can reach
the network, send a form, or change where links lead.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from autograder.classroom.folder import write_whole
from autograder.notebook.card import STYLE as CARD_STYLE


@dataclass(frozen=True)
class Chart:
    """A Plotly figure as plain JSON, its finding in words, and its numbers as HTML."""

    figure: dict[str, Any]
    alt: str
    table: str = ""
    height: int = 320


def page(title: str, header: str, body: str, *, plotly: str) -> str:
    """A whole page; ``title`` is escaped here, ``header`` and ``body`` are safe HTML already.

    ``plotly`` is the address of the drawing library relative to the page.
    """
    script = _resource("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}' 'strict-dynamic'; "
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title>"
        f"<style>{_resource('page.css')}{CARD_STYLE}</style></head>"
        f'<body data-plotly="{escape(plotly)}"><a class="skip" href="#main">To the content</a>'
        f'<header class="top">{header}</header><main id="main">{body}</main>'
        f"<script>{script}</script></body></html>\n"
    )


def chart_html(chart: Chart) -> str:
    """A figure with its finding below it and its numbers to unfold."""
    data = json.dumps(chart.figure, separators=(",", ":"))
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    numbers = (
        f"<details><summary>The numbers</summary><div class='wide'>{chart.table}</div></details>"
        if chart.table
        else ""
    )
    return (
        f'<figure class="chart"><div class="plot" role="img" aria-label="{escape(chart.alt)}" '
        f'style="min-height:{chart.height}px"></div>'
        f'<script type="application/json">{data}</script>'
        f"<figcaption>{escape(chart.alt)}</figcaption>{numbers}</figure>"
    )


def table_html(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    caption: str = "",
    words: Collection[int] = (0,),
) -> str:
    """A table; the first cell of a row names it, the columns of ``words`` are text."""
    names = "".join(
        f'<th scope="col"{_class(i in words)}>{escape(str(name))}</th>'
        for i, name in enumerate(columns)
    )
    lines = []
    for row in rows:
        cells = [f'<th scope="row">{escape(str(row[0]))}</th>']
        cells += [
            f"<td{_class(i in words)}>{escape(str(cell))}</td>" for i, cell in enumerate(row[1:], 1)
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    body = "".join(lines)
    return f"<table>{title}<thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def place_plotly(folder: Path) -> Path:
    """Put the drawing library into a folder, once; its name says which version it is."""
    import plotly

    path = folder / f"plotly-{plotly.__version__}.min.js"
    if not path.is_file():
        write_whole(path, plotly.offline.get_plotlyjs())
    return path


def relative(target: Path, page: Path) -> str:
    """The address of a file as seen from a page."""
    return Path(os.path.relpath(target, page.parent)).as_posix()


def _class(words: bool) -> str:
    return ' class="words"' if words else ""


@cache
def _resource(name: str) -> str:
    return (files("autograder.classroom") / name).read_text(encoding="utf-8")
