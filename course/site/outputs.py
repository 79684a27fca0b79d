"""A lesson's outputs as HTML for a page without Python: charts, questions, reveals, tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

import nbformat

from course.display import inline
from course.figures import PLOTLY_MIME, TABLE_MIME
from course.questions import HINT, QUESTION_MIME, REVEAL_MIME, SIGNS, WORKED

NUMBER_OF_TABLE_CELLS = re.compile(r"<t[hd]>\s*</t[hd]>")


def page_outputs(outputs: list[Any]) -> list[Any]:
    """The outputs of one cell with everything rich turned into HTML; a chart takes its table in."""
    return [
        output if html is None else _as_html(html) for output, html in _rendered([*outputs, None])
    ]


def _as_html(html: str) -> Any:
    return nbformat.v4.new_output("display_data", {"text/html": html})


def _rendered(outputs: list[Any]) -> Iterator[tuple[Any, str | None]]:
    skip = False
    for output, following in pairwise(outputs):
        data = output.get("data", {})
        if skip:
            skip = False
        elif PLOTLY_MIME in data:
            table = (following or {}).get("data", {}).get(TABLE_MIME)
            skip = table is not None
            if table is not None:  # without one it is half built: a cell's last value, not shown
                yield output, chart(data[PLOTLY_MIME], table)
        elif TABLE_MIME in data:
            yield output, numbers(data[TABLE_MIME])
        elif QUESTION_MIME in data:
            yield output, question(data[QUESTION_MIME])
        elif REVEAL_MIME in data:
            yield output, reveal(data[REVEAL_MIME])
        elif "text/html" in data:
            yield output, frame(data["text/html"])
        else:
            yield output, None


def _json(record: Any) -> str:
    text = json.dumps(record, separators=(",", ":"), ensure_ascii=False)
    safe = text.replace("</", "<\\/")
    return f'<script type="application/json">{safe}</script>'


def chart(figure: dict[str, Any], table: dict[str, Any]) -> str:
    """A figure that site.js draws when it comes into view, its finding and its numbers."""
    layout = figure.get("layout", {})
    alt = table["alt"]
    height = layout.get("height") or layout.get("template", {}).get("layout", {}).get("height", 400)
    record = {"data": figure["data"], "layout": layout}
    words = f"<p><strong>In words:</strong> {escape(alt)}</p>"
    note = numbers(table)
    return (
        f'<figure class="ss-chart"><div class="ss-plot" role="img" aria-label="{escape(alt)}" '
        f'style="min-height:{height}px"></div>{_json(record)}'
        f'<div class="ss-control"></div><figcaption>{words}{note}</figcaption></figure>'
    )


def numbers(table: dict[str, Any]) -> str:
    """The numbers behind a figure: folded away, to be opened or saved as CSV."""
    head = "".join(f'<th scope="col">{escape(str(c))}</th>' for c in table["table"]["columns"])
    body = "".join(_row(row) for row in table["table"]["rows"])
    return (
        '<details class="ss-numbers"><summary>The numbers in this figure</summary>'
        f'<div class="ss-scroll" tabindex="0" role="region" aria-label="Table of numbers"><table>'
        f"<caption>{escape(table['caption'])}</caption><thead><tr>{head}</tr></thead>"
        f'<tbody>{body}</tbody></table></div><button type="button" class="ss-button ss-quiet '
        f'ss-csv">Download as CSV</button></details>'
    )


def _row(row: list[Any]) -> str:
    first, *others = ("not known" if v is None else _number(v) for v in row)
    cells = "".join(f"<td>{escape(v)}</td>" for v in others)
    return f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def frame(html: str) -> str:
    """A DataFrame's own HTML without its style sheet, in a box that scrolls by itself."""
    if "<table" not in html:
        return html
    html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    html = html.replace(' border="1"', "").replace("text-align: right;", "")
    html = NUMBER_OF_TABLE_CELLS.sub("<td></td>", html)
    return f'<div class="ss-scroll" tabindex="0" role="region" aria-label="Table">{html}</div>'


def reveal(record: dict[str, Any]) -> str:
    """What the data say; site.js puts the reader's own prediction before it."""
    after = f"<p>{inline(record['after'])}</p>" if record["after"] else ""
    return (
        f'<section class="ss-reveal" data-id="{escape(record["id"])}" aria-label="What the data '
        'say"><div class="ss-q-head"><span aria-hidden="true">→</span> What the data say</div>'
        f'<p class="ss-mine" hidden></p><p>The data say: <strong>{escape(record["found"])}'
        f"</strong>.</p>{after}</section>"
    )


def question(record: dict[str, Any]) -> str:
    """A question as a form that works with the keyboard alone; site.js answers it at once."""
    id, kind = escape(record["id"]), record["kind"]
    sign, word = SIGNS[kind]
    prompt = _paragraphs(record["prompt"])
    return (
        f'<form class="ss-q" id="q-{id}" data-id="{id}" data-kind="{kind}" novalidate '
        f'aria-labelledby="p-{id}"><div class="ss-q-head"><span aria-hidden="true">{sign}</span> '
        f'{word}<span class="ss-q-state"></span></div><div class="ss-q-prompt" id="p-{id}">'
        f"{prompt}</div>{_field(record)}{_help(record)}"
        f'<div class="ss-says" role="status" aria-live="polite"></div>{_json(record)}</form>'
    )


def _help(record: dict[str, Any]) -> str:
    """The hint and the worked answer, each behind a fold, where there are any."""
    return "".join(
        f'<details class="ss-help"><summary>{title}</summary>{_paragraphs(record[key])}</details>'
        for key, title in (("hint", HINT), ("worked", WORKED))
        if record[key]
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{inline(p)}</p>" for p in text.split("\n") if p)


def _field(record: dict[str, Any]) -> str:
    id, kind = escape(record["id"]), record["kind"]
    button = "Keep my prediction" if kind == "predict" else "Check"
    send = f'<button type="submit" class="ss-button">{button}</button>'
    if kind == "recall":
        return (
            '<details class="ss-answer"><summary>Open the answer</summary>'
            f"<p>{inline(str(record['answer']))}</p>"
            '<div class="ss-row" role="group" aria-label="How did it go?">'
            '<button type="button" class="ss-button ss-quiet" data-went="yes">I had it</button>'
            '<button type="button" class="ss-button ss-quiet" data-went="no">Not yet</button>'
            "</div></details>"
        )
    if kind == "order":
        items = "".join(
            f'<li data-key="{escape(o["key"])}"><span>{inline(o["text"])}</span>'
            f'<span class="ss-moves"><button type="button" data-move="-1" aria-label="Up: '
            f'{escape(o["text"])}">↑</button><button type="button" data-move="1" aria-label="Down: '
            f'{escape(o["text"])}">↓</button></span></li>'
            for o in record["options"]
        )
        return f'<ol class="ss-order" aria-labelledby="p-{id}">{items}</ol>{send}'
    if record["options"]:
        options = "".join(
            f'<label><input type="radio" name="{id}" value="{escape(o["key"])}">'
            f"<span>{inline(o['text'])}</span></label>"
            for o in record["options"]
        )
        return (
            f'<div class="ss-options" role="radiogroup" aria-labelledby="p-{id}">{options}</div>'
            f"{send}"
        )
    unit = escape(record["unit"])
    return (
        f'<div class="ss-row"><label class="ss-number">Your answer <input type="text" '
        f'inputmode="decimal" autocomplete="off" name="{id}"> <span>{unit}</span></label>{send}'
        "</div>"
    )
