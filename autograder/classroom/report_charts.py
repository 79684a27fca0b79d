"""The report's charts: each with its finding in words and its numbers as a table.

Colours that begin with ``--`` are the page's own, in light and in dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.classroom.analysis import Group, Item, Spread
from autograder.classroom.page import Chart, table_html

COLOURS = {
    Group.RIGHT: "--good",
    Group.MIX_UP: "--bad",
    Group.PARTLY: "--part",
    Group.NOT_YET: "--soft",
    Group.STOPPED: "--stop",
    Group.NOT_ATTEMPTED: "--line",
}


def marks(spread: Spread) -> Chart:
    """How many students earned which share of the points."""
    counts = spread.bins()
    steps = [f"{10 * i}–{10 * (i + 1)}" for i in range(10)]
    half = sum(share >= 0.5 for share in spread.shares)
    alt = (
        f"{half} of {len(spread.shares)} students earned half of the points or more; "
        f"the median is {100 * spread.median:.0f} percent."
    )
    trace = {
        "type": "bar",
        "x": steps,
        "y": counts,
        "text": [str(n) if n else "" for n in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": "--active"},
        "hovertemplate": "%{x} percent: %{y} students<extra></extra>",
    }
    layout = _layout(260) | {
        "bargap": 0.12,
        "xaxis": _axis("percent of the points marked so far") | {"type": "category"},
        "yaxis": _axis("students") | {"rangemode": "tozero", "dtick": max(1, max(counts) // 4)},
    }
    table = table_html(("Percent", "Students"), zip(steps, counts, strict=True))
    return Chart({"data": [trace], "layout": layout}, alt, table, 260)


def outcomes(exercises: Sequence[Item]) -> Chart:
    """What came of each exercise, as stacked bars; first exercise on top."""
    students = sum(exercises[0].groups.values())
    counts = {group: [item.groups.get(group, 0) for item in exercises] for group in COLOURS}
    hardest = min(exercises, key=lambda item: item.difficulty)
    alt = (
        f"“{hardest.title}” was hardest: {100 * hardest.difficulty:.0f} percent of its points "
        f"were earned, and {hardest.groups.get(Group.RIGHT, 0)} of {students} students have all "
        "of it right."
    )
    names = [_wrapped(item.title) for item in exercises]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": str(group),
            "y": names,
            "x": counts[group],
            "marker": {"color": colour, "line": {"color": "--page", "width": 1}},
            "text": [str(n) if n else "" for n in counts[group]],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": "--ink" if group is Group.NOT_ATTEMPTED else "--paper"},
            "hovertemplate": f"%{{x}} {group}<extra></extra>",
        }
        for group, colour in COLOURS.items()
        if any(counts[group])
    ]
    height = 110 + 44 * len(exercises)
    layout = _layout(height) | {
        "barmode": "stack",
        "bargap": 0.3,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        "xaxis": _axis("students"),
        "yaxis": {"autorange": "reversed", "automargin": True, "ticksuffix": " "},
    }
    columns = ("Exercise", *COLOURS)
    rows = [(item.title, *(counts[g][i] for g in COLOURS)) for i, item in enumerate(exercises)]
    return Chart({"data": traces, "layout": layout}, alt, table_html(columns, rows), height)


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
        "font": {"family": "system-ui, sans-serif", "size": 13},
        "hoverlabel": {"font": {"size": 13}},
    }


def _axis(title: str) -> dict[str, Any]:
    return {"title": {"text": title, "standoff": 8}, "automargin": True, "fixedrange": True}


def _wrapped(title: str, width: int = 22) -> str:
    """A title on lines of about ``width`` characters."""
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
