"""Make what a student wrote, or what their code showed, fit for a page that others open.

The engine has cleaned outputs once; this does not rely on it.
"""

from __future__ import annotations

import base64
import json
import re
from html import escape
from typing import Any

import nh3
import numpy as np
from nbconvert.filters import markdown2html
from pygments import highlight
from pygments.formatter import Formatter
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Number, Operator, String

from autograder.classroom.page import Chart, chart_html, table_html

MAX_TEXT = 20_000
MAX_CHART = 1_000_000
MAX_POINTS = 200
TRACES = {
    *("bar", "box", "contour", "funnel", "heatmap", "histogram", "histogram2d", "pie"),
    *("sankey", "scatter", "scatterpolar", "sunburst", "table", "treemap", "violin", "waterfall"),
}
_TAGS = {
    *("b", "br", "caption", "code", "dd", "details", "div", "dl", "dt", "em", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "span", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "blockquote"),
}
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>')
_ATTACHED = re.compile(r"!\[([^\]]*)\]\(attachment:[^)\s]*\)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
_PLAIN_TAG = re.compile(r"<(?!/?(?:b|i|em|strong|sub|sup|br)\s*/?>)", re.IGNORECASE)


def html(fragment: str) -> str:
    """HTML reduced to text, tables and emphasis: no link, image, style, form or script."""
    return nh3.clean(fragment, tags=_TAGS, attributes=_ATTRIBUTES)


def markdown(source: str, pictures: Any = None) -> str:
    """Markdown as such HTML, with the pictures that are attached to it below."""
    source = _ATTACHED.sub(r"(picture: \1)", source)[:MAX_TEXT]
    below = "".join(map(_picture, pictures.values())) if isinstance(pictures, dict) else ""
    try:
        return html(_ANCHOR.sub("", markdown2html(source))) + below
    except Exception:  # a renderer is no reason to lose a page
        return f"<pre>{escape(source)}</pre>{below}"


def _picture(forms: Any) -> str:
    for kind in ("image/png", "image/jpeg", "image/gif"):
        data = forms.get(kind) if isinstance(forms, dict) else None
        if isinstance(data, str) and _BASE64.fullmatch(data):
            return f'<p><img alt="A picture in this text" src="data:{kind};base64,{data}"></p>'
    return ""


def code(source: str) -> str:
    """Python source, coloured where it is short enough to be read."""
    if len(source) > MAX_TEXT:
        return f"<pre>{escape(source[:MAX_TEXT])} ...</pre>"
    return f"<pre><code>{highlight(source, PythonLexer(), _Spans())}</code></pre>"


def outputs(shown: list[dict[str, Any]]) -> str:
    """The outputs of one cell as HTML."""
    return "".join(_output(output) for output in shown)


class _Spans(Formatter):  # type: ignore[misc]
    """Four classes of words, everything escaped."""

    _CLASSES = ((Keyword, "k"), (Operator.Word, "k"), (String, "s"), (Number, "m"), (Comment, "c"))

    def format(self, tokensource: Any, outfile: Any) -> None:
        for kind, text in tokensource:
            name = next((css for family, css in self._CLASSES if kind in family), "")
            shown = escape(text)
            outfile.write(f'<span class="{name}">{shown}</span>' if name else shown)


def _output(output: dict[str, Any]) -> str:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = _text(output.get("text", ""))
        return f'<pre class="{name}">{text}</pre>' if text.strip() else ""
    if kind == "error":
        what = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
        return f'<pre class="error">{_text(what)}</pre>'
    data = output.get("data")
    return _rich(data) if isinstance(data, dict) else ""


def _rich(data: dict[str, Any]) -> str:
    """The richest form that is safe to show."""
    figure = data.get("application/vnd.plotly.v1+json")
    if isinstance(figure, dict):
        chart = safe_chart(figure)
        return chart_html(chart) if chart else "<p class='soft'>A chart that cannot be shown.</p>"
    image = data.get("image/png")
    if isinstance(image, str) and _BASE64.fullmatch(image):
        return f'<img alt="A picture made by your code" src="data:image/png;base64,{image}">'
    if "text/html" in data:
        return f'<div class="wide">{html(_joined(data["text/html"]))}</div>'
    text = _text(data.get("text/plain", ""))
    return f"<pre>{text}</pre>" if text.strip() else ""


def _text(text: Any) -> str:
    return escape(_joined(text)[:MAX_TEXT])


def _joined(text: Any) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def safe_chart(figure: dict[str, Any]) -> Chart | None:
    """A student's Plotly figure, checked by Plotly's own schema and redrawn in our style.

    None where it is too large or none of it is valid. Pictures, buttons and links go.
    """
    import plotly.graph_objects as go

    try:
        if len(json.dumps(figure)) > MAX_CHART:
            return None
        data = [t for t in figure.get("data", []) if t.get("type", "scatter") in TRACES]
        layout = {
            name: value
            for name, value in figure.get("layout", {}).items()
            if name not in ("template", "images", "updatemenus", "sliders", "width", "meta")
        }
        checked = go.Figure(data=data, layout=layout, skip_invalid=True)
        clean = _without_tags(json.loads(checked.to_json(engine="json")))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
    clean["layout"].pop("template", None)
    meta = figure.get("layout", {}).get("meta")
    alt = meta.get("alt") if isinstance(meta, dict) else None
    if not clean["data"]:
        return None
    title = clean["layout"].get("title", {}).get("text") or "A chart made by your code."
    said = alt if isinstance(alt, str) else title
    return Chart(clean, said[:500], "" if alt else _numbers(clean["data"]))


def _without_tags(value: Any) -> Any:
    """Plotly draws some HTML in texts; leave emphasis and line breaks, and no link."""
    if isinstance(value, str):
        return _PLAIN_TAG.sub("&lt;", value)
    if isinstance(value, list):
        return [_without_tags(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_tags(item) for key, item in value.items()}
    return value


def _numbers(traces: list[dict[str, Any]]) -> str:
    """The drawn numbers of simple charts as a table, for whoever cannot see the chart."""
    rows = []
    for number, trace in enumerate(traces, start=1):
        name = trace.get("name") or f"series {number}"
        xs = _values(trace.get("x", trace.get("labels")))
        ys = _values(trace.get("y", trace.get("values")))
        rows += [(name, _tidy(x), _tidy(y)) for x, y in zip(xs, ys, strict=False)]
    shown = rows[:MAX_POINTS]
    caption = f"The first {MAX_POINTS} of {len(rows)} points." if len(rows) > MAX_POINTS else ""
    return table_html(("Series", "x", "y"), shown, caption=caption, words=(0, 1)) if shown else ""


def _values(data: Any) -> list[Any]:
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and isinstance(data.get("bdata"), str):
        try:
            content = base64.b64decode(data["bdata"])
            return list(np.frombuffer(content, np.dtype(str(data["dtype"]))).tolist())
        except (ValueError, TypeError, KeyError):
            return []
    return []


def _tidy(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)[:80]
