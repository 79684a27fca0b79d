"""Figures that everybody can read: one style, a finding in words, and the numbers behind them.

Colour has one meaning throughout the course (``COLOURS``) and never carries it alone: each role has
its own symbol too. The colours keep at least 3:1 contrast on white and on JupyterLab's dark page,
and stay apart in the common forms of colour blindness.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

from course.display import publish, tidy

PLOTLY_MIME = "application/vnd.plotly.v1+json"
TABLE_MIME = "application/vnd.set-and-setting.table+json"

COLOURS = {
    "active": "#1479b8",
    "control": "#c4610a",
    "difference": "#12876b",
    "uncertainty": "#7b838c",
}
SYMBOLS = {"active": "circle", "control": "square", "difference": "diamond"}
INK = "#747b84"
"""Text on figures: 4.3:1 on white and 4.4:1 on a dark page; Jupyter and the site sharpen it."""
FAINT = "rgba(123,131,140,0.28)"

CONFIG = {"responsive": True, "displaylogo": False, "displayModeBar": False}

STYLE = """<style>
.ss-figure{margin:.2em 0 .8em;max-width:60em;font-family:system-ui,sans-serif;font-size:14px}
.ss-figure p{margin:.2em 0}.ss-figure .ss-scroll{overflow-x:auto}
.ss-figure table{border-collapse:collapse;margin:.4em 0;color:inherit}
.ss-figure caption{text-align:left;font-weight:600;padding:.2em 0;color:inherit}
.ss-figure th,.ss-figure td{padding:.2em .7em;text-align:right;
border-bottom:1px solid color-mix(in srgb,currentColor 22%,transparent)}
.ss-figure th[scope=row]{text-align:left;font-weight:400}
.jp-OutputArea .js-plotly-plot :is(.xtick,.ytick) text,.jp-OutputArea .js-plotly-plot
:is(.gtitle,.xtitle,.ytitle){fill:var(--jp-content-font-color1)!important}
</style>"""
"""Look of the note under a figure; in JupyterLab it also sets the figure's own words in the colour
of the reader's theme."""

_axis = {
    "automargin": True,
    "gridcolor": FAINT,
    "linecolor": INK,
    "zerolinecolor": INK,
    "zerolinewidth": 1,
    "tickfont": {"size": 13},
    "title": {"font": {"size": 14}, "standoff": 12},
}
_control = {"bgcolor": FAINT, "bordercolor": INK, "font": {"size": 13, "color": INK}}
pio.templates["set-and-setting"] = go.layout.Template(
    layout={
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "title": {
            "font": {"size": 15},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "pad": {"l": 12, "t": 16},
            "y": 1,
            "yref": "container",
            "yanchor": "top",
        },
        "colorway": list(COLOURS.values()),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "autosize": True,
        "margin": {"l": 12, "r": 12, "t": 60, "b": 12},
        "height": 360,
        "xaxis": _axis,
        "yaxis": _axis,
        "shapedefaults": {"line": {"color": INK}},
        "hoverlabel": {"font": {"size": 13}},
        "sliderdefaults": _control | {"activebgcolor": COLOURS["active"], "tickcolor": INK},
        "updatemenudefaults": _control | {"x": 0, "xanchor": "left"},
    }
)


class FigureError(ValueError):
    """A figure is not fit to be shown to everybody; the message says what to add."""


def show(fig: go.Figure, *, alt: str, table: pd.DataFrame) -> None:
    """Display ``fig`` with its finding in words and its numbers as a table.

    ``alt`` is one sentence that states what the figure shows (not that there is a figure); it is
    stored in ``fig.layout.meta["alt"]``. ``table`` holds the drawn numbers, one labelled row each.
    Raises FigureError where one of them is missing or says nothing.
    """
    title = _styled(fig, alt, table)
    fig_json = json.loads(fig.to_json(engine="json"))
    publish({PLOTLY_MIME: fig_json | {"config": CONFIG}, "text/plain": f"Figure: {title}\n{alt}"})
    publish(
        {
            TABLE_MIME: {"alt": alt, "caption": title, "table": _records(table)},
            "text/html": STYLE + _note_html(alt, title, table),
            "text/plain": table.to_string(),
        }
    )


