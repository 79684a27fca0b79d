"""What grading takes and gives: limits, and one graded submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from autograder.errors import UserError
from autograder.exercises.outcome import Result


class EngineError(UserError):
    """Grading cannot start or go on; the message says what is missing and what to do."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Times in seconds, sizes in megabytes unless said otherwise.

    ``memory_mb`` is what the student's code may add to the warm process it starts in. ``cpu_s``
    counts computing and does not depend on what else the machine does; the other times are by the
    clock and generous, so that a busy machine costs nobody a mark.
    """

    cell_s: float = 60.0
    call_s: float = 20.0
    total_s: float = 240.0
    cpu_s: int = 90
    memory_mb: int = 1024
    scratch_mb: int = 64
    threads: int = 32
    restarts: int = 6
    notebook_mb: int = 100
    cells: int = 1000
    source_chars: int = 200_000
    output_chars: int = 100_000
    rich_output_mb: int = 4
    outputs_per_cell: int = 50
    outputs_mb: int = 20


class Verdict(StrEnum):
    """What became of a submission as a whole; each exercise has its own outcome besides."""

    GRADED = "graded"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True)
class Usage:
    """What a submission used: CPU and wall seconds, highest memory of its processes in MB."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0


@dataclass(frozen=True)
class Graded:
    """One graded submission.

    ``results`` by exercise id; ``notebook`` is the instructor's notebook (nbformat 4 JSON) with
    the student's answers, outputs and scores in it; ``problems`` say in plain words what was wrong
    with the file. REFUSED: the file is not a notebook, all exercises are not gradable. FAILED: the
    grader itself stopped; nothing is said about the student.
    """

    results: Mapping[str, Result]
    notebook: dict[str, Any]
    problems: list[str] = field(default_factory=list)
    usage: Usage = Usage()
    verdict: Verdict = Verdict.GRADED

    def to_json(self) -> dict[str, Any]:
        """A JSON-able record that ``from_json`` reads back."""
        return {
            "results": {id: result.to_json() for id, result in self.results.items()},
            "notebook": self.notebook,
            "problems": self.problems,
            "usage": asdict(self.usage),
            "verdict": str(self.verdict),
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Graded:
        """Read back a record; raises KeyError, TypeError or ValueError when it is not one."""
        return cls(
            results={id: Result.from_json(r) for id, r in record["results"].items()},
            notebook=record["notebook"],
            problems=list(record["problems"]),
            usage=Usage(**record["usage"]),
            verdict=Verdict(record["verdict"]),
        )
