"""What a learner has checked so far: an append-only list of results on their own machine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.exercises.outcome import Outcome, Result
from autograder.notebook.state import state_path


@dataclass(frozen=True)
class Progress:
    """Where a learner stands: the last result per exercise, and mistakes over all checks."""

    latest: dict[str, Result]
    checks: Counter[str]
    mistakes: Counter[str]

    @property
    def done(self) -> list[str]:
        """Exercises whose last check earned everything."""
        return [id for id, result in self.latest.items() if result.outcome.earns]

    @property
    def to_revisit(self) -> list[str]:
        """Exercises that were attempted and not finished."""
        return [
            id
            for id, result in self.latest.items()
            if not result.outcome.earns and result.outcome is not Outcome.NOT_ATTEMPTED
        ]


def progress_path() -> Path:
    """The file that remembers a learner's checks."""
    return state_path("checks.jsonl")


def remember(result: Result) -> None:
    """Add one result to the learner's memory; a full or read-only disk costs only the memory."""
    path = progress_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result.to_json()) + "\n")
    except OSError:
        return


def read_progress() -> Progress:
    """Read the learner's memory; lines that cannot be read are left out."""
    try:
        lines = progress_path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    return summarise(result for line in lines if (result := _result(line)))


def summarise(results: Iterable[Result]) -> Progress:
    """Reduce results in the order they were made to where the learner stands."""
    latest: dict[str, Result] = {}
    checks: Counter[str] = Counter()
    mistakes: Counter[str] = Counter()
    for result in results:
        latest[result.exercise] = result
        checks[result.exercise] += 1
        mistakes.update(result.mistakes)
    return Progress(latest, checks, mistakes)


def _result(line: str) -> Result | None:
    try:
        return Result.from_json(json.loads(line))
    except ValueError:
        return None