def page(fig: go.Figure, *, alt: str, table: pd.DataFrame) -> str:
    """``fig`` as a web page of its own that needs no network, with its finding and its numbers.

    Raises FigureError as ``show`` does.
    """
    title = _styled(fig, alt, table)
    fig.update_layout(title_text="", margin_t=60)  # the page has it as its heading
    drawing = fig.to_html(full_html=False, include_plotlyjs=True, config=CONFIG)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}'
        '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark">{STYLE}</head>\n'
        f'<body><main><h1 class="ss-figure">{html.escape(title)}</h1>'
        f'<div role="img" aria-label="{html.escape(alt)}">{drawing}</div>\n'
        f"{_note_html(alt, title, table)}</main></body></html>\n"
    )


def _styled(fig: go.Figure, alt: str, table: pd.DataFrame) -> str:
    """Give ``fig`` the course's look and its finding in words; its title in one line."""
    _check_alt(alt)
    if not isinstance(table, pd.DataFrame) or table.empty:
        raise FigureError("show: table must be a DataFrame with the drawn numbers. Pass table=...")
    title = re.sub(r"<br\s*/?>", " ", fig.layout.title.text or "").strip()
    if not title:
        raise FigureError("show: the figure has no title. Give it one that states the finding.")
    lines = fig.layout.title.text.split("<br>")
    if len(lines) == 1:
        lines = wrap(title, 40)
    fig.update_layout(template="set-and-setting", meta={"alt": alt}, title_text="<br>".join(lines))
    fig.update_layout(margin_t=38 + 20 * len(lines))
    return title


def _check_alt(alt: str) -> None:
    words = alt.split()
    if len(words) < 6 or not alt.rstrip().endswith((".", "!")):
        raise FigureError(
            f"show: alt={alt!r} does not state a finding. Write one sentence of six words or more."
        )
    if re.match(r"(an? |the |this )?(\w+ )?(figure|plot|chart|graph|image|picture)\b", alt, re.I):
        raise FigureError(
            f"show: alt={alt!r} names the figure. Say what it shows, as to someone on the phone."
        )


def _records(table: pd.DataFrame) -> dict[str, list[object]]:
    labelled = table.reset_index() if table.index.name else table
    cells = json.loads(labelled.to_json(orient="split", index=False))
    return {"columns": [str(c) for c in cells["columns"]], "rows": cells["data"]}


def _cell(value: object) -> str:
    if value is None:
        return "not known"
    return html.escape(tidy(value) if isinstance(value, float) else str(value))


def _note_html(alt: str, title: str, table: pd.DataFrame) -> str:
    records = _records(table)
    head = "".join(f'<th scope="col">{html.escape(str(c))}</th>' for c in records["columns"])
    body = ""
    for row in records["rows"]:
        first, *others = (_cell(v) for v in row)  # type: ignore[attr-defined]
        cells = "".join(f"<td>{v}</td>" for v in others)
        body += f'<tr><th scope="row">{first}</th>{cells}</tr>'
    return (
        f'<div class="ss-figure"><p><strong>In words:</strong> {html.escape(alt)}</p>'
        "<details><summary>The numbers in this figure</summary>"
        f'<div class="ss-scroll"><table><caption>{html.escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details></div>"
    )


