"""What an author is told to look at, and what passes without a word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.audit.advice import (
    changed_arguments,
    coinciding,
    never_empty,
    never_mixed,
    only_exact,
    other_forms,
    too_few,
    typed_signs,
)
from autograder.exercises import Bank, flag, number, text
from autograder.exercises.bank import Part
from autograder.exercises.ways import answered


def difference(a: float, b: float) -> float:
    return a - b


@pytest.fixture
def part() -> Part:
    made = Bank("example").exercise(
        "x05", title="x", lesson="x", hints=[], minutes=5, level=1, skill="x", bloom="apply",
        objective="x",
    )  # fmt: skip
    part = made.function(
        "difference", returns=number(0.05), public=[(6, 3), (2, 1)], hidden=[(9, 4)]
    )

    @part.mistake("swapped-arms")
    def _(right: float, a: float, b: float) -> float:
        return b - a

    @part.mistake("halved")
    def _(right: float, a: float, b: float) -> float:
        return a / 2

    return part


def findings(part: Part) -> list[str]:
    return list(coinciding([answered(part, difference, c, True, "x") for c in part.public]))


def test_two_mistakes_that_coincide_in_the_notebook_are_reported(part: Part) -> None:
    assert findings(part) == []

    @part.mistake("control-only")
    def _(right: float, a: float, b: float) -> float:
        return b if a < 9 else 2 * b

    assert findings(part) == ["the mistakes halved and control-only coincide on all public data."]


def test_who_changes_an_argument_is_named(part: Part) -> None:
    part.public, part.mistakes = [([6, 3],)], []
    assert list(changed_arguments(part, sum)) == []

    @part.alternative("the least")
    def sorts(right: float, numbers: list[float]) -> float:
        numbers.sort()
        return numbers[0]

    assert list(changed_arguments(part, sum)) == ["'the least' changes its argument."]
    assert "the reference changes its argument." in changed_arguments(part, list.pop)


TABLE = pd.DataFrame({"trial": ["a", "a", "b"], "n": [10, 12, 9]})


@pytest.mark.parametrize(
    ("public", "hidden", "form"),
    [
        (12, 12.0, "a float"),
        (12, "12,00", "a number written as text"),
        ([1, 2], (1, 2), "a tuple"),
        ([1.0, 2.0], [1.0, np.nan], "list of a gap"),
        (TABLE, TABLE.astype({"n": str}), "column n: list of a number written as text"),
        (TABLE, TABLE[1:], "a table with rows named otherwise"),
        (TABLE, TABLE.assign(mean=1.5), "column mean: a list"),
        ({"a": 1}, {"b": None}, "dictionary of a gap"),
    ],
)
def test_hidden_cases_of_another_form_are_reported(public: Any, hidden: Any, form: str) -> None:
    assert list(other_forms([(public,)], [(public,)])) == []
    told = list(other_forms([(public,)], [(public,), (hidden,)]))
    assert f"in hidden data only, argument 1 has {form}." in told


def trials(table: pd.DataFrame) -> int:
    return int(table["trial"].nunique())


def test_rows_that_never_stand_apart_are_reported_where_order_is_nothing() -> None:
    mixed = TABLE.iloc[[0, 2, 1]]
    (told,) = never_mixed(trials, [(TABLE,)])
    assert told == "equal values of column trial never stand apart."
    assert list(never_mixed(trials, [(TABLE,), (mixed,)])) == []
    assert list(never_mixed(lambda table: table["trial"].iloc[-1], [(TABLE,)])) == []


def test_a_function_that_speaks_of_nothing_should_meet_it() -> None:
    def people(groups: list[int]) -> int:
        """People in all groups; 0 where the list is empty."""
        return sum(groups)

    assert list(never_empty(people, [([1, 2],)]))
    assert not list(never_empty(people, [([1, 2],), ([],)]))
    assert not list(never_empty(trials, [(TABLE,)]))


def test_three_public_cases_are_asked() -> None:
    assert list(too_few([(1,), (2,)])) and not list(too_few([(1,), (2,), (3,)]))


def test_flags_that_can_be_typed_in_are_reported() -> None:
    flags = {"number": flag(), "harm": flag()}
    assert list(typed_signs(Part("signs", flags, False, [()])))
    assert not list(
        typed_signs(Part("story", flags, False, [()], measure="course.writing:story_signs"))
    )
    assert not list(typed_signs(Part("codes", {"a": text()}, False, [()])))


def test_a_belief_that_rounding_hides_is_reported(part: Part) -> None:
    exercise = Bank("example").exercise(
        "x06", title="x", lesson="x", hints=[], minutes=5, level=1, skill="x", bloom="apply",
        objective="x",
    )  # fmt: skip
    exercise.parts["difference"] = part
    part.mistakes = part.mistakes[1:]
    part.public = [(6.2, 3.1), (2.0, 1.7)]
    assert list(only_exact(exercise, {"difference": difference})) == []

    @part.mistake("hundredth")
    def _(right: float, a: float, b: float) -> float:
        return right / 100 + 0.3

    assert list(only_exact(exercise, {"difference": difference})) == [
        "difference: the mistake hundredth is recognised only at the last digit."
    ]
