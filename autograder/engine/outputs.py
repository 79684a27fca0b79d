"""What a student's cell showed, made fit to be kept: checked, cut to size and without script."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import nh3

from autograder.engine.grading import Limits

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_TAGS = {
    *("a", "b", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "figcaption"),
    *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "section"),
    *("span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "u", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "role", "aria-label", "aria-hidden"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "table": {"border"},
}


def clean_text(text: object, most: int) -> str:
    """Text without control characters and text-direction tricks, of at most ``most`` characters."""
    plain = _CONTROL.sub("", _ANSI.sub("", str(text)))
    return plain if len(plain) <= most else plain[:most] + " ..."


def clean_outputs(raw: Any, limits: Limits) -> list[dict[str, Any]]:
    """The outputs of one cell as valid nbformat 4; whatever is not one is left out."""
    if not isinstance(raw, list):
        return []
    cleaned = (_clean(output, limits) for output in raw[: limits.outputs_per_cell])
    return [output for output in cleaned if output is not None]


def _clean(output: Any, limits: Limits) -> dict[str, Any] | None:
    if not isinstance(output, dict):
        return None
    most = limits.output_chars + 100
    kind = output.get("output_type")
    if kind == "stream" and output.get("name") in ("stdout", "stderr"):
        text = clean_text(output.get("text", ""), most)
        return {"output_type": kind, "name": output["name"], "text": text}
    if kind == "error":
        trace = output.get("traceback")
        lines = trace[:100] if isinstance(trace, list) else []
        return {
            "output_type": kind,
            "ename": clean_text(output.get("ename", ""), 200),
            "evalue": clean_text(output.get("evalue", ""), 2000),
            "traceback": [clean_text(line, 4000) for line in lines],
        }
    if kind in ("display_data", "execute_result") and isinstance(output.get("data"), dict):
        data = _clean_data(output["data"], limits)
        if not data:
            return None
        count = {"execution_count": None} if kind == "execute_result" else {}
        return {"output_type": kind, "data": data, "metadata": {}} | count
    return None


def _clean_data(data: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Keep the known forms of rich data that are what they claim to be."""
    most = limits.rich_output_mb * 1_000_000
    kept = {}
    for mime, clean in _FORMS.items():
        text = data.get(mime)
        if isinstance(text, str) and len(text) <= most:
            form = clean(text)
            if form is not None:
                kept[mime] = form
    return kept


def _html(text: str) -> str:
    return nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"})


def _image(text: str) -> str | None:
    try:
        base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return None
    return text


def _record(text: str) -> dict[str, Any] | None:
    try:
        record = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _chart(text: str) -> dict[str, Any] | None:
    """A Plotly figure: traces and layout, and no other page's address or script in it."""
    chart = _record(text)
    if chart is None or not isinstance(chart.get("data"), list):
        return None
    layout = chart.get("layout", {})
    return {"data": chart["data"], "layout": layout if isinstance(layout, dict) else {}}


_FORMS: dict[str, Callable[[str], Any]] = {
    "text/plain": lambda text: clean_text(text, 100_000),
    "text/html": _html,
    "image/png": _image,
    "image/jpeg": _image,
    "application/vnd.plotly.v1+json": _chart,
    "application/vnd.set-and-setting.question+json": _record,
    "application/vnd.set-and-setting.table+json": _record,
}