def people(
    counts: Mapping[str, float] | pd.Series,
    *,
    title: str,
    had: str,
    unknown: Mapping[str, float] | pd.Series | None = None,
) -> go.Figure:
    """A hundred people per arm, one mark each: filled for those who ``had`` the outcome.

    ``counts`` maps two arm labels, active first, to people per 100 (0 to 100); ``unknown`` maps
    them to people per 100 whose outcome is missing, drawn as grey crosses at the end.
    """
    fig = go.Figure()
    step = np.arange(100)
    had_it, missed = dict(counts), {} if unknown is None else dict(unknown)
    for place, (arm, role) in enumerate(zip(had_it, ("active", "control"), strict=True)):
        yes, lost = round(had_it[arm]), round(missed.get(arm, 0))
        fates = [
            (step < yes, SYMBOLS[role], COLOURS[role]),
            ((step >= yes) & (step < 100 - lost), f"{SYMBOLS[role]}-open", COLOURS[role]),
            (step >= 100 - lost, "x-thin-open", COLOURS["uncertainty"]),
        ]
        for chosen, symbol, colour in fates:
            fig.add_scatter(
                x=step[chosen] % 10 + place * 12.5,
                y=9 - step[chosen] // 10,
                mode="markers",
                marker={"symbol": symbol, "color": colour, "size": 10},
                hoverinfo="skip",
            )
        missing = f"<br>{lost} not known (×)" if missed else ""
        fig.add_annotation(
            x=4.5 + place * 12.5,
            y=10,
            text=f"<b>{arm}</b><br>{yes} of 100 {had}{missing}",
            showarrow=False,
            yanchor="bottom",
            font={"color": COLOURS[role], "size": 14},
        )
    hidden, top = {"visible": False, "fixedrange": True}, 14 if missed else 12.6
    fig.update_layout(
        title=title,
        xaxis=hidden | {"range": [-1, 23]},
        yaxis=hidden | {"range": [-1, top], "scaleanchor": "x", "constrain": "domain"},
        height=380,
    )
    return fig


def forest(
    rows: pd.DataFrame,
    *,
    title: str,
    x: str,
    no_effect: float = 0.0,
    favours: Sequence[str] = (),
    log: bool = False,
    pooled: pd.DataFrame | None = None,
) -> go.Figure:
    """A forest plot, drawn alike in every lesson: one row each, first row on top.

    ``rows`` has the index as labels and the columns estimate, low, high, in the unit of ``x``;
    an optional column role (a key of ``COLOURS``) sets colour and symbol, "difference" otherwise;
    an optional column weight, in percent, sets the size of the mark and is printed at the right.
    ``favours`` names whom each side of ``no_effect`` favours, left then right. ``log`` draws
    ratios, such as risk ratios, on a logarithmic axis.

    ``pooled`` has the same columns and gives one diamond per row, below the studies; where it has
    pi_low and pi_high, a bar below the diamond shows the prediction interval. The traces are two
    for each study (line, mark), then the diamond and, where there is one, the bar.
    """
    fig = go.Figure()
    fig.add_vline(x=no_effect, line={"color": INK, "width": 1.5, "dash": "dot"})
    roles = rows["role"] if "role" in rows else pd.Series("difference", index=rows.index)
    weights = rows["weight"] if "weight" in rows else pd.Series(np.nan, index=rows.index)
    labels = ["<br>".join(wrap(str(name), 16)) for name in rows.index]
    for place, (label, row, role, weight) in enumerate(
        zip(labels, (row for _, row in rows.iterrows()), roles, weights, strict=True)
    ):
        y = label if pooled is None else place
        fig.add_scatter(
            x=[row["low"], row["high"]],
            y=[y, y],
            mode="lines",
            line={"color": COLOURS[role], "width": 3},
            hoverinfo="skip",
        )
        size = 13 if np.isnan(weight) else 6 + 2 * np.sqrt(weight)
        fig.add_scatter(
            x=[row["estimate"]],
            y=[y],
            mode="markers",
            marker={"color": COLOURS[role], "size": size, "symbol": SYMBOLS.get(role, "circle")},
            hovertemplate=f"%{{x:.2f}} [{row['low']:.2f}, {row['high']:.2f}]<extra>{label}</extra>",
        )
        if not np.isnan(weight):
            fig.add_annotation(
                text=f"{weight:.0f} %", x=1, xref="paper", xanchor="left", y=place, showarrow=False
            )
    arrows = ("← favours<br>{}", "favours →<br>{}")
    for arrow, name, side, anchor in zip(arrows, favours, (0, 1), ("left", "right"), strict=False):
        fig.add_annotation(
            text=arrow.format(name), align=anchor, showarrow=False,
            x=side, xref="paper", xanchor=anchor, y=1, yref="paper", yanchor="bottom",
        )  # fmt: skip
    if pooled is not None:
        labels += _diamonds(fig, pooled, len(rows))
    both = rows if pooled is None else pd.concat([rows, pooled])
    sides = both[both.columns.intersection(["low", "high", "pi_low", "pi_high"])]
    ends = np.array([sides.min(axis=None), sides.max(axis=None), no_effect])
    low, high = np.sort(np.log10(ends) if log else ends)[[0, -1]]
    room = 0.06 * (high - low)
    ratios = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
    scale = {"type": "log", "tickvals": ratios} if log else {"zeroline": False}
    places = (
        {"type": "category"}
        if pooled is None
        else {"tickvals": list(range(len(labels))), "ticktext": labels, "zeroline": False}
    )
    fig.update_layout(
        title=title,
        xaxis={"title": x, "range": [low - room, high + room]} | scale,
        yaxis={"range": [len(labels) - 0.4, -0.6], "showgrid": False} | places,
        height=190 + 46 * len(labels),
    )
    if "weight" in rows:
        fig.update_layout(margin_r=52)
    return fig


