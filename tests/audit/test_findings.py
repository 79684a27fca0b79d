"""The gates fail when they should, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.audit.findings import ExerciseAudit, gates, to_json

GOOD = ExerciseAudit(
    assignment="m00",
    exercise="m00-x",
    faults=(),
    alternatives=1,
    mistakes=3,
    recognised=3,
    mutants=40,
    equivalent=2,
    survivors=("line 1",),
    dressings=200,
    accused=(),
)


def test_a_good_exercise_passes() -> None:
    assert gates([GOOD]) == []


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, faults=("the mistake x is taken for y.",), recognised=2),
        replace(GOOD, accused=("share: wrong",)),
        replace(GOOD, survivors=("a", "b", "c")),
    ],
)
def test_each_gate_can_fail(bad: ExerciseAudit) -> None:
    assert gates([bad])


def test_the_score_is_per_assignment() -> None:
    weak = replace(GOOD, assignment="m01", survivors=("s",) * 5)
    (failure,) = gates([GOOD, weak])
    assert failure.startswith("m01: mutation score 87.5 %")


def test_the_record_adds_up() -> None:
    record = to_json([GOOD, replace(GOOD, exercise="m00-y")])
    assert record["totals"]["mutants"] == 80
    assert record["totals"]["mutation_score"] == 0.975
