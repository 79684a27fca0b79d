"""Every assignment: the reference earns all, the stub none, and wrong turns are called by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from autograder.classroom.cohort import SIZE, make_class
from autograder.exercises import Assignment, ExerciseKey, Outcome, Result, judge

Judged = Callable[..., Result]


def test_the_reference_earns_every_point_and_the_stub_none(
    each: str, assignment: Assignment, keys: dict[str, ExerciseKey]
) -> None:
    for id, exercise in assignment.bank.exercises.items():
        right = [assignment.answers[name] for name in exercise.parts]
        assert judge(keys[id], right).outcome is Outcome.RIGHT, id
        stub = [_nothing if part.is_function else ... for part in exercise.parts.values()]
        assert judge(keys[id], stub).outcome is Outcome.NOT_ATTEMPTED, id


def test_every_mistake_is_named_and_every_alternative_accepted(
    each: str, assignment: Assignment, judged: Judged
) -> None:
    for id, exercise in assignment.bank.exercises.items():
        measured = all(part.measure for part in exercise.parts.values())  # a person reads the rest
        assert measured or len(exercise.misconceptions) >= 3, id
        assert not re.search(r"\*\w[^*]*\w\*", " ".join(exercise.hints)), id  # shown as it is
        for part in exercise.parts.values():
            for name, wrong in part.mistakes:
                result = judged(id, part, wrong)
                assert name in result.mistakes and result.points < result.max_points, (id, name)
            for name, other in part.alternatives:
                result = judged(id, part, other)
                assert result.points == result.max_points, (id, name, result)


def test_the_minutes_that_the_notebook_states_are_those_of_the_bank(
    each: str, assignment: Assignment
) -> None:
    minutes = [exercise.minutes for exercise in assignment.bank.exercises.values()]
    cells = ["".join(cell["source"]) for cell in assignment.notebook["cells"]]
    assert f"about {sum(minutes)} minutes" in cells[0]
    assert [int(m[1]) for c in cells if (m := re.search(r"◆ (\d+) minutes ·", c))] == minutes


def test_a_class_can_be_made_up_for_the_demonstration(each: str, assignment: Assignment) -> None:
    assert len(make_class(assignment, assignment.notebook)) == SIZE


def _nothing(*_args: Any) -> None:
    """An untouched function."""
