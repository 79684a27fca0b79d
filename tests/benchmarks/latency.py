"""How long a learner waits for ``check``: ``python -m tests.benchmarks.latency``.

Prints, for every exercise, the median of right and of wrong answers in milliseconds, after the
first call, with the released keys.
"""

from __future__ import annotations

import contextlib
import io
import os
import statistics
import tempfile
import time
from pathlib import Path

from autograder import check
from autograder.authoring.answers import answering_otherwise
from autograder.authoring.layout import Layout
from autograder.exercises import Assignment, Exercise

CALLS = 7


def wait(exercise: Exercise, answers: list[object]) -> float:
    """Median milliseconds of a check after the first."""
    times = []
    with contextlib.redirect_stdout(io.StringIO()):
        for _ in range(CALLS + 1):
            start = time.perf_counter()
            check(exercise.id, *answers)
            times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def wrong_answers(assignment: Assignment, exercise: Exercise) -> list[object]:
    """Every part answered by the last mistake in its list, which is tried last."""
    namespace = dict(assignment.answers)
    for part in exercise.parts.values():
        if part.mistakes:
            for source in answering_otherwise(assignment, part, part.mistakes[-1][1]).values():
                scope = dict(assignment.answers)
                exec(source, scope)  # made from the reference solution and the bank
                if scope.get(part.name) is not assignment.answers[part.name]:
                    namespace[part.name] = scope.get(part.name, namespace[part.name])
    return [namespace[name] for name in exercise.parts]


def main() -> None:
    """Print a line per exercise and the slowest median."""
    layout = Layout(Path(__file__).parents[2])
    slowest = 0.0
    with tempfile.TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        for name in layout.assignments():
            with contextlib.redirect_stdout(io.StringIO()):
                assignment = Assignment.load(layout.solution(name))
            os.chdir(layout.release(name))
            for exercise in assignment.bank.exercises.values():
                with contextlib.redirect_stdout(io.StringIO()):
                    wrong = wrong_answers(assignment, exercise)
                right = [assignment.answers[part] for part in exercise.parts]
                waits = wait(exercise, right), wait(exercise, wrong)
                slowest = max(slowest, *waits)
                print(f"{exercise.id:<20} right {waits[0]:6.1f} ms   wrong {waits[1]:6.1f} ms")
    print(f"slowest median {slowest:.1f} ms")


if __name__ == "__main__":
    main()
