"""Right answers in other clothes: other types, shapes, orders and roundings of the same thing."""

from __future__ import annotations

from array import array
from collections import OrderedDict, UserString, deque, namedtuple
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from random import Random
from types import MappingProxyType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from autograder.exercises.bank import ONLY, Component

SHARE = 0.9
"""Roundings go up to this share of the tolerance."""


def dressed(right: Any, components: Mapping[str, Component], random: Random) -> Any:
    """The same answer, dressed at random; ``right`` is what the reference solution gives."""
    if list(components) == [ONLY]:
        return _dressed_leaf(right, components[ONLY], random)
    record = {
        name: _dressed_leaf(_entry(right[name], component), component, random)
        for name, component in components.items()
    }
    return random.choice(_record_dressings(components))(record, random)


def _entry(entry: Any, component: Component) -> Any:
    """An entry of a record, which may be a table of one row."""
    is_column = isinstance(entry, pd.Series) and component.kind in ("number", "text", "flag")
    return entry.iloc[0] if is_column else entry


def _dressed_leaf(value: Any, component: Component, random: Random) -> Any:
    return _LEAVES[component.kind](value, component, random)


def _number(value: Any, component: Component, random: Random) -> Any:
    number = _rounded(float(value), component, random)
    clothes: list[Callable[[float], Any]] = [
        float,
        np.float64,
        np.array,
        lambda x: [x],
        lambda x: np.array([x]),
        lambda x: np.array([[x]]),
        lambda x: pd.Series([x]),
        lambda x: pd.Series({"any label": x}),
        lambda x: pd.Series([x], dtype="Float64").array,
        lambda x: pd.Index([x]),
        lambda x: int(x) if x.is_integer() else x,
        lambda x: np.int64(x) if x.is_integer() else x,
        lambda x: _enum(x).CHOSEN,
        lambda x: Decimal(repr(x)),
        lambda x: Fraction(repr(x)) if np.isfinite(x) else x,
    ]
    return random.choice(clothes)(number)


def _rounded(number: float, component: Component, random: Random) -> float:
    if not np.isfinite(number) or not component.tolerance:
        return number
    decimals = next(d for d in range(18) if 0.5 * 10.0**-d <= component.tolerance)
    slack = SHARE * component.tolerance * random.uniform(-1, 1)
    return random.choice([number, round(number, decimals + random.randint(0, 3)), number + slack])


def _numbers(value: Any, component: Component, random: Random) -> Any:
    values = [_rounded(float(item), component, random) for item in value]
    clothes: list[Callable[[list[float]], Any]] = [
        list,
        tuple,
        np.array,
        lambda xs: pd.Series(xs, index=range(7, 7 + len(xs)), dtype=float),
        lambda xs: pd.DataFrame({"any name": xs}),
        lambda xs: np.array([xs]),
        lambda xs: np.array(xs)[:, np.newaxis],
        deque,
        lambda xs: array("d", xs),
        lambda xs: pd.array(xs, dtype="float64"),
        lambda xs: pd.Series(xs, dtype="Float64"),
        lambda xs: pd.Index(xs),
        lambda xs: pd.Series(xs, index=pd.interval_range(0, len(xs)), dtype=float),
        lambda xs: dict(enumerate(xs)),
        lambda xs: dict(enumerate(xs)).values(),
        lambda xs: [Decimal(repr(x)) for x in xs],
        lambda xs: [np.array([x]) for x in xs],
    ]
    return random.choice(clothes)(values)


def _text(value: Any, component: Component, random: Random) -> Any:
    clothes: list[Callable[[str], Any]] = [
        str,
        str.upper,
        str.lower,
        np.str_,
        UserString,
        lambda t: f" {t} ",
        lambda t: t.replace(" ", "  "),
        lambda t: _enum(t).CHOSEN,
        lambda t: [t],
        lambda t: pd.Series([t]).unique(),
        lambda t: pd.Series([t], dtype="category"),
    ]
    return random.choice(clothes)(str(value))