def _diamonds(fig: go.Figure, pooled: pd.DataFrame, place: int) -> list[str]:
    """Draw a diamond, and a bar for the prediction interval, per pooled row; their labels."""
    labels = []
    for name, row in pooled.iterrows():
        label, colour = "<br>".join(wrap(str(name), 16)), COLOURS["difference"]
        fig.add_scatter(
            x=[row["low"], row["estimate"], row["high"], row["estimate"], row["low"]],
            y=[place, place - 0.28, place, place + 0.28, place],
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"color": colour, "width": 1},
            hoverinfo="skip",
        )
        labels.append(f"<b>{label}</b>")
        place += 1
        if "pi_low" in row and not np.isnan(row["pi_low"]):
            fig.add_scatter(
                x=[row["pi_low"], row["pi_high"]],
                y=[place, place],
                mode="lines",
                line={"color": COLOURS["uncertainty"], "width": 9},
                hovertemplate="%{x:.2f}<extra>prediction interval</extra>",
            )
            labels.append("prediction<br>interval")
            place += 1
    return labels


def slider(
    fig: go.Figure,
    states: Mapping[str, Mapping[str, Any]],
    *,
    prefix: str,
    traces: Sequence[int],
    start: str,
) -> None:
    """Add a slider that also works on a page without Python, and put it at the state ``start``.

    ``states`` maps each label of the slider to a "title" and to new values of the ``traces``, such
    as "x" and "y", each a list with one entry per trace. ``prefix`` is what the slider sets.
    """
    steps = []
    for label, state in states.items():
        values = {key: value for key, value in state.items() if key != "title"}
        args = [values, {"title.text": state["title"]}, list(traces)]
        steps.append({"label": label, "method": "update", "args": args})
    fig.update_layout(
        sliders=[
            {
                "steps": steps,
                "active": list(states).index(start),
                "currentvalue": {"prefix": f"{prefix}: "},
                "pad": {"t": 60},
            }
        ],
        title=states[start]["title"],
    )
    for key, values in states[start].items():
        if key != "title":
            for trace, value in zip(traces, values, strict=True):
                fig.data[trace][key] = value


def mean_and_next(
    states: Mapping[str, Mapping[str, Any]],
    *,
    prefix: str,
    start: str,
    x: str,
    reach: tuple[float, float],
) -> go.Figure:
    """A pooled mean above the range of the next trial, both moved by a slider.

    Each of the ``states`` (see ``slider``) gives as "x" the ends of the mean's interval, the mean
    in a list, and the ends of the range. ``x`` names the axis and ``reach`` is its range.
    """
    fig = go.Figure()
    effect, range_ = COLOURS["difference"], COLOURS["uncertainty"]
    fig.add_scatter(y=["mean"] * 2, mode="lines", line={"color": effect, "width": 8})
    mark = {"color": effect, "size": 18, "symbol": SYMBOLS["difference"]}
    fig.add_scatter(y=["mean"], mode="markers", marker=mark)
    fig.add_scatter(y=["next<br>trial"] * 2, mode="lines", line={"color": range_, "width": 9})
    fig.add_vline(x=0, line={"dash": "dot", "color": range_})
    slider(fig, states, prefix=prefix, traces=[0, 1, 2], start=start)
    fig.update_layout(xaxis={"title": x, "range": reach}, yaxis_range=[1.6, -0.6], height=370)
    return fig
