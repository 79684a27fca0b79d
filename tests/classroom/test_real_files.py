"""Every real file gets the mark it deserves by every door, or is put before a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.engine import Engine
from tests.classroom.doors import (
    Mark,
    by_autograder_check,
    by_autograder_grade,
    by_nbgrader,
    hand_in,
    notebooks_of,
    students,
)
from tests.classroom.real_files import EXAMPLE, HABITS, NAME, Habit

pytestmark = pytest.mark.xdist_group("real files")
every_habit = pytest.mark.parametrize(("who", "habit"), students(HABITS), ids=lambda v: str(v))
slow = (pytest.mark.slow, pytest.mark.timeout(900))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mark]:
    root = tmp_path_factory.mktemp("ours")
    hand_in(root, HABITS)
    return by_autograder_grade(root)


@pytest.fixture(scope="module")
def autograded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mark]:
    root = tmp_path_factory.mktemp("theirs")
    hand_in(root, HABITS)
    return by_nbgrader(root)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(EXAMPLE / "solutions" / NAME) as engine:
        yield engine


def as_deserved(habit: Habit, mark: Mark) -> None:
    assert mark.points == habit.mark, mark.told
    assert habit.told in mark.told


@every_habit
def test_autograder_grade(who: str, habit: Habit, graded: dict[str, Mark]) -> None:
    as_deserved(habit, graded[who])
    assert habit.mark is not None or graded[who].told
    assert graded[who].waits == (habit.memo and habit.mark is not None)


@every_habit
def test_autograder_check(who: str, habit: Habit, tmp_path: Path, engine: Engine) -> None:
    hand_in(tmp_path, [habit])
    if len(files := notebooks_of(tmp_path)) == 1:  # else there is no one file to check
        as_deserved(replace(habit, told=""), by_autograder_check(files[0], engine))


@every_habit
def test_autograder_check_without_the_course(who: str, habit: Habit, tmp_path: Path) -> None:
    hand_in(tmp_path, [habit])
    if len(files := notebooks_of(tmp_path)) == 1:
        as_deserved(replace(habit, told=""), by_autograder_check(files[0], None))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nbgrader_autograde(autograded: dict[str, Mark]) -> None:
    seen = {who: habit for who, habit in students(HABITS) if habit.nbgrader}
    for who, habit in seen.items():
        as_deserved(habit, autograded[who])
        if habit.mark is not None:
            assert autograded[who].waits == habit.memo, habit
            assert autograded[who].has_page, habit
    others = [who for who, habit in students(HABITS) if not habit.nbgrader]
    assert not [who for who in others if who in autograded and autograded[who].points]