def _texts(value: Any, component: Component, random: Random) -> Any:
    clothes: list[Callable[[list[str]], Any]] = [
        list,
        tuple,
        np.array,
        pd.Series,
        deque,
        lambda ts: pd.Series(ts).values,
        lambda ts: pd.Series(ts).to_numpy(),
        lambda ts: pd.Series(ts, dtype="category"),
        lambda ts: pd.Series(ts, dtype="string").array,
        lambda ts: pd.Index(ts),
        lambda ts: pd.Series(ts).unique() if len(set(ts)) == len(ts) else ts,
        lambda ts: dict.fromkeys(ts).keys() if len(set(ts)) == len(ts) else ts,
        lambda ts: dict(enumerate(ts)).values(),
        lambda ts: [_enum(t).CHOSEN for t in ts],
    ]
    return random.choice(clothes)([random.choice([str.upper, str.lower])(t) for t in value])


def _enum(value: Any) -> Any:
    """A class of codes as a learner may define one."""
    return Enum("Code", {"CHOSEN": value}, type=type(value))


def _flag(value: Any, component: Component, random: Random) -> Any:
    clothes: list[Callable[[Any], Any]] = [
        bool,
        np.bool_,
        int,
        lambda b: [bool(b)],
        lambda b: np.array([b]),
        lambda b: pd.Series([b], dtype="boolean"),
    ]
    return random.choice(clothes)(value)


_LEAVES: dict[str, Callable[[Any, Component, Random], Any]] = {
    "number": _number,
    "numbers": _numbers,
    "text": _text,
    "texts": _texts,
    "flag": _flag,
}

RecordDressing = Callable[[dict[str, Any], Random], Any]


def _record_dressings(components: Mapping[str, Component]) -> list[RecordDressing]:
    dressings: list[RecordDressing] = [
        _shuffled, _with_an_extra, _with_an_odd_extra, _as_tuple, _as_mapping, _as_rows,
    ]  # fmt: skip
    if all(component.kind == "number" for component in components.values()):
        dressings += [_as_series, _as_row, _as_column]
    if all(component.kind in ("numbers", "texts") for component in components.values()):
        dressings.append(_as_table)
    return dressings


def _shuffled(record: dict[str, Any], random: Random) -> Any:
    names = list(record)
    random.shuffle(names)
    return {name: record[name] for name in names}


def _with_an_extra(record: dict[str, Any], random: Random) -> Any:
    return {"my note": "an extra entry does no harm", **record}


def _with_an_odd_extra(record: dict[str, Any], random: Random) -> Any:
    return {**record, "my helper": print}


def _as_mapping(record: dict[str, Any], random: Random) -> Any:
    if all(name.isidentifier() for name in record) and random.random() < 1 / 3:
        return SimpleNamespace(**record)
    return random.choice([OrderedDict, MappingProxyType])(record)


def _as_rows(record: dict[str, Any], random: Random) -> Any:
    return [record]


def _as_tuple(record: dict[str, Any], random: Random) -> Any:
    if not all(name.isidentifier() for name in record):
        return record
    return namedtuple("Answer", list(record))(**record)


def _as_series(record: dict[str, Any], random: Random) -> Any:
    return pd.Series({name: _scalar(value) for name, value in record.items()})


def _as_row(record: dict[str, Any], random: Random) -> Any:
    return pd.DataFrame([{name: _scalar(value) for name, value in record.items()}])


def _as_column(record: dict[str, Any], random: Random) -> Any:
    return _as_series(record, random).to_frame("any name")


def _as_table(record: dict[str, Any], random: Random) -> Any:
    columns = {name: _listed(value) for name, value in record.items()}
    if len({len(values) for values in columns.values()}) > 1:
        return record
    return pd.DataFrame(columns)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, pd.DataFrame):
        value = value.iloc[:, 0]
    if isinstance(value, np.ndarray):
        value = value.ravel()
    if isinstance(value, dict):
        value = value.values()
    return [item.ravel()[0] if isinstance(item, np.ndarray) else item for item in value]


def _scalar(value: Any) -> float:
    value = value.value if isinstance(value, Enum) else value
    return float(np.asarray(value).ravel()[0])
