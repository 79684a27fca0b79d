"""Outputs of students are valid nbformat, small enough, and hold no script."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.engine.grading import Limits
from autograder.engine.outputs import clean_outputs, clean_text

junk = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
)
mimes = st.sampled_from(
    ["text/plain", "text/html", "image/png", "application/vnd.plotly.v1+json", "text/latex"]
)
outputs = st.fixed_dictionaries(
    {},
    optional={
        "output_type": st.sampled_from(["stream", "error", "display_data", "execute_result"]),
        "name": st.sampled_from(["stdout", "stderr"]) | junk,
        "text": junk,
        "data": st.dictionaries(mimes, junk) | junk,
        "ename": junk,
        "evalue": junk,
        "traceback": junk,
        "metadata": junk,
    },
)


@given(st.lists(outputs | junk, max_size=4) | junk)
def test_anything_becomes_valid_outputs(raw: Any) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(id="a")])
    notebook.cells[0].outputs = nbformat.from_dict(clean_outputs(raw, Limits()))
    nbformat.validate(notebook)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<style>@import 'x'</style><p style='background:url(x)'>",
        "<table><td onclick=x>",
        "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
        "<form action=x><input autofocus onfocus=alert(1)>",
    ],
)
def test_html_is_left_without_script(html: str) -> None:
    raw = [{"output_type": "display_data", "data": {"text/html": "<b>kept</b>" + html}}]
    (output,) = clean_outputs(raw, Limits())
    clean = output["data"]["text/html"]
    assert "kept" in clean
    for word in ("script", "onerror", "onload", "onclick", "onfocus", "style", "<img", "<iframe"):
        assert word not in clean


def test_charts_are_kept_as_data_and_layout_only() -> None:
    chart = {"data": [{"type": "bar", "y": [1]}], "layout": {"title": "t"}, "config": {"a": 1}}
    raw = {"application/vnd.plotly.v1+json": json.dumps(chart)}
    (output,) = clean_outputs([{"output_type": "display_data", "data": raw}], Limits())
    kept = output["data"]["application/vnd.plotly.v1+json"]
    assert kept == {"data": chart["data"], "layout": chart["layout"]}


def test_text_is_without_control_characters_and_of_limited_length() -> None:
    assert clean_text("\x1b[31mred\x1b[0m\x07\u202e\nnext\ttab", 100) == "red\nnext\ttab"
    assert clean_text("x" * 100, 10) == "x" * 10 + " ..."
