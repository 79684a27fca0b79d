"""Plain data: the only form in which an answer leaves the process that made it.

``to_plain`` turns numbers, text, containers, numpy arrays, pandas objects and Plotly figures into
a tree of JSON values; ``from_plain`` rebuilds ordinary objects of exact built-in types from such a
tree. Nothing else passes: no code, no pickles, no objects that could lie about themselves.

A tagged value is a dict with the key ``"$"``; plain dicts are tagged too, so a learner's dict can
never be mistaken for a tag.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import UserString
from collections.abc import (
    Callable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    Sequence,
    ValuesView,
)
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, NoReturn

import numpy as np
import pandas as pd

MAX_BYTES = 8_000_000
MAX_DEPTH = 32
MAX_ITEMS = 500_000
MAX_INT = 2**63

REFUSALS = {
    "other": "This is not data. Give numbers, text, lists, dictionaries, arrays or tables.",
    "function": "This is a function. Call it, and give what it returns.",
    "once": "This can be read only once, like a map or a generator. Put list(...) around it.",
    "duration": "This is a length of time. Give it as a number of days, or of hours.",
    "bytes": "These are bytes. Give a text.",
    "complex": "This is a complex number. Give its real part.",
    "digits": "This whole number has more than 18 digits.",
    "deep": f"This is nested more than {MAX_DEPTH} levels deep.",
    "large": f"This is too large: at most {MAX_BYTES:,} bytes can be sent.",
}
"""Why a value is no plain data, by a word that may travel where free text may not."""


class NotPlainError(ValueError):
    """The value cannot be sent as plain data; the message says what it was and what to give."""

    def __init__(self, message: str, reason: str = "other"):
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Odd:
    """Stands in a record for an entry that is no data; ``reason`` is a key of REFUSALS."""

    reason: str


def refusal(reason: object) -> str:
    """The sentence of a reason, which may have come from a process that is not trusted."""
    return REFUSALS.get(str(reason), REFUSALS["other"])


def _refuse(reason: str) -> NoReturn:
    raise NotPlainError(REFUSALS[reason], reason)


def to_plain(value: object, depth: int = 0) -> Any:
    """Turn a value into a tree of JSON values.

    Raises NotPlainError for anything that is not data (functions, generators, open files), is
    nested deeper than MAX_DEPTH, or refers to itself.
    """
    if depth > MAX_DEPTH:
        _refuse("deep")
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    for kind, convert in _CONVERTERS:
        if isinstance(value, kind):
            try:
                return convert(value, depth)
            except (ArithmeticError, TypeError) as error:  # a number too large, an odd class
                raise NotPlainError(REFUSALS["other"]) from error
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return _plain_dict(named, depth)
    if hasattr(value, "to_plotly_json"):
        figure: Any = value
        return {"$": "figure", "json": json.loads(figure.to_json())}
    _refuse("function" if callable(value) else "other")


def _plain_int(value: Any, _: int) -> Any:
    number = int(value)
    if abs(number) >= MAX_INT:
        _refuse("digits")
    return number


def _plain_float(value: Any, _: int) -> Any:
    number = float(value)
    return number if math.isfinite(number) else {"$": "float", "v": str(number)}


def _plain_list(value: Any, depth: int) -> Any:
    return [to_plain(item, depth + 1) for item in value]


def _plain_tuple(value: Any, depth: int) -> Any:
    names = getattr(value, "_fields", None)
    if names:
        return _plain_dict(dict(zip(names, value, strict=True)), depth)
    return {"$": "tuple", "v": _plain_list(value, depth)}


def _plain_set(value: Any, depth: int) -> Any:
    return {"$": "set", "v": _plain_list(sorted(value, key=repr), depth)}


def _plain_dict(value: Any, depth: int) -> Any:
    items = [[_plain_label(k, depth + 1), _plain_entry(v, depth + 1)] for k, v in value.items()]
    return {"$": "dict", "items": items}


def _plain_entry(value: Any, depth: int) -> Any:
    """An entry of a record; one that is no data costs itself, not the record."""
    try:
        return to_plain(value, depth)
    except NotPlainError as error:
        if depth > MAX_DEPTH:
            raise
        return _plain_odd(Odd(error.reason), depth)


def _plain_odd(value: Odd, _: int) -> Any:
    return {"$": "odd", "v": value.reason}


def _plain_array(value: Any, depth: int) -> Any:
    if value.ndim == 0:
        return to_plain(value.item(), depth)
    if value.dtype.kind in "mM":  # numpy would give nanoseconds as whole numbers
        return _plain_list(pd.Series(value.ravel()).tolist(), depth)
    flat = (value if np.ma.isMaskedArray(value) else np.asarray(value)).ravel().tolist()
    data = [to_plain(item, depth + 1) for item in flat]
    dtype = "object" if None in flat else _dtype_name(value)
    return {"$": "array", "shape": list(value.shape), "dtype": dtype, "data": data}


def _dtype_name(array: np.ndarray[Any, Any]) -> str:
    return {"b": "bool", "i": "int64", "u": "int64", "f": "float64"}.get(array.dtype.kind, "object")


def _plain_values(values: Any, depth: int) -> list[Any]:
    return [_plain_entry(item, depth + 1) for item in values.tolist()]


def _plain_labels(index: Any, depth: int) -> list[Any]:
    return [_plain_label(label, depth + 1) for label in index.tolist()]


def _plain_label(label: Any, depth: int) -> Any:
    """The name of a row, a column or an entry; an interval or a length of time gives its text."""
    if isinstance(label, pd.Interval | dt.timedelta | frozenset):
        return str(label)
    try:
        return to_plain(label, depth)
    except NotPlainError:
        return "?"


def _plain_series(value: Any, depth: int) -> Any:
    return {
        "$": "series",
        "name": _plain_label(value.name, depth + 1),
        "index": _plain_labels(value.index, depth),
        "dtype": _dtype_name(value.to_numpy()),
        "data": _plain_values(value, depth),
    }


def _plain_table(value: Any, depth: int) -> Any:
    columns = [value.iloc[:, i] for i in range(value.shape[1])]
    return {
        "$": "table",
        "columns": _plain_labels(value.columns, depth),
        "index": _plain_labels(value.index, depth),
        "names": [_plain_label(name, depth + 1) for name in value.index.names],
        "dtypes": [_dtype_name(column.to_numpy()) for column in columns],
        "data": [_plain_values(column, depth) for column in columns],
    }


_CONVERTERS: list[tuple[Any, Callable[[Any, int], Any]]] = [
    (Odd, _plain_odd),
    (Enum, lambda value, depth: to_plain(value.value, depth + 1)),
    ((np.timedelta64, dt.timedelta), lambda *_: _refuse("duration")),
    ((bytes, bytearray), lambda *_: _refuse("bytes")),
    ((complex, np.complexfloating), lambda *_: _refuse("complex")),
    ((bool, np.bool_), lambda value, _: bool(value)),
    ((int, np.integer), _plain_int),
    ((float, np.floating, Decimal, Fraction), _plain_float),
    ((str, UserString), lambda value, _: str(value)),
    (type(...), lambda value, _: {"$": "ellipsis"}),
    (tuple, _plain_tuple),
    ((set, frozenset), _plain_set),
    (Mapping, _plain_dict),
    (SimpleNamespace, lambda value, depth: _plain_dict(vars(value), depth)),
    (np.ndarray, _plain_array),
    (np.void, lambda value, depth: _plain_list(value.tolist(), depth)),
    (pd.Series, _plain_series),
    (pd.DataFrame, _plain_table),
    ((pd.Index, pd.api.extensions.ExtensionArray), lambda value, d: _plain_list(value.tolist(), d)),
    (pd.Interval, lambda value, depth: _plain_list([value.left, value.right], depth)),
    (np.datetime64, lambda value, depth: to_plain(pd.Timestamp(value), depth)),
    ((dt.date, dt.time), lambda value, _: {"$": "date", "v": value.isoformat()}),
    (pd.Period, lambda value, _: {"$": "date", "v": str(value)}),
    ((Sequence, KeysView, ValuesView, ItemsView), _plain_list),
    (Iterator, lambda *_: _refuse("once")),
]


def from_plain(tree: Any) -> Any:
    """Rebuild ordinary objects (exact built-in, numpy and pandas types) from a plain tree.

    A figure comes back as its JSON dictionary and a date as its ISO text. Raises NotPlainError
    for a tree that ``to_plain`` could not have made.
    """
    if isinstance(tree, list):
        return [from_plain(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    rebuild = _REBUILDERS.get(str(tree.get("$", "")))
    if rebuild is None:
        raise NotPlainError("A message held an unknown kind of value.")
    try:
        return rebuild(tree)
    except NotPlainError:
        raise
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotPlainError(f"A message held a broken {tree['$']}: {error}") from None


def _rebuild_float(tree: Any) -> float:
    return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[tree["v"]]


def _rebuild_array(tree: Any) -> Any:
    data = from_plain(tree["data"])
    dtype = _dtype(tree["dtype"])
    if dtype.kind != "O":
        return np.array(data, dtype=dtype).reshape(tree["shape"])
    array = np.empty(len(data), dtype=object)
    for i, item in enumerate(data):
        array[i] = item
    return array.reshape(tree["shape"])


def _rebuild_series(tree: Any) -> Any:
    data = _column(tree["data"], tree["dtype"])
    return pd.Series(data, index=from_plain(tree["index"]), name=from_plain(tree["name"]))


def _rebuild_table(tree: Any) -> Any:
    columns = from_plain(tree["columns"])
    index = _index(from_plain(tree["index"]), from_plain(tree.get("names", [None])))
    series = [
        pd.Series(_column(data, dtype), index=index)
        for data, dtype in zip(tree["data"], tree["dtypes"], strict=True)
    ]
    table = pd.concat(series, axis=1) if series else pd.DataFrame(index=index)
    table.columns = columns
    return table


def _index(labels: list[Any], names: list[Any]) -> Any:
    if len(names) == 1:
        return pd.Index(labels, name=names[0])
    return pd.MultiIndex.from_tuples(labels, names=names)


def _dtype(name: str) -> Any:
    if name not in ("bool", "int64", "float64", "object"):
        raise NotPlainError(f"A message held the unknown type {name!r}.")
    return np.dtype(name)


def _column(data: Any, name: str) -> Any:
    """Text columns come back as pandas makes them from a file, not as bare objects."""
    values, dtype = from_plain(data), _dtype(name)
    if dtype.kind == "O" and values:
        return pd.Series(values).array
    return np.array(values, dtype=dtype)


_REBUILDERS: dict[str, Callable[[Any], Any]] = {
    "float": _rebuild_float,
    "ellipsis": lambda tree: ...,
    "tuple": lambda tree: tuple(from_plain(tree["v"])),
    "set": lambda tree: set(from_plain(tree["v"])),
    "dict": lambda tree: {from_plain(k): from_plain(v) for k, v in tree["items"]},
    "array": _rebuild_array,
    "series": _rebuild_series,
    "table": _rebuild_table,
    "figure": lambda tree: tree["json"],
    "date": lambda tree: tree["v"],
    "odd": lambda tree: Odd(str(tree["v"])),
}


def encode(tree: Any) -> bytes:
    """A plain tree as bytes; raises NotPlainError above MAX_BYTES."""
    data = json.dumps(tree, allow_nan=False, ensure_ascii=True, separators=(",", ":")).encode()
    if len(data) > MAX_BYTES:
        _refuse("large")
    return data


def decode(data: bytes) -> Any:
    """Bytes as a plain tree, within limits of size, depth and count; else NotPlainError."""
    if len(data) > MAX_BYTES:
        raise NotPlainError(f"A message of {len(data):,} bytes is above {MAX_BYTES:,}.")
    try:
        tree = json.loads(data, parse_constant=_refuse_constant, parse_int=_parse_int)
    except (ValueError, RecursionError) as error:
        raise NotPlainError(f"A message is not plain data: {type(error).__name__}.") from None
    _check_limits(tree)
    return tree


def _refuse_constant(name: str) -> Any:
    raise NotPlainError(f"A message held the bare constant {name}.")


def _parse_int(digits: str) -> int:
    if len(digits) > 20:
        raise NotPlainError("A message held a whole number of more than 19 digits.")
    return int(digits)


def _check_limits(tree: Any) -> None:
    """Walk without recursion, so that depth itself can be limited."""
    stack = [(tree, 0)]
    count = 0
    while stack:
        node, depth = stack.pop()
        count += 1
        if depth > 3 * MAX_DEPTH or count > MAX_ITEMS:
            raise NotPlainError("A message is too deep or has too many values.")
        if isinstance(node, float) and not math.isfinite(node):
            raise NotPlainError("A message held a number too large to be one.")
        if isinstance(node, list):
            stack.extend((item, depth + 1) for item in node)
        elif isinstance(node, dict):
            stack.extend((item, depth + 1) for item in node.values())
