"""Which cell is whose: by grade id, by cell id, by the names that it binds."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.engine.finding import find_places, listed
from autograder.engine.master import Master
from autograder.engine.notebook_file import Given


def cell(kind: str, source: str, grade_id: str = "", **nbgrader: Any) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": grade_id, **nbgrader}} if grade_id else {}
    return {"cell_type": kind, "id": grade_id or source, "metadata": metadata, "source": source}


SOLUTION = {"solution": True, "grade": False}
CHECK = {"solution": False, "grade": True, "points": 1}
MASTER = Master.read(
    {
        "cells": [
            cell("code", "import math"),
            cell("code", "one = ...\nscratch = 1", "a-answer", **SOLUTION),
            cell("code", "check('a', one)", "a", **CHECK),
            cell("code", "def two(): ...", "b-answer", **SOLUTION),
            cell("code", "twice = two()"),
            cell("code", "check('b', two, twice)", "b", **CHECK),
        ]
    }
)
A, B = 1, 3


def code(source: str, **more: str) -> Given:
    return Given("code", source, **more)


@pytest.mark.parametrize(
    ("given", "of", "elsewhere"),
    [
        ([code("x", grade_id="a-answer"), code("y", grade_id="b-answer")], {0: A, 1: B}, set()),
        ([code("x", id="a-answer"), code("y", grade_id="b-answer")], {0: A, 1: B}, set()),
        ([code("one = 1"), code("def two(): return 2")], {0: A, 1: B}, set()),
        ([code("!ls\none = 1")], {0: A}, set()),
        ([code("%%time\none = 1")], {0: A}, set()),
        ([code("one = 1", grade_id="b-answer")], {0: B}, {"a-answer"}),  # merged into another
        ([code("one = 1\ndef two(): return 2")], {}, {"a-answer", "b-answer"}),
        ([code("one = 1"), code("one = 2")], {}, {"a-answer"}),
        ([code("scratch = 1")], {}, set()),  # no check asks for it
        ([code("twice = 4")], {}, set()),  # nobody's answer
        ([code("print(one)")], {}, set()),
        ([Given("markdown", "one = 1")], {}, set()),
        ([code("check('a', one)")], {0: 2}, set()),
        ([code("3", grade_id="a", id="a-answer")], {0: 2}, set()),  # its grade id is believed
        ([code("one = 1", grade_id="a-answer"), code("one = 2")], {0: A}, set()),
        ([code("one = 1", grade_id="b")], {0: 5}, set()),  # in a check, which is not run
    ],
)
def test_where_cells_belong(given: list[Given], of: dict[int, int], elsewhere: set[str]) -> None:
    places = find_places(given, MASTER)
    assert (places.of, places.elsewhere) == (of, elsewhere)
    known = {n for n, cell in enumerate(given) if cell.grade_id}
    said = elsewhere or any(n not in known and place in (A, B) for n, place in of.items())
    assert bool(places.problems) == bool(said)


def test_lists_stay_short() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(list("abcdefg")) == "a, b, c, d and 3 more"
