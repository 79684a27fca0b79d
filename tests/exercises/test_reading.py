"""The same answer reads the same in whatever Python, numpy or pandas hold it in."""

from __future__ import annotations

from array import array
from collections import UserList, UserString, deque, namedtuple
from enum import Enum, IntEnum
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.exercises import Component, flag, number, numbers, text, texts
from autograder.exercises.bank import ONLY
from autograder.exercises.plain import to_plain
from autograder.exercises.reading import NotReadableError, read_leaves

Limits = namedtuple("Limits", "low high")
Few = IntEnum("Few", {"THREE": 3})
Code = Enum("Code", {"YES": "yes", "NO": "no"})
words = pd.Series(["yes", "no"])


@pytest.mark.parametrize(
    ("component", "value", "leaves"),
    [
        *[
            (number(0.1), three, [3])
            for three in (
                Few.THREE, np.int8(3), np.float16(3), [3.0], (3,), np.array([[3]]), pd.Index([3]),
                pd.array([3], dtype="Int64"), pd.DataFrame({"x": [3]}), {"x": 3}.values(), {3},
                np.array([Fraction(3)]), pd.Series(pd.Categorical([3])),
            )
        ],
        *[
            (numbers(0.1), two, [1, 2])
            for two in (
                array("d", [1, 2]), range(1, 3), deque([1, 2]), UserList([1, 2]), Limits(1, 2),
                {"low": 1, "high": 2}, pd.Interval(1, 2), np.array([[1, 2]]), np.array([[1], [2]]),
                pd.DataFrame([[1, 2]]), pd.CategoricalIndex([1, 2]), [[1, 2]], np.ma.array([1, 2]),
                pd.array([1, 2], dtype="Float64"), [np.array([1]), pd.Series([2])],
            )
        ],
        *[
            (text(), yes, ["yes"])
            for yes in (Code.YES, UserString("yes"), words[:1].array, ["YES "], pd.Index(["yes"]))
        ],
        *[
            (texts(), both, ["yes", "no"])
            for both in (
                words.unique(), words.values, words.astype("category"), words.astype("string"),
                np.char.array(["yes", "no"]), list(Code), dict.fromkeys(words).keys(),
                pd.Categorical(words), words.value_counts().index,
            )
        ],
        *[(flag(), true, [True]) for true in (np.array([True]), pd.array([True]), 1, np.int64(1))],
    ],
)  # fmt: skip
def test_containers_and_types(component: Component, value: Any, leaves: list[Any]) -> None:
    assert read_leaves(to_plain(value), ONLY, component) == leaves


@pytest.mark.parametrize(
    "record",
    [
        Limits(1, 2),
        SimpleNamespace(low=1, high=2, helper=print),
        [{"low": 1, "high": 2}],
        pd.DataFrame({"value": [1, 2]}, index=["low", "high"]),
        pd.DataFrame({"low": [1], "high": [2], "more": ["x"]}),
        pd.Series({"low": 1, "high": 2, "more": len}),
    ],
)
def test_records(record: Any) -> None:
    plain = to_plain(record)
    assert read_leaves(plain, "low", number(0.1)) == [1]
    assert read_leaves(plain, "high", number(0.1)) == [2]


def test_rows_may_bear_a_component() -> None:
    table = pd.DataFrame({"week": [3, 5], "well": [0.9, 0.8]})
    for answer in (table, table.set_index("week"), table.groupby("week").sum()):
        assert read_leaves(to_plain(answer), "week", numbers(0.1)) == [3, 5]
        assert read_leaves(to_plain(answer), "well", numbers(0.1)) == [0.9, 0.8]


@pytest.mark.parametrize(
    ("component", "value", "sentence"),
    [
        (numbers(0.1), {1, 2}, "a set, which has no order"),
        (numbers(0.1), [1, len], "not data|a function"),
        (number(0.1), "3", "a text; expected a single number"),
        (numbers(0.1), pd.DataFrame({"a": [1, 2], "b": [1, 2]}), "2 rows and 2 columns"),
        (number(0.1), pd.DataFrame({"a": [1, 2]}), "2 rows and 1 column;"),
        (flag(), 2, "expected True or False"),
        (flag(), "True", "expected True or False"),
    ],
)
def test_what_cannot_be_read_is_told(component: Component, value: Any, sentence: str) -> None:
    record = to_plain({"x": value})
    with pytest.raises(NotReadableError, match=sentence):
        read_leaves(record, "x", component)
