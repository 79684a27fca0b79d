"""Read the leaves that are judged out of a plain answer, or say kindly what shape was expected."""

from __future__ import annotations

import math
from typing import Any

from autograder.exercises.bank import ONLY, Component
from autograder.exercises.seal import Leaf


class NotReadableError(ValueError):
    """The answer has another type or shape; the message says what it is and what is expected."""


_EXPECTED = {
    "number": "a single number",
    "numbers": "a list of numbers (or an array, or a column of a table)",
    "text": "a text in quotes",
    "texts": "a list of texts (or a column of a table)",
    "flag": "True or False",
}


def read_leaves(plain: Any, name: str, component: Component) -> list[Leaf]:
    """The leaves of one component of a plain answer; raises NotReadableError for another shape."""
    value = plain if name == ONLY else _field(plain, name, component.kind)
    if _tag(value) == "odd":
        raise NotReadableError(value["v"])
    read = _READERS[component.kind]
    return read(value)


def _number(value: Any) -> list[Leaf]:
    tag = _tag(value)
    if tag in ("array", "series") and len(value["data"]) == 1:
        return _number(value["data"][0])
    if tag == "table" and len(value["data"]) == 1 and len(value["data"][0]) == 1:
        return _number(value["data"][0][0])
    number = _as_number(value)
    if number is None:
        raise NotReadableError(_mismatch(value, "number"))
    return [number]


def _numbers(value: Any) -> list[Leaf]:
    leaves: list[Leaf] = []
    for item in _items(value, "numbers"):
        number = math.nan if item is None else _as_number(item)
        if number is None:
            raise NotReadableError(f"It holds {_describe(item)}, where only numbers are expected.")
        leaves.append(number)
    return leaves


def _text(value: Any) -> list[Leaf]:
    if _tag(value) in ("array", "series") and len(value["data"]) == 1:
        return _text(value["data"][0])
    if _tag(value) == "date":
        value = value["v"]
    if not isinstance(value, str):
        raise NotReadableError(_mismatch(value, "text"))
    return [value.strip().casefold()]


def _texts(value: Any) -> list[Leaf]:
    return [leaf for item in _items(value, "texts") for leaf in _text(item)]


def _flag(value: Any) -> list[Leaf]:
    if _tag(value) in ("array", "series") and len(value["data"]) == 1:
        return _flag(value["data"][0])
    if not isinstance(value, bool):
        raise NotReadableError(_mismatch(value, "flag"))
    return [value]


_READERS = {
    "number": _number,
    "numbers": _numbers,
    "text": _text,
    "texts": _texts,
    "flag": _flag,
}


def _tag(value: Any) -> str:
    return str(value.get("$", "")) if isinstance(value, dict) else ""


def _as_number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    return (
        {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[value["v"]]
        if (_tag(value) == "float")
        else None
    )


def _items(value: Any, kind: str) -> list[Any]:
    tag = _tag(value)
    if isinstance(value, list):
        return value
    if tag in ("tuple", "set"):
        return list(value["v"])
    if tag == "series" or (tag == "array" and len(value["shape"]) == 1):
        return list(value["data"])
    if tag == "table" and len(value["data"]) == 1:
        return list(value["data"][0])
    raise NotReadableError(_mismatch(value, kind))


def _field(value: Any, name: str, kind: str) -> Any:
    """A named component of a record: of a dict, a labelled Series or a table."""
    tag = _tag(value)
    if tag == "dict":
        pairs = value["items"]
    elif tag == "series":
        pairs = list(zip(value["index"], value["data"], strict=True))
    elif tag == "table":
        pairs = list(zip(value["columns"], value["data"], strict=True))
        if kind in ("number", "text", "flag"):
            pairs = [[column, data[0] if len(data) == 1 else data] for column, data in pairs]
    else:
        raise NotReadableError(
            f"This is {_describe(value)}; expected a dictionary (or a table) with {name!r} in it."
        )
    names = [key for key, _ in pairs]
    if name not in names:
        # what it holds instead is not told: a function could say there what it saw when graded
        raise NotReadableError(f"There is no {name!r} in this {_describe(value).split(' ', 1)[1]}.")
    return pairs[names.index(name)][1]


def _mismatch(value: Any, kind: str) -> str:
    return f"This is {_describe(value)}; expected {_EXPECTED[kind]}."


def _describe(value: Any) -> str:
    tag = _tag(value)
    if value is None:
        return "None"
    if isinstance(value, bool):
        return f"the value {value}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, int | float) or tag == "float":
        return "a number"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if tag == "table":
        return f"a table of {len(value['index'])} rows and {len(value['columns'])} columns"
    if tag == "series":
        return f"a Series of {len(value['data'])}"
    if tag == "array":
        return f"an array of shape {tuple(value['shape'])}"
    return {
        "tuple": "a tuple",
        "set": "a set",
        "dict": "a dictionary",
        "figure": "a figure",
        "date": "a date",
        "ellipsis": "the placeholder ...",
    }.get(tag, "something else")
