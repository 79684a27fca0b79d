"""Plain data survive the journey, and nothing else gets through."""

from __future__ import annotations

import datetime as dt
import math
from collections import deque
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exercises.plain import (
    MAX_BYTES,
    REFUSALS,
    NotPlainError,
    Odd,
    decode,
    encode,
    from_plain,
    refusal,
    to_plain,
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
)
keys = st.text(max_size=5) | st.integers(-9, 9)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(keys, inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=12,
)


def journey(value: Any) -> Any:
    return from_plain(decode(encode(to_plain(value))))


@given(values)
def test_containers_come_back_as_they_went(value: Any) -> None:
    assert journey(value) == value


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_clean_error(data: bytes) -> None:
    try:
        from_plain(decode(data))
    except NotPlainError as error:
        assert str(error)


def test_arrays_and_tables_come_back_with_their_types() -> None:
    table = pd.DataFrame({"n": [1, 2], "mean": [0.5, math.nan], "arm": ["a", "b"]}, index=[3, 4])
    pd.testing.assert_frame_equal(journey(table), table)
    series = pd.Series([1.5, 2.5], index=["a", "b"], name="x")
    pd.testing.assert_series_equal(journey(series), series)
    array = np.arange(6).reshape(2, 3)
    np.testing.assert_array_equal(journey(array), array)
    assert journey(np.array(3.5)) == 3.5
    assert math.isnan(journey(float("nan")))


def test_named_rows_keep_their_name() -> None:
    table = pd.DataFrame({"week": [3, 5], "arm": ["a", "b"], "n": [9, 8]})
    pd.testing.assert_frame_equal(journey(table.set_index("week")), table.set_index("week"))
    assert journey(table.set_index(["week", "arm"])).index.names == ["week", "arm"]


def test_an_empty_table_comes_back_empty() -> None:
    assert journey(pd.DataFrame({"a": []})).shape == (0, 1)
    assert journey(pd.DataFrame()).shape == (0, 0)


def test_a_figure_travels_as_its_json() -> None:
    figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))
    assert journey(figure)["data"][0]["type"] == "scatter"


@pytest.mark.parametrize("value", [len, object(), (i for i in "ab"), 10**30, b"bytes", 1j])
def test_what_is_not_data_is_refused_with_a_reason(value: Any) -> None:
    with pytest.raises(NotPlainError, match=r"\w+"):
        to_plain(value)


def test_what_refers_to_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(NotPlainError, match="levels deep"):
        to_plain(loop)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"1" * 5000,
        b"NaN",
        b"[1e999]",
        b'{"$":"nothing"}',
        b'{"$":"array","shape":[9],"dtype":"float64","data":[1]}',
        b'{"$":"array","shape":[1],"dtype":"O8","data":[1]}',
        b'{"$":"dict","items":[[[1],2]]}',
        b'{"$":["dict"]}',
        b" " * (MAX_BYTES + 1),
    ],
)
def test_broken_messages_are_refused(data: bytes) -> None:
    with pytest.raises(NotPlainError):
        from_plain(decode(data))


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (Decimal("0.175"), 0.175),
        (Fraction(1, 8), 0.125),
        ({"a": 1, "b": 2}.keys(), ["a", "b"]),
        ({"a": 1, "b": 2}.values(), [1, 2]),
        (deque([1, 2]), [1, 2]),
        (range(3), [0, 1, 2]),
        (pd.Series(["x", "y"]).values, ["x", "y"]),
        (pd.array([1.5, None], dtype="Float64"), [1.5, None]),
        (pd.Series(["x", "y", "x"]).unique(), ["x", "y"]),
        (Enum("Code", {"REPORTED": "reported"}, type=str).REPORTED, "reported"),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (np.datetime64("2024-08-09"), "2024-08-09T00:00:00"),
    ],
)
def test_what_people_return_is_data(value: Any, arrives: Any) -> None:
    came = journey(value)
    assert (came.tolist() if isinstance(came, np.ndarray) else came) == arrives


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (print, "function"),
        (map(float, "12"), "once"),
        (np.timedelta64(3, "D"), "duration"),
        (np.array([3], dtype="m8[D]"), "duration"),
        (b"bytes", "bytes"),
        (1j, "complex"),
        (Fraction(10**400), "other"),
    ],
)
def test_what_is_no_data_is_told_in_a_sentence_that_carries_nothing_out(
    value: Any, reason: str
) -> None:
    with pytest.raises(NotPlainError) as refused:
        to_plain(value)
    assert (refused.value.reason, str(refused.value)) == (reason, REFUSALS[reason])
    assert refusal("it was (45, 52)") == REFUSALS["other"]


def test_one_odd_entry_costs_itself_and_not_the_record() -> None:
    odd = {"g": 0.5, "helper": print, "gap": dt.timedelta(days=2)}
    arrives = {"g": 0.5, "helper": Odd("function"), "gap": Odd("duration")}
    assert journey(odd) == arrives
    assert journey(pd.Series(odd)).to_dict() == arrives
    assert journey(pd.DataFrame([odd])).iloc[0].to_dict() == arrives


def test_names_of_rows_and_columns_never_cost_an_answer() -> None:
    cut = pd.cut(pd.Series([1, 2, 9]), [0, 5, 10]).value_counts()
    assert journey(cut).to_dict() == {"(0, 5]": 2, "(5, 10]": 1}
    assert journey({pd.Interval(0, 5): 2}) == {"(0, 5]": 2}
    days = pd.Series([0.5], index=pd.to_timedelta([1], unit="D"))
    assert journey(days).tolist() == [0.5]
    assert journey(pd.Series([[1, 2], [3, 4]])).tolist() == [[1, 2], [3, 4]]
