"""How a record that a learner typed is read: entry by entry, and kindly where one is amiss."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def one_of(record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = "") -> str:
    """The entry ``name`` of a record, one of the allowed words; ``where`` says whose it is.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    return _word(f"{where}{name}", record.get(name), allowed)


def some_of(
    record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = ""
) -> list[str]:
    """The list under ``name`` of a record, each entry one of the allowed words.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    values = record.get(name)
    if not isinstance(values, list | tuple | set):
        raise ValueError(f"{where}{name} is a list, such as ['{next(iter(allowed))}'].")
    return [_word(f"{where}{name}", value, allowed) for value in values]


def _word(what: str, value: object, allowed: Collection[str]) -> str:
    """The allowed word that a value is, without regard to case and outer spaces."""
    said = value.strip().casefold() if isinstance(value, str) else None
    for word in allowed:
        if said == word.casefold():
            return word
    raise ValueError(f"{what}: {value!r} is none of {', '.join(allowed)}.")
