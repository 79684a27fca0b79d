"""The assignments of the course, and how a learner's answers to them are judged."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.exercises import Assignment, ExerciseKey, Result, judge
from autograder.exercises.bank import Part, WrongAnswer

SOLUTIONS = Path(__file__).parents[2] / "solutions"
ASSIGNMENTS = sorted(path.parent.name for path in SOLUTIONS.glob("*/bank.py"))


@cache
def _load(name: str) -> Assignment:
    return Assignment.load(SOLUTIONS / name)


@cache
def _keys(name: str) -> dict[str, ExerciseKey]:
    return _load(name).keys(hidden=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``each`` runs once for every assignment of the course."""
    if "each" in metafunc.fixturenames:
        metafunc.parametrize("each", ASSIGNMENTS)


@pytest.fixture
def assignment(request: pytest.FixtureRequest) -> Assignment:
    """The assignment a test runs for, or the one that its file names in ASSIGNMENT."""
    return _load(_name(request))


@pytest.fixture
def keys(request: pytest.FixtureRequest) -> dict[str, ExerciseKey]:
    return _keys(_name(request))


@pytest.fixture
def answers(assignment: Assignment) -> dict[str, Any]:
    """What the reference solution answers, by name."""
    return assignment.answers


@pytest.fixture
def cases(assignment: Assignment) -> Callable[[str, str], list[tuple[Any, ...]]]:
    """All cases of a function: ``cases(exercise, function)``."""

    def of(exercise: str, function: str) -> list[tuple[Any, ...]]:
        part = assignment.bank.exercises[exercise].parts[function]
        return [*part.public, *part.hidden]

    return of


@pytest.fixture
def judged(
    assignment: Assignment, keys: dict[str, ExerciseKey]
) -> Callable[[str, Part, WrongAnswer], Result]:
    """One part of an exercise, answered otherwise than by the reference; the rest is left out."""

    def of(id: str, part: Part, other: WrongAnswer) -> Result:
        alone = replace(keys[id], parts=tuple(p for p in keys[id].parts if p.name == part.name))
        return judge(alone, [_answer(part, other, assignment.answers[part.name])])

    return of


def _name(request: pytest.FixtureRequest) -> str:
    if "each" in request.fixturenames:
        return str(request.getfixturevalue("each"))
    return str(request.module.ASSIGNMENT)


def _answer(part: Part, other: WrongAnswer, right: Any) -> Any:
    if not part.is_function:
        return other(right)
    return lambda *args: other(right(*copy.deepcopy(args)), *args)
