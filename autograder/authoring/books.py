"""What lessons refer to: glossary, bibliography, registered trials and a module's questions.

Read here from the files, without importing the course, so that any course with the same files
can be linted.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.errors import UserError


@dataclass(frozen=True)
class Books:
    """Ids that a lesson may use. ``works`` maps a DOI (lower case) to its status, often empty."""

    terms: frozenset[str] = frozenset()
    works: dict[str, str] = field(default_factory=dict)
    registry: frozenset[str] = frozenset()
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, course: Path) -> Books:
        """The books of a ``course/`` folder; UserError where one is missing or not TOML."""
        works = _tables(course / "bibliography.toml").values()
        questions: dict[str, dict[str, Any]] = {}
        for path in sorted(course.glob("m*/questions.toml")):
            questions |= _tables(path)
        return cls(
            terms=frozenset(_tables(course / "glossary.toml")),
            works={str(work.get("doi", "")).lower(): work.get("status", "") for work in works},
            registry=frozenset(id for work in works for id in work.get("registry", "").split())
            | _registered_trials(course / "data" / "trials.csv"),
            questions=questions,
        )


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path.parent.name}/{path.name} is missing; make it.") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.parent.name}/{path.name} is not TOML: {error}.") from None


def _registered_trials(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = ("registry_id", "other_registry_id")
    return frozenset(id for row in rows for column in columns for id in row[column].split())
