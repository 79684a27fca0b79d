"""The course's reference books: misconceptions, glossary and bibliography, read from TOML.

Each file holds one table per id, sorted by id, so that two people adding entries rarely touch the
same lines. Readers check what a lesson relies on and name the file, the entry and the remedy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from autograder.exercises.misconceptions import Misconception

HERE = Path(__file__).parent
DOI = re.compile(r"10\.\d{4,9}/\S+")
Entry = TypeVar("Entry")


class CatalogueError(ValueError):
    """A reference book of the course has a faulty entry; the message says which and what to do."""


@dataclass(frozen=True)
class Term:
    """A word of the trade, in plain language; ``lesson`` is where it is first used."""

    id: str
    term: str
    definition: str
    lesson: str


@dataclass(frozen=True)
class Reference:
    """A work that the course cites; ``status`` is empty, "corrected" or "retracted"."""

    id: str
    authors: str
    year: int
    title: str
    journal: str
    doi: str
    registry: str = ""
    status: str = ""
    note: str = ""


def misconceptions() -> dict[str, Misconception]:
    """All misconceptions by id; raises CatalogueError where an entry is faulty."""
    return _book("misconceptions.toml", Misconception, _short_refutation)


def glossary() -> dict[str, Term]:
    """All terms by id, which is their anchor on the glossary page."""
    return _book("glossary.toml", Term, lambda term: "")


def bibliography() -> dict[str, Reference]:
    """All cited works by id; raises CatalogueError where a DOI or a status is malformed."""
    return _book("bibliography.toml", Reference, _sound_reference)


def _short_refutation(entry: Misconception) -> str:
    words = len(entry.refutation.split())
    return f"its refutation has {words} words. Use 60 or fewer." if words > 60 else ""


def _sound_reference(entry: Reference) -> str:
    if not DOI.fullmatch(entry.doi):
        return f"{entry.doi!r} is not a DOI. Write it bare, as in 10.1136/bmj.d40."
    if entry.status not in ("", "corrected", "retracted"):
        return f"status {entry.status!r} is unknown. Use corrected, retracted or leave it out."
    return ""


@cache
def _book(name: str, kind: Callable[..., Entry], fault: Callable[[Entry], str]) -> dict[str, Entry]:
    tables = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    if list(tables) != sorted(tables):
        late = next(b for a, b in zip(tables, list(tables)[1:], strict=False) if b < a)
        raise CatalogueError(f"{name}: [{late}] is out of order. Keep entries sorted by id.")
    return {id: read_entry(name, id, table, kind, fault) for id, table in tables.items()}


def read_entry(
    name: str,
    id: str,
    table: Mapping[str, Any],
    kind: Callable[..., Entry],
    fault: Callable[[Entry], str],
) -> Entry:
    """Make one entry of ``kind`` (a dataclass) from its table; CatalogueError where it cannot be.

    ``fault`` returns what is wrong with a complete entry, or an empty text.
    """
    known = {f.name: f for f in fields(kind) if f.name != "id"}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - set(known)):
        raise CatalogueError(
            f"{name}: [{id}] has an unknown key {unknown[0]!r}. Known keys: {', '.join(known)}."
        )
    needed = [k for k, f in known.items() if f.default is f.default_factory is MISSING]
    if missing := [key for key in needed if table.get(key) in (None, "")]:
        raise CatalogueError(f"{name}: [{id}] has no {missing[0]!r}. Add it.")
    entry = kind(id=id, **table)
    if problem := fault(entry):
        raise CatalogueError(f"{name}: [{id}]: {problem}")
    return entry
