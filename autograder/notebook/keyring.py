"""The released keys beside a notebook: found, read once, and asked for by exercise."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from autograder.errors import UserError
from autograder.exercises.key import ExerciseKey
from autograder.exercises.misconceptions import Misconception

KEYS_FILE = "keys.json"


class NoKeyError(UserError):
    """There is no key for this exercise here; the message says what to do."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one assignment, and the texts of the misconceptions they can name."""

    assignment: str
    exercises: dict[str, ExerciseKey]
    misconceptions: dict[str, Misconception]

    def key(self, exercise: str) -> ExerciseKey:
        """The key of an exercise; raises NoKeyError with a near name where there is one."""
        if exercise in self.exercises:
            return self.exercises[exercise]
        near = difflib.get_close_matches(exercise, self.exercises, n=1, cutoff=0.4)
        advice = f"Did you mean {near[0]!r}?" if near else f"It has {', '.join(self.exercises)}."
        raise NoKeyError(f"{self.assignment} has no exercise {exercise!r}. {advice}")


def find_keyring(folder: Path | None = None) -> Keyring:
    """Read the keys beside the notebook, which is where its kernel works."""
    path = (folder or Path.cwd()) / KEYS_FILE
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        raise NoKeyError(
            f"There is no {KEYS_FILE} beside this notebook. Keep the two files of an assignment "
            "together, in one folder, and open the notebook from there."
        ) from None
    return read_keyring(path, stamp)


@lru_cache(maxsize=8)
def read_keyring(path: Path, _stamp: int = 0) -> Keyring:
    """Read a key file; a new ``_stamp`` (its time of change) reads it afresh."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Keyring(
            assignment=record["assignment"],
            exercises={id: ExerciseKey.from_json(k) for id, k in record["exercises"].items()},
            misconceptions={id: Misconception(**m) for id, m in record["misconceptions"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NoKeyError(
            f"{path.name} cannot be read. Copy it again from the assignment; your answers are in "
            "the notebook and stay as they are."
        ) from None
