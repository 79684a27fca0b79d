"""How a record that a learner typed is read: entry by entry, and kindly where one is amiss."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def one_of(record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = "") -> str:
    """The entry ``name`` of a record, one of the allowed words; ``where`` says whose it is.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    value = record.get(name)
    _refuse_unknown(f"{where}{name}", [value], allowed)
    return str(value)


def some_of(
    record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = ""
) -> list[str]:
    """The list under ``name`` of a record, each entry one of the allowed words.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    values = record.get(name)
    if not isinstance(values, list | tuple | set):
        raise ValueError(f"{where}{name} is a list, such as ['{next(iter(allowed))}'].")
    _refuse_unknown(f"{where}{name}", values, allowed)
    return list(values)


def _refuse_unknown(what: str, values: Collection[Any], allowed: Collection[str]) -> None:
    words = tuple(allowed)  # what cannot be hashed is looked for, too
    for value in values:
        if value not in words:
            raise ValueError(f"{what}: {value!r} is none of {', '.join(allowed)}.")
