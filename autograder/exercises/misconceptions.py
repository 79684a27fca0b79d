"""The catalogue of misconceptions: what learners believe, why it tempts, why it is wrong."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.exercises.bank import BankError


@dataclass(frozen=True)
class Misconception:
    """One entry; ``lesson`` is a lesson's path and heading, as ``module/lesson#heading``."""

    id: str
    family: str
    belief: str
    tempting: str
    refutation: str
    lesson: str

    def to_json(self) -> dict[str, str]:
        """The entry as a record of texts."""
        return asdict(self)


def read_misconceptions(path: Path) -> dict[str, Misconception]:
    """Read a catalogue in TOML, one table per id; raises BankError where an entry is incomplete."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    catalogue = {}
    for id, entry in entries.items():
        try:
            catalogue[id] = Misconception(id=id, **{k: v.strip() for k, v in entry.items()})
        except TypeError as error:
            raise BankError(f"{path.name}: the entry {id} is incomplete: {error}") from None
    return catalogue
