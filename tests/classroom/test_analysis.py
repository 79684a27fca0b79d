"""Counts and item statistics against cases worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.classroom.analysis import Group, Mistake, Spread, advice, correlation, items
from autograder.exercises import ComponentResult, Outcome, Result


def result(exercise: str, points: float, mistake: str = "", outcome: Outcome | None = None):
    kind = outcome or (Outcome.RIGHT if points else Outcome.MISTAKE if mistake else Outcome.WRONG)
    return Result(exercise, exercise, (ComponentResult("a", kind, points, 1, "", mistake),))


def test_difficulty_and_discrimination():
    points = {"a": (1, 1, 0, 0), "b": (1, 1, 1, 0), "c": (1, 0, 0, 1)}
    results = {f"s{i}": {id: result(id, own[i]) for id, own in points.items()} for i in range(4)}
    found = {item.exercise: item for item in items(results)}
    assert [found[id].difficulty for id in "abc"] == [0.5, 0.75, 0.5]
    rest = np.array(points["b"]) + np.array(points["c"])
    assert found["a"].discrimination == pytest.approx(np.corrcoef(points["a"], rest)[0, 1])
    assert found["c"].discrimination < 0


def test_where_nothing_varies_there_is_no_correlation():
    assert math.isnan(correlation([1, 1], [0, 1]))
    assert math.isnan(correlation([1], [1]))


@pytest.mark.parametrize(
    ("given", "group"),
    [
        (result("a", 1), Group.RIGHT),
        (result("a", 0, "or-as-rr"), Group.MIX_UP),
        (result("a", 0), Group.NOT_YET),
        (result("a", 0, outcome=Outcome.TIMED_OUT), Group.STOPPED),
        (result("a", 0, outcome=Outcome.NOT_ATTEMPTED), Group.NOT_ATTEMPTED),
        (result("a", 0, outcome=Outcome.CLOSE), Group.PARTLY),
    ],
)
def test_groups(given, group):
    (item,) = items({"s": {"a": given}})
    assert item.groups == {group: 1}


def test_full_marks_belong_to_the_last_bin():
    assert Spread([1.0, 0.95, 0.0, 0.31]).bins() == [1, 0, 0, 1, 0, 0, 0, 0, 0, 2]


def test_advice_depends_on_how_many_hold_it():
    said = [advice(Mistake("m", set(map(str, range(n)))), 20) for n in (1, 5, 10, 19)]
    assert len(set(said)) == 4
