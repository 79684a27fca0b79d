"""The made-up class: the same every time, and every named mistake is somewhere in it."""

from __future__ import annotations

import json
import random

from autograder.classroom.analysis import Group, items, mistakes
from autograder.classroom.cohort import SIZE, make_class


def test_the_class_is_the_same_every_time(assignment, released, notebooks):
    random.seed(1)
    assert make_class(assignment, released) == notebooks
    assert list(notebooks) == [f"student-{n:02}" for n in range(1, SIZE + 1)]


def test_every_kind_of_student_is_there(notebooks, workers, assignment):
    results = {s: workers.grade(json.dumps(n).encode()).results for s, n in notebooks.items()}
    made = {(id, m) for own in results.values() for id, r in own.items() for m in r.mistakes}
    for exercise in assignment.bank.exercises.values():
        assert made >= {(exercise.id, mistake) for mistake in exercise.misconceptions}
    outcomes = {
        str(c.outcome) for own in results.values() for r in own.values() for c in r.components
    }
    assert outcomes >= {"right", "alternative", "mistake", "wrong-unit", "crashed", "not-attempted"}
    messages = {c.message for own in results.values() for r in own.values() for c in r.components}
    assert any("typed in" in message for message in messages)
    totals = sorted(sum(r.points for r in own.values()) for own in results.values())
    assert totals[0] == 0
    assert totals[-1] == 7
    assert 0.5 < sum(totals) / (7 * SIZE) < 0.9
    assert len(mistakes(results)) == 4
    assert all(item.groups[Group.RIGHT] for item in items(results))


def test_nothing_in_a_students_notebook_tells_the_solution_from_the_rest(notebooks):
    for notebook in notebooks.values():
        text = json.dumps(notebook)
        assert "BEGIN SOLUTION" not in text
        assert "END SOLUTION" not in text
