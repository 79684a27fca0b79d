"""Whose the names are, read from sources."""

from __future__ import annotations

import pytest

from autograder.engine.master import Master
from autograder.engine.names import (
    bound_names,
    globals_in_functions,
    imported_modules,
    only_waits,
    same_code,
    used_names,
)


def test_bound_names_are_those_of_the_top_level() -> None:
    source = "import os\na, (b, *c) = 1, (2, 3)\nd['x'].y = 1\nfor e in []: f = e\ndef g(h): i = h"
    assert bound_names(source) == {"a", "b", "c", "d", "e", "f", "g"}
    assert bound_names("[x for x in y]; (n := 1)") == {"n"}
    assert bound_names("not python(") == set()


def test_names_that_functions_look_up() -> None:
    source = "k = 1\ndef f(x):\n    y = x\n    return lambda: y + k + g(y)"
    assert globals_in_functions(source) == {"k", "g"}
    assert globals_in_functions("%magic") == set()


def test_used_names_and_imports() -> None:
    assert used_names("check('x', [f(y) for y in z])") == {"check", "f", "y", "z"}
    assert imported_modules("import a.b as c\nfrom d import e\nfrom . import g") == {"a.b", "d"}


def test_same_code_ignores_comments() -> None:
    assert same_code("x = 1  # one", "x=1")
    assert not same_code("x = 1", "x = 2")
    assert not same_code("x = ", "y = ")


def test_ipython_syntax_hides_no_name() -> None:
    assert bound_names("!pip install numpy\nfiles = !ls\n%cd data\nx = 1") == {"files", "x"}
    assert bound_names("%%time\nx = 1") == {"x"}
    assert globals_in_functions("!ls\ndef f(): return k") >= {"k"}


@pytest.mark.parametrize("depth", [500, 990, 3000])
def test_code_nested_deeper_than_anybody_would_costs_only_itself(depth: int) -> None:
    for source in ("f = " + "+".join("1" * depth), "f" + ".a" * depth + " = 1"):
        assert bound_names(source) <= {"f"}
        assert same_code(source, source)
        assert not same_code(source, f"{source} + 2")


@pytest.mark.parametrize(
    ("source", "waits"),
    [
        ("# YOUR CODE HERE\nraise NotImplementedError()", True),
        ("x = ...\nraise NotImplementedError", True),
        ("x = ...", True),
        ("x = 3\nraise NotImplementedError", False),
        ("x = later()", False),
        ("x = (", False),
    ],
)
def test_a_cell_that_only_waits_is_not_attempted(source: str, waits: bool) -> None:
    stub = "x = ..." if source.startswith("x") else "# YOUR CODE HERE"
    assert only_waits(source, stub) is waits


def test_what_is_computed_from_answers_is_the_students_too() -> None:
    def cell(source: str, **nbgrader: object) -> dict[str, object]:
        return {"cell_type": "code", "source": source, "metadata": {"nbgrader": nbgrader}}

    master = Master.read(
        {
            "cells": [
                cell("import math\ndata = [1]\nother = 2"),
                cell("def f(x): return x", grade_id="f-answer", solution=True),
                cell("derived = f(data)\nfurther = derived + 1"),
                cell("more = further"),
                cell("f(1)", grade_id="f", grade=True, points=1),
            ]
        }
    )
    assert master.answers.keys() == {"f", "derived", "further", "more"}
    assert master.answers["more"] == ("f-answer",)
