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
    """Where a learner stands: the best result per exercise, and mistakes over all checks."""

    best: dict[str, Result]
    checks: Counter[str]
    mistakes: Counter[str]
    last: str = ""
    """The exercise that was checked last."""

    @property
    def done(self) -> list[str]:
        """Exercises that once earned everything: what is done stays done."""
        return [id for id, result in self.best.items() if result.outcome.earns]

    @property
    def to_revisit(self) -> list[str]:
        """Exercises that were attempted and not finished."""
        return [id for id, result in self.best.items() if not result.outcome.earns]


def progress_path() -> Path:
    """The file that remembers a learner's checks."""
    return state_path("checks.jsonl")


def remember(result: Result) -> None:
    """Add one result to the learner's memory, if something was answered.

    A full or read-only disk costs only the memory.
    """
    if result.outcome is Outcome.NOT_ATTEMPTED:
        return
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
    """Reduce results in the order they were made to where the learner stands.

    Of two results as good, the later counts. What was not attempted is no result.
    """
    best: dict[str, Result] = {}
    last = ""
    checks: Counter[str] = Counter()
    mistakes: Counter[str] = Counter()
    for result in results:
        if result.outcome is Outcome.NOT_ATTEMPTED:
            continue
        last = result.exercise
        before = best.get(result.exercise)
        if before is None or result.share >= before.share:
            best[result.exercise] = result
        checks[result.exercise] += 1
        mistakes.update(result.mistakes)
    return Progress(best, checks, mistakes, last)


def _result(line: str) -> Result | None:
    try:
        return Result.from_json(json.loads(line))
    except ValueError:
        return None
