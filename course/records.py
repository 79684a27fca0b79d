"""How a record that a learner typed is read: entry by entry, and kindly where one is amiss."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any


def one_of(record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = "") -> str:
    """The entry ``name`` of a record, one of the allowed words; ``where`` says whose it is.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    return _known(f"{where}{name}", record.get(name), allowed)


def some_of(
    record: Mapping[Any, Any], name: str, allowed: Collection[str], where: str = ""
) -> list[str]:
    """The list under ``name`` of a record, each entry one of the allowed words.

    Raises ValueError, with a sentence for the learner, for anything else.
    """
    values = record.get(name)
    if not isinstance(values, list | tuple | set):
        raise ValueError(f"{where}{name} is a list, such as ['{next(iter(allowed))}'].")
    return [_known(f"{where}{name}", value, allowed) for value in values]


def _known(what: str, value: Any, allowed: Collection[str]) -> str:
    """The allowed word that was meant; capitals, outer spaces and hyphens make no difference."""
    for word in allowed:
        if isinstance(value, str) and _plain(value) == _plain(word):
            return word
    raise ValueError(f"{what}: {value!r} is none of {', '.join(allowed)}.")


def _plain(word: str) -> str:
    return word.strip().casefold().replace("-", " ")
