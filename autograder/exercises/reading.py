"""Read the leaves that are judged out of a plain answer, or say kindly what shape was expected."""

from __future__ import annotations

import math
from typing import Any

from autograder.exercises.bank import ONLY, Component
from autograder.exercises.plain import refusal
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
    """The leaves of one component of a plain answer; raises NotReadableError for another shape.

    What holds one thing may stand for it: a list of one number is read as a number.
    """
    value = plain if name == ONLY else _field(plain, name)
    return _READERS[component.kind](value)


def _number(value: Any) -> list[Leaf]:
    value = _single(value)
    number = _as_number(value)
    if number is None:
        raise NotReadableError(_mismatch(value, "number"))
    return [number]


def _numbers(value: Any) -> list[Leaf]:
    leaves: list[Leaf] = []
    for item in _listed(value, "numbers"):
        number = math.nan if item is None else _as_number(_single(item))
        if number is None:
            raise NotReadableError(_stranger(item))
        leaves.append(number)
    return leaves


def _text(value: Any) -> list[Leaf]:
    value = _single(value)
    if _tag(value) == "date":
        value = value["v"]
    if not isinstance(value, str):
        raise NotReadableError(_mismatch(value, "text"))
    return [" ".join(value.split()).casefold()]


def _texts(value: Any) -> list[Leaf]:
    return [leaf for item in _listed(value, "texts") for leaf in _text(item)]


def _flag(value: Any) -> list[Leaf]:
    value = _single(value)
    if not isinstance(value, bool) and _as_number(value) not in (0, 1):
        raise NotReadableError(_mismatch(value, "flag"))
    return [bool(value)]


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


def _entries(value: Any) -> list[Any] | None:
    """What a container holds, in its order; None for what is no container or has no order."""
    tag = _tag(value)
    if isinstance(value, list):
        return value
    if tag == "tuple" or (tag == "set" and len(value["v"]) == 1):
        return list(value["v"])
    if tag == "dict":
        return [entry for _, entry in value["items"]]
    if tag == "series" or (tag == "array" and sum(n != 1 for n in value["shape"]) <= 1):
        return list(value["data"])
    if tag == "table" and len(value["columns"]) == 1:
        return list(value["data"][0])
    if tag == "table" and len(value["index"]) == 1:
        return [column[0] for column in value["data"]]
    return None


def _single(value: Any) -> Any:
    """What a container of one holds; anything else as it is."""
    while (entries := _entries(value)) is not None and len(entries) == 1:
        value = entries[0]
    return value


def _listed(value: Any, kind: str) -> list[Any]:
    entries = _entries(value)
    while entries is not None and len(entries) == 1 and _entries(entries[0]) is not None:
        entries = _entries(entries[0])
    if entries is None:
        raise NotReadableError(_mismatch(value, kind))
    return entries


def _field(value: Any, name: str) -> Any:
    """A named component of a record: of a dict, a labelled Series, a table, or a list of one."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    tag = _tag(value)
    if tag == "dict":
        pairs = value["items"]
    elif tag == "series":
        pairs = list(zip(value["index"], value["data"], strict=True))
    elif tag == "table":
        pairs = list(zip(value["columns"], value["data"], strict=True))
        if len(pairs) == 1:  # a column whose rows bear the names
            pairs += zip(value["index"], value["data"][0], strict=True)
        if len(value["names"]) == 1:  # rows that are named after a component, such as the week
            pairs.append([value["names"][0], value["index"]])
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
    if _tag(value) == "odd":
        return refusal(value["v"])
    if _tag(value) == "set":
        return f"This is a set, which has no order; expected {_EXPECTED[kind]}."
    return f"This is {_describe(value)}; expected {_EXPECTED[kind]}."


def _stranger(value: Any) -> str:
    if _tag(value) == "odd":
        return refusal(value["v"])
    return f"It holds {_describe(value)}, where only numbers are expected."


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
        rows, columns = len(value["index"]), len(value["columns"])
        return f"a table of {_count(rows, 'row')} and {_count(columns, 'column')}"
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


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
