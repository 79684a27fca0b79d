"""Catalogue and course fit together: what is used is there, and what is there is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.authoring.percent import slug
from autograder.exercises.assignment import read_bank
from course.catalogue import glossary, misconceptions
from course.questions import questions

ROOT = Path(__file__).parents[2]
ENTRIES = [*misconceptions().values(), *glossary().values()]


def used() -> set[str]:
    """Every misconception that a bank or a lesson's question can name."""
    banks = [read_bank(path.parent) for path in (ROOT / "solutions").glob("*/bank.py")]
    in_banks = {id for b in banks for ex in b.exercises.values() for id in ex.misconceptions}
    folders = [path.parent for path in (ROOT / "course").glob("m*/questions.toml")]
    in_lessons = {id for f in folders for q in questions(f).values() for id in q.mistakes.values()}
    return in_banks | in_lessons


def test_every_misconception_that_is_used_is_explained() -> None:
    assert used() <= misconceptions().keys()


def test_every_misconception_that_is_explained_is_used() -> None:
    assert sorted(misconceptions().keys() - used()) == []


def anchors(lesson: str) -> set[str]:
    """The headings of a lesson as addresses have them."""
    source = (ROOT / "course" / f"{lesson}.py").read_text(encoding="utf-8")
    headings = re.findall(r"^# #+ (.+)$", source, flags=re.MULTILINE)
    return set(map(slug, headings))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{type(entry).__name__}-{entry.id}")
def test_the_place_to_read_again_exists(entry) -> None:
    lesson, _, heading = entry.lesson.partition("#")
    assert (ROOT / "course" / f"{lesson}.py").is_file(), lesson
    assert not heading or heading in anchors(lesson)


@pytest.mark.parametrize("path", sorted((ROOT / "solutions").glob("*/bank.py")), ids=str)
def test_exercises_point_to_a_place_that_exists(path: Path) -> None:
    for exercise in read_bank(path.parent).exercises.values():
        lesson, _, heading = exercise.lesson.partition("#")
        assert (ROOT / "course" / f"{lesson}.py").is_file(), exercise.id
        assert not heading or heading in anchors(lesson), f"{exercise.id}: {exercise.lesson}"
